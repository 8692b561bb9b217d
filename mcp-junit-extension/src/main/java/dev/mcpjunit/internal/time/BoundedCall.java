/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.time;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;

/** Runs code that is not ours and may hang: on a daemon thread, for so long and no longer. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BoundedCall {

    private BoundedCall() {}

    /**
     * Run a call and wait for it.
     *
     * @param bound how long it may take; then its thread is interrupted and left to itself
     * @param call what to run, with the caller's context class loader
     * @throws TimeoutException if it takes longer
     * @throws InterruptedException if the caller is interrupted; the call is then, too
     * @throws ExecutionException if the call throws; with what it threw as the cause
     */
    public static <T> T run(String thread, Duration bound, Callable<T> call)
            throws TimeoutException, InterruptedException, ExecutionException {
        var result = new CompletableFuture<T>();
        var runner = new Thread(
                () -> {
                    try {
                        result.complete(call.call());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                thread);
        runner.setDaemon(true);
        runner.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        runner.start();
        try {
            return result.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException givenUp) {
            runner.interrupt();
            throw givenUp;
        }
    }
}
