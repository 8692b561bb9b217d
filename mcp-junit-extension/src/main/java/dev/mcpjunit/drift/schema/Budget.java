/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * The limit of a comparison. Beyond it, the result is undecided. Steps give the same result on every machine; the time
 * is a second limit for slow machines.
 *
 * @param steps the highest number of steps; a step is about the work for one keyword or one character
 * @param time the longest time
 * @param nanoTime where the time is read, like {@link System#nanoTime}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Budget(long steps, Duration time, LongSupplier nanoTime) {

    /** 500,000 steps and 250 ms for a pair of schemas; most pairs need less than 1 ms. */
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
     * Set another time.
     *
     * @param longest the longest time
     * @return a budget that is otherwise the same; never {@code null}
     */
    public Budget withTime(Duration longest) {
        return new Budget(steps, longest, nanoTime);
    }
}
