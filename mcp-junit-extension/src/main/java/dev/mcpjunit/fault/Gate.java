/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/**
 * Holds messages until the test releases them, so that a test waits for an event instead of sleeping.
 *
 * <pre>{@code
 * Gate gate = faults.on(toolCall("pay")).holdRequest();
 * var payment = executor.submit(() -> agent.pay(invoice));
 * gate.awaitHeld(1, Duration.ofSeconds(5));         // the client has sent it, the server has not got it
 * gate.release();
 * }</pre>
 *
 * <p>Opens by itself when the test ends. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int held;
    private int arrived;
    private int permits;
    private boolean open;

    /** Make a closed gate. */
    public Gate() {}

    /** Release everything that is held, and everything that comes later. */
    public void release() {
        lock.lock();
        try {
            open = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Release some messages, and hold those that come after them.
     *
     * @param count how many, of those that are held or come later; at least 1
     * @throws IllegalArgumentException if it is less than 1
     */
    public void release(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of messages to release must be at least 1, but is " + count);
        }
        lock.lock();
        try {
            permits += count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Count the messages that are held now.
     *
     * @return how many messages wait
     */
    public int held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Wait until at least some number of messages have come to the gate, released or not.
     *
     * @param count how many
     * @param timeout how long to wait
     * @return this gate
     * @throws AssertionError if fewer have come by then
     */
    public Gate awaitHeld(int count, Duration timeout) {
        lock.lock();
        try {
            long nanos = timeout.toNanos();
            while (arrived < count) {
                if (nanos <= 0) {
                    throw new AssertionError("Expected " + count + " messages at the gate within " + timeout.toMillis()
                            + " ms, but " + arrived + " came");
                }
                nanos = changed.awaitNanos(nanos);
            }
            return this;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + count + " messages at the gate", interrupted);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hold the caller until the gate releases it. For proxies.
     *
     * @param wanted checked now and then: the caller is held no longer when this is false
     * @throws InterruptedException if the proxy is closed
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public void pass(BooleanSupplier wanted) throws InterruptedException {
        lock.lock();
        try {
            arrived++;
            held++;
            changed.signalAll();
            while (!open && permits == 0 && wanted.getAsBoolean()) {
                // Now and then, to see whether the client is still there; the gate itself signals immediately.
                boolean unused = changed.await(100, TimeUnit.MILLISECONDS);
            }
            if (!open && permits > 0) {
                permits--;
            }
        } finally {
            held--;
            lock.unlock();
        }
    }
}
