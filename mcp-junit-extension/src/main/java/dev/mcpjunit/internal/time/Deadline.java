/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * A moment by which something has to be done, on a monotonic clock. One deadline is passed down through all the steps
 * of an operation, so that their waits cannot add up.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Deadline {

    private final LongSupplier nanoTime;
    private final long start;
    private final Duration budget;

    private Deadline(LongSupplier nanoTime, Duration budget) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.budget = budget;
    }

    /** Start a deadline now. */
    public static Deadline after(Duration budget) {
        return new Deadline(System::nanoTime, budget);
    }

    /** Start a deadline now, on the given clock. */
    public static Deadline after(Duration budget, LongSupplier nanoTime) {
        return new Deadline(nanoTime, budget);
    }

    /** The time that was given. */
    public Duration budget() {
        return budget;
    }

    /** The time that has gone by. */
    public Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /** The time that is left; zero when there is none. */
    public Duration remaining() {
        Duration left = budget.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The time that is left in nanoseconds, as the waiting methods of the JDK take it. */
    public long remainingNanos() {
        return TimeUnit.NANOSECONDS.convert(remaining());
    }

    /** Whether no time is left. */
    public boolean isOver() {
        return remaining().isZero();
    }

    /** A deadline for one step: at most this long, and never beyond this one. */
    public Deadline atMost(Duration step) {
        return new Deadline(nanoTime, step.compareTo(remaining()) < 0 ? step : remaining());
    }
}
