/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.time;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Durations as JUnit's own timeouts are written: {@code 500 ms}, {@code 30 s}, {@code 2 m}; a bare number is seconds.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile("([1-9][0-9]{0,8}) ?(ns|μs|ms|s|m|h|d)?", Pattern.CASE_INSENSITIVE);

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ns", ChronoUnit.NANOS,
            "μs", ChronoUnit.MICROS,
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private Durations() {}

    /**
     * Read a duration.
     *
     * @throws IllegalArgumentException if the text is no positive duration; the message shows the forms that are
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no duration: write a positive number with a unit, like '500 ms', '30 s' or '2 m'");
        }
        String unit = form.group(2) == null ? "s" : form.group(2).toLowerCase(Locale.ROOT);
        return Duration.of(Long.parseLong(form.group(1)), UNITS.getOrDefault(unit, ChronoUnit.SECONDS));
    }

    /** Write a duration for people: {@code 350 ms}, {@code 2.1 s}, {@code 3 m 5 s}. */
    public static String print(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return millis % 1_000 < 50 ? millis / 1_000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        return duration.toMinutes() + " m"
                + (duration.toSecondsPart() == 0 ? "" : " " + duration.toSecondsPart() + " s");
    }
}
