/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.fault.Gate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits as long as there is something to wait for. Thread-safe. */
final class Patience {

    private final CountDownLatch over = new CountDownLatch(1);

    /** Wait for a time; says whether to go on. */
    boolean pause(Duration duration) throws InterruptedException {
        return !over.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Wait for the test; says whether to go on. */
    boolean hold(Gate gate) throws InterruptedException {
        gate.pass(() -> !isOver());
        return !isOver();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Let go who waits, now and in the future. */
    void end() {
        over.countDown();
    }
}
