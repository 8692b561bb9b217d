/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.Gate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/** Waits of one exchange, which end early when the exchange is no longer needed. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CancellableWait {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final BooleanSupplier clientIsThere;

    /** Wait until canceled. */
    public CancellableWait() {
        this(() -> true);
    }

    /** Wait until canceled, or until the client is gone; looked at now and then. */
    public CancellableWait(BooleanSupplier clientIsThere) {
        this.clientIsThere = clientIsThere;
    }

    /** Wait for some time; says whether to continue. */
    public boolean pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        long left = duration.toNanos();
        while (left > 0) {
            if (cancelled.await(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS) || !clientIsThere.getAsBoolean()) {
                return false;
            }
            left = end - System.nanoTime();
        }
        return !isOver();
    }

    /** Wait for the test; says whether to continue. */
    public boolean hold(Gate gate) throws InterruptedException {
        gate.pass(() -> !isOver());
        return !isOver();
    }

    /** Whether the exchange is no longer needed. */
    public boolean isOver() {
        return cancelled.getCount() == 0 || !clientIsThere.getAsBoolean();
    }

    /** End all waits, now and in the future. */
    public void cancel() {
        cancelled.countDown();
    }
}
