/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.retry;

import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How long a client pauses between its attempts: after the first one, then longer each time by a factor, each pause
 * shortened or extended at random.
 *
 * @param first the pause after the first attempt
 * @param factor how much longer each pause is than the one before; 1 for pauses that are all the same
 * @param longest no pause is longer than that
 * @param jitter by which part a pause may be shorter or longer, from 0 to 1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BackOff(Duration first, double factor, Duration longest, double jitter) {

    private static final Duration UNBOUNDED = Duration.ofDays(1);

    /** Reject values that make no sense. */
    public BackOff {
        if (first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "The first pause, " + first + ", must be neither negative nor longer than the longest, " + longest);
        }
        if (factor < 1 || jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException(
                    "The factor must be at least 1, and the jitter from 0 to 1, but they are " + factor + " and "
                            + jitter);
        }
    }

    /**
     * Declare pauses that are all the same.
     *
     * @param pause how long
     * @return the pauses; never {@code null}
     */
    public static BackOff constant(Duration pause) {
        return new BackOff(pause, 1, UNBOUNDED, 0);
    }

    /**
     * Declare pauses that grow.
     *
     * @param first the first one
     * @param factor how much longer each is than the one before
     * @return the pauses; never {@code null}
     */
    public static BackOff exponential(Duration first, double factor) {
        return new BackOff(first, factor, UNBOUNDED, 0);
    }

    /**
     * Declare that no pause is longer than a bound.
     *
     * @param pause the bound, before jitter
     * @return the pauses; never {@code null}
     */
    public BackOff upTo(Duration pause) {
        return new BackOff(first, factor, pause, jitter);
    }

    /**
     * Declare that pauses vary at random.
     *
     * @param part by which part each may be shorter or longer: 0.5 for half to one and a half times; 1 for anything
     *     from no pause to twice as long
     * @return the pauses; never {@code null}
     */
    public BackOff jitter(double part) {
        return new BackOff(first, factor, longest, part);
    }

    /** The shortest pause that is right after an attempt, from 1. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Duration shortestAfter(int attempt) {
        return scaled(pauseAfter(attempt), 1 - jitter);
    }

    /** The longest pause that is right after an attempt, from 1. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Duration longestAfter(int attempt) {
        return scaled(pauseAfter(attempt), 1 + jitter);
    }

    private Duration pauseAfter(int attempt) {
        Duration pause = scaled(first, Math.pow(factor, attempt - 1.0));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private static Duration scaled(Duration duration, double by) {
        return Duration.ofNanos((long) (duration.toNanos() * by));
    }

    /** Print what is right after an attempt. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public String print(int attempt) {
        return jitter == 0
                ? Durations.print(pauseAfter(attempt))
                : Durations.print(shortestAfter(attempt)) + " to " + Durations.print(longestAfter(attempt));
    }
}
