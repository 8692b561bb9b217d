/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The logins that callers of a channel wait for. The close of the channel ends them: their callers fail immediately,
 * and they send no further request.
 */
final class LoginTasks {

    /** How much later than its deadline a login may end by itself, with a message that says what it waited for. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(2);

    private final String subject;
    private final Executor threads;
    private final Supplier<McpException> closedAlready;
    private final Set<FutureTask<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Wait for no login yet.
     *
     * @param subject the server's name and address, as messages begin
     * @param closedAlready the failure of callers that wait while the channel is closed, or later
     */
    LoginTasks(String subject, Executor threads, Supplier<McpException> closedAlready) {
        this.subject = subject;
        this.threads = threads;
        this.closedAlready = closedAlready;
    }

    /** Do a part of a login that ends at the deadline by itself, and wait for it. */
    <T> T await(Callable<T> login, Deadline deadline) {
        var task = new FutureTask<>(login);
        running.add(task);
        try {
            if (closed) {
                throw closedAlready.get();
            }
            threads.execute(task);
            return task.get(deadline.remainingNanos() + GRACE, TimeUnit.NANOSECONDS);
        } catch (CancellationException | RejectedExecutionException closedMeanwhile) {
            throw closedAlready.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            throw new McpTimeoutException(
                    subject + " requires authorization, and the login did not end within "
                            + Durations.print(deadline.budget()) + ".",
                    null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new McpTimeoutException("Interrupted during the login at " + subject, stopped);
        } finally {
            running.remove(task);
            // Interrupts it if it still runs.
            task.cancel(true);
        }
    }

    /** End all logins, and begin no other. Idempotent. */
    void close() {
        closed = true;
        running.forEach(task -> task.cancel(true));
    }
}
