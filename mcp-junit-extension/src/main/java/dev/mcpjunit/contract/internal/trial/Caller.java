/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.internal.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a client's code on threads of its own, so that it can be waited for and its own threads can be told. */
final class Caller {

    private final ThreadGroup group = new ThreadGroup("mcp-junit client under test");
    private final Supplier<Instant> clock;
    private final MachineTime machine;

    Caller(Supplier<Instant> clock, MachineTime machine) {
        this.clock = clock;
        this.machine = machine;
    }

    /** Begin some work. */
    Work begin(String name, Callable<?> what) {
        var work = new Work(what);
        work.thread = new Thread(group, work, "mcp-junit " + name);
        work.thread.setDaemon(true);
        work.thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        work.thread.start();
        return work;
    }

    /** The threads that the client has started, and that are still there. */
    List<Thread> threads() {
        var threads = new Thread[group.activeCount() * 2 + 16];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count).filter(Objects::nonNull).toList();
    }

    /** Some work of the client. */
    final class Work implements Runnable {

        private final Callable<?> what;
        private final CountDownLatch done = new CountDownLatch(1);
        private final Instant began = clock.get();
        private final Duration lostBefore = machine.lost();
        private volatile @Nullable Call call;
        private @Nullable Thread thread;

        private Work(Callable<?> what) {
            this.what = what;
        }

        @Override
        public void run() {
            Object value = null;
            Throwable failure = null;
            try {
                value = what.call();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            call = new Call(began, clock.get(), lost(), value, failure);
            done.countDown();
        }

        Instant began() {
            return began;
        }

        /** How much the machine has lost since it began. */
        Duration lost() {
            return machine.lost().minus(lostBefore);
        }

        Duration elapsed() {
            return Duration.between(began, clock.get());
        }

        /** Wait for a while. */
        Optional<Call> await(Duration bound) {
            try {
                boolean unused = done.await(bound.toNanos(), TimeUnit.NANOSECONDS);
                return Optional.ofNullable(call);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Finding.inconclusive("The test was interrupted while it waited for the client");
            }
        }

        /** Whoever waits for ever waits no longer. */
        void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
