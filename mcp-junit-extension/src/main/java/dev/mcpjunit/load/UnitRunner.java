/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import dev.mcpjunit.internal.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered units of work on several groups of threads. A unit has one part for each thread of a group, and all
 * parts of a unit begin at the same moment. Each part has a deadline of its own.
 */
final class UnitRunner {

    private final int groups;
    private final int threads;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Does one part of a unit. */
    interface Work {
        void run(int unit, int part);
    }

    UnitRunner(int groups, int threadsOfEach) {
        this.groups = groups;
        this.threads = threadsOfEach;
    }

    /**
     * Run all units, or as many as can begin before the deadline.
     *
     * @throws IllegalStateException if this thread is interrupted
     */
    void run(int units, Deadline deadline, Work work) {
        var started = new ArrayList<Thread>();
        for (int group = 0; group < groups; group++) {
            started.addAll(group(units, deadline, work));
        }
        started.forEach(Thread::start);
        try {
            for (Thread thread : started) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            started.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during a load session", interrupted);
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private List<Thread> group(int units, Deadline deadline, Work work) {
        var turn = new Turn(threads, () -> deadline.isOver() ? units : next.getAndIncrement());
        var group = new ArrayList<Thread>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (int part = 0; part < threads; part++) {
            int own = part;
            var thread = new Thread(() -> work(units, turn, own, work), "mcp-junit load");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            group.add(thread);
        }
        return group;
    }

    private void work(int units, Turn turn, int part, Work work) {
        try {
            int unit = turn.await();
            while (unit < units && failure.get() == null) {
                work.run(unit, part);
                unit = turn.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error thrown) {
            failure.compareAndSet(null, thrown);
        } finally {
            turn.leave();
        }
    }

    /** Lets the threads of a group begin the next unit at the same moment. Those that leave keep none waiting. */
    private static final class Turn {

        private final Phaser together;
        private volatile int unit;

        Turn(int threads, IntSupplier next) {
            this.together = new Phaser(threads) {
                @Override
                protected boolean onAdvance(int phase, int left) {
                    unit = next.getAsInt();
                    return left == 0;
                }
            };
        }

        /** Wait for the others, and get the number of the unit. */
        int await() throws InterruptedException {
            together.awaitAdvanceInterruptibly(together.arrive());
            return unit;
        }

        void leave() {
            together.arriveAndDeregister();
        }
    }
}
