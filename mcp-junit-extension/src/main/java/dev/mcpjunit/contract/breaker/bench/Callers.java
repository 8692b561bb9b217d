/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import dev.mcpjunit.contract.breaker.BreakerCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads that call through the breaker; the bench never does so itself, for a call may hang. */
final class Callers implements AutoCloseable {

    private final ExecutorService threads;

    Callers() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit calls through a breaker");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    /** Start one call. */
    Caller start(BreakerCall call) {
        return start(call, new CountDownLatch(0));
    }

    /** Start many at the same time. */
    List<Caller> start(BreakerCall call, int count) {
        var together = new CountDownLatch(1);
        var callers = new ArrayList<Caller>();
        for (int i = 0; i < count; i++) {
            callers.add(start(call, together));
        }
        together.countDown();
        return callers;
    }

    private Caller start(BreakerCall call, CountDownLatch together) {
        var caller = new Caller();
        caller.runs(threads.submit(() -> {
            together.await();
            caller.run(call);
            return null;
        }));
        return caller;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            boolean unused = threads.awaitTermination(Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
