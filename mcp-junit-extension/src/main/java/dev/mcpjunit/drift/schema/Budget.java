/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * What a comparison may cost before it is given up as undecided. Steps make the outcome the same on every machine; time
 * is the last resort on a slow one.
 *
 * @param steps the most units of work, each about the cost of looking at one keyword or one character
 * @param time the longest time
 * @param nanoTime where the time is read, like {@link System#nanoTime}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Budget(long steps, Duration time, LongSupplier nanoTime) {

    /** A quarter of a second for a pair of schemas; most need a thousandth of that. */
    public static final Budget DEFAULT = new Budget(500_000, Duration.ofMillis(250), System::nanoTime);

    /** Check the limits. */
    public Budget {
        Objects.requireNonNull(nanoTime, "nanoTime");
        if (steps <= 0 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "A budget needs a positive number of steps and a positive time, but this has " + steps
                            + " steps and " + time);
        }
    }

    /**
     * Allow another time.
     *
     * @param longest the longest time
     * @return a budget that is otherwise the same; never {@code null}
     */
    public Budget withTime(Duration longest) {
        return new Budget(steps, longest, nanoTime);
    }
}
