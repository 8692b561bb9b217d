/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** The clock of the wire, and how much of the time the machine spent on something else. All waits go through it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Watch implements AutoCloseable {

    private final Supplier<Instant> clock;
    private final MachineTime machine = new MachineTime();

    public Watch(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** Now, on the clock of the wire. */
    public Instant now() {
        return clock.get();
    }

    /** How much time the machine has lost so far. */
    public Duration lost() {
        return machine.lost();
    }

    /** Wait until a moment of the clock. Returns early if the test is interrupted; false then. */
    public boolean waitUntil(Instant moment) {
        while (!Thread.currentThread().isInterrupted()) {
            Duration left = Duration.between(now(), moment);
            if (left.isNegative() || left.isZero()) {
                return true;
            }
            LockSupport.parkNanos(left.toNanos());
        }
        return false;
    }

    /**
     * Poll until a condition holds. Lost time does not count.
     *
     * @param most how much longer to wait at most for lost time
     * @return whether the condition holds
     */
    public boolean waitUntil(BooleanSupplier condition, Duration bound, Duration most, Duration pause) {
        long start = System.nanoTime();
        Duration lostBefore = lost();
        while (!condition.getAsBoolean()) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            boolean over = elapsed.minus(lost().minus(lostBefore)).compareTo(bound) > 0;
            if (over
                    || elapsed.compareTo(bound.plus(most)) > 0
                    || Thread.currentThread().isInterrupted()) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(pause));
        }
        return true;
    }

    @Override
    public void close() {
        machine.close();
    }
}
