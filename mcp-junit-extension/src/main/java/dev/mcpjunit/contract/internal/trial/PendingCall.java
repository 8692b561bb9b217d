/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.internal.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A call on a thread of its own. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PendingCall implements Runnable {

    private final Watch watch;
    private final Callable<?> what;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Instant began;
    private final Duration lostBefore;
    private volatile @Nullable Call call;
    private @Nullable Thread thread;

    PendingCall(Watch watch, Callable<?> what) {
        this.watch = watch;
        this.what = what;
        this.began = watch.now();
        this.lostBefore = watch.lost();
    }

    void start(ThreadGroup group, String name) {
        var starting = new Thread(group, this, name);
        starting.setDaemon(true);
        starting.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread = starting;
        starting.start();
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
        call = new Call(began, watch.now(), lost(), value, failure);
        done.countDown();
    }

    public Instant began() {
        return began;
    }

    /** How much time the machine has lost since the call began. */
    public Duration lost() {
        return watch.lost().minus(lostBefore);
    }

    public Duration elapsed() {
        return Duration.between(began, watch.now());
    }

    public boolean isDone() {
        return done.getCount() == 0;
    }

    /** Wait for the end of the call, for a while. */
    public Optional<Call> await(Duration bound) {
        try {
            boolean unused = done.await(bound.toNanos(), TimeUnit.NANOSECONDS);
            Optional<Call> ended = Optional.ofNullable(call);
            ended.ifPresent(each -> LaterResult.refuse(each.value()));
            return ended;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Finding.inconclusive("The test was interrupted while it waited for a call");
        }
    }

    /** The same, not counting what the machine has lost; at most twice as long. */
    public Optional<Call> awaitFairly(Duration bound) {
        Optional<Call> ended = await(bound);
        Duration lost = lost();
        return ended.isPresent() || lost.isZero() ? ended : await(lost.compareTo(bound) < 0 ? lost : bound);
    }

    /** Interrupt the thread of the call. */
    public void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
