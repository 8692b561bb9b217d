/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Which of the matching messages are selected, counted from 1.
 *
 * @param from the first
 * @param to the last; {@link Long#MAX_VALUE} for no end
 * @param step 1 for each of them, n for every n-th, starting with {@code from}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Occurrences(long from, long to, long step) {

    /** All of them. */
    public static final Occurrences ALL = new Occurrences(1, Long.MAX_VALUE, 1);

    private static final Pattern FORM =
            Pattern.compile("(?:every ([1-9]\\d{0,8}))|(?:([1-9]\\d{0,8})(\\.\\.([1-9]\\d{0,8})?)?)");

    /** Check that the numbers make sense. */
    public Occurrences {
        if (from < 1 || to < from || step < 1) {
            throw new IllegalArgumentException(
                    "Calls are counted from 1, and the last must not be before the first, but" + " these are " + from
                            + ".." + to + " every " + step);
        }
    }

    /**
     * Read the text form: {@code 2}, {@code 1..3}, {@code 4..} or {@code every 3}.
     *
     * @param text the text; empty for all
     * @return the occurrences; never {@code null}
     * @throws IllegalArgumentException if the text has another form
     */
    public static Occurrences parse(String text) {
        if (text.isBlank()) {
            return ALL;
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "calls = \"" + text + "\" is not understood: write \"2\", \"1..3\", \"4..\" or \"every 3\"");
        }
        if (form.group(1) != null) {
            return every(Long.parseLong(form.group(1)));
        }
        long from = Long.parseLong(form.group(2));
        if (form.group(3) == null) {
            return new Occurrences(from, from, 1);
        }
        return new Occurrences(from, form.group(4) == null ? Long.MAX_VALUE : Long.parseLong(form.group(4)), 1);
    }

    /**
     * Select every n-th match.
     *
     * @param n 3 for the third, the sixth and so on
     * @return the occurrences; never {@code null}
     */
    public static Occurrences every(long n) {
        return new Occurrences(n, Long.MAX_VALUE, n);
    }

    /**
     * Check whether a match is selected.
     *
     * @param count its number, from 1
     * @return whether it is
     */
    public boolean contains(long count) {
        return count >= from && count <= to && (count - from) % step == 0;
    }

    /**
     * Describe in words.
     *
     * @return for example {@code 1st to 3rd}; empty for all; never {@code null}
     */
    @Override
    public String toString() {
        if (equals(ALL)) {
            return "";
        }
        if (step > 1) {
            return "every " + ordinal(step);
        }
        if (from == to) {
            return ordinal(from);
        }
        return to == Long.MAX_VALUE ? "from the " + ordinal(from) : ordinal(from) + " to " + ordinal(to);
    }

    private static String ordinal(long n) {
        if (n % 100 >= 11 && n % 100 <= 13) {
            return n + "th";
        }
        return n
                + switch ((int) (n % 10)) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
