/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.report;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.text.Printable;

/** Foreign text as it may be shown: nothing invisible, nothing that moves the cursor, nothing too long. */
final class Visible {

    static final int LONGEST = 200;

    private static final int LONGEST_MASKED = 100_000;

    private static final int BEFORE_DIFFERENCE = 40;

    private Visible() {}

    static String line(String text) {
        return escaped(cut(masked(text), 0));
    }

    /** A text that is not cut, because it is the user's own. */
    static String whole(String text) {
        return escaped(text);
    }

    /** One of two texts, from a little before the first difference. */
    static String excerpt(String shown, String compared) {
        String text = masked(shown);
        String other = masked(compared);
        if (text.length() <= LONGEST && other.length() <= LONGEST) {
            return escaped(text);
        }
        int same = 0;
        while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) {
            same++;
        }
        return escaped(cut(text, Math.max(0, same - BEFORE_DIFFERENCE)));
    }

    /** A place, whose two ends say most. */
    static String ends(String text) {
        if (text.length() <= LONGEST) {
            return escaped(text);
        }
        int half = LONGEST / 2;
        return escaped(text.substring(0, half) + "…" + text.substring(text.length() - half));
    }

    private static String cut(String text, int from) {
        int start = from > 0 && from < text.length() && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
        int end = Math.min(text.length(), start + LONGEST);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        return (start > 0 ? "…" : "") + text.substring(Math.min(start, end), end) + (end < text.length() ? "…" : "");
    }

    /** A secret must be masked before a cut goes through it. */
    private static String masked(String text) {
        return text.length() <= LONGEST_MASKED
                ? Secrets.maskKnown(text)
                : Secrets.maskKnown(text.substring(0, LONGEST_MASKED)) + text.substring(LONGEST_MASKED);
    }

    private static String escaped(String text) {
        return Printable.escape(Secrets.maskKnown(text));
    }
}
