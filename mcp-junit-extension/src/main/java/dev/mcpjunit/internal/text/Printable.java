/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.text;

import dev.mcpjunit.internal.secret.Secrets;
import org.apiguardian.api.API;

/**
 * Makes text fit to be printed: secrets are masked; line breaks, terminal escapes, text direction marks and other
 * control characters are shown, not obeyed; and what is too long is cut.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Printable {

    /** The most characters of one text of a server inside of a message. */
    private static final int LINE = 2_000;

    /** The most characters of a whole message. */
    private static final int MESSAGE = 20_000;

    private Printable() {}

    /** A text of a server as part of a message: on one line, at most 2,000 characters. */
    public static String line(String text) {
        return line(text, LINE);
    }

    /** A text of a server as part of a message: on one line, at most so many characters. */
    public static String line(String text, int longest) {
        return escape(cut(mask(text, longest), longest), false);
    }

    /** A whole message, whose own line breaks are obeyed. */
    public static String message(String text) {
        return escape(cut(mask(text, MESSAGE), MESSAGE), true);
    }

    /** Show what is not visible, and cut nothing. */
    public static String escape(String text) {
        return escape(text, false);
    }

    /** Masking may take long; far behind the cut there is nothing to mask. */
    private static String mask(String text, int longest) {
        int looked = longest + 10_000;
        return text.length() <= looked
                ? Secrets.maskKnown(text)
                : Secrets.maskKnown(text.substring(0, looked)) + text.substring(looked);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "… " + (text.length() - end) + " more characters";
    }

    private static String escape(String text, boolean lineBreaks) {
        if (text.codePoints().allMatch(point -> isPrinted(point, lineBreaks))) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isPrinted(point, lineBreaks)) {
                shown.appendCodePoint(point);
            } else if (point == '\n') {
                shown.append("\\n");
            } else {
                shown.append(String.format("\\u{%X}", point));
            }
        });
        return shown.toString();
    }

    private static boolean isPrinted(int point, boolean lineBreaks) {
        if (lineBreaks && (point == '\n' || point == '\t')) {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
