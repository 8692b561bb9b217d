/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic.internal;

import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait until something has changed that they ask about. Costs nothing while no thread waits. Thread-safe.
 */
final class Changes {

    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();

    /** Wake up those that wait. */
    void happened() {
        // Who comes later counts itself before it looks, and so sees what has changed.
        if (waiting.get() == 0) {
            return;
        }
        lock.lock();
        try {
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wait until a condition holds; says whether it did in time. */
    boolean await(Duration timeout, BooleanSupplier condition) {
        long end = System.nanoTime() + timeout.toNanos();
        waiting.incrementAndGet();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                long unused = change.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(
                    "Interrupted while waiting up to " + Durations.print(timeout) + " for traffic", interrupted);
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }
}
