/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import static java.util.Objects.requireNonNull;

import dev.mcpjunit.contract.breaker.BreakerCall;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Somebody who is calling through the breaker. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Caller {

    private final CountDownLatch back = new CountDownLatch(1);
    private volatile @Nullable Throwable thrown;
    private volatile @Nullable Future<?> task;

    Caller() {}

    void runs(Future<?> submitted) {
        task = submitted;
    }

    void run(BreakerCall call) {
        try {
            call.call();
        } catch (Throwable failure) {
            thrown = failure;
        } finally {
            back.countDown();
        }
    }

    /** Whether the caller is back. */
    public boolean isBack() {
        return back.getCount() == 0;
    }

    /** What the caller got instead of an answer, once back. */
    public Optional<Throwable> thrown() {
        return Optional.ofNullable(thrown);
    }

    /** Give up: the thread is interrupted. */
    public void cancel() {
        requireNonNull(task).cancel(true);
    }

    /** Wait until the caller is back. */
    public void await(Duration patience) {
        if (!isBackWithin(patience)) {
            cancel();
            throw Judgement.inconclusive("A caller was not back within " + Durations.print(patience)
                    + ". Give the client a time-out, or say patience(…) if it has a longer one.");
        }
    }

    /** Wait until the caller is back, or not. */
    public boolean isBackWithin(Duration patience) {
        try {
            return back.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Judgement.inconclusive("The test was interrupted while a caller was waited for.");
        }
    }
}
