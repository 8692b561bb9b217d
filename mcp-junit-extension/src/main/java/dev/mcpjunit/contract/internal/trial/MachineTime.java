/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Measures how much time the machine spent on something else: a thread wakes up often, and adds up its delays. */
final class MachineTime implements AutoCloseable {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);

    /** A timer may be late by this much on an idle machine. */
    private static final long ORDINARY = TimeUnit.MILLISECONDS.toNanos(5);

    private final AtomicLong lost = new AtomicLong();
    private final Thread pacemaker;
    private volatile boolean closed;

    MachineTime() {
        pacemaker = new Thread(this::run, "mcp-junit pacemaker");
        pacemaker.setDaemon(true);
        pacemaker.start();
    }

    private void run() {
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(TICK);
            long now = System.nanoTime();
            long late = now - last - TICK;
            if (late > ORDINARY) {
                lost.addAndGet(late);
            }
            last = now;
        }
    }

    /** What was lost so far. */
    Duration lost() {
        return Duration.ofNanos(lost.get());
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(pacemaker);
    }
}
