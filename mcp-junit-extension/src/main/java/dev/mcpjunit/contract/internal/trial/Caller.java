/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apiguardian.api.API;

/** Runs the subject's code on threads of its own: it may hang, and the threads that it starts can be recognized. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Caller implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final ThreadGroup group = new ThreadGroup("mcp-junit subject of a contract");
    private final Queue<PendingCall> pending = new ConcurrentLinkedQueue<>();
    private final Watch watch;

    public Caller(Watch watch) {
        this.watch = watch;
    }

    /** Begin a call. */
    public PendingCall begin(String name, Callable<?> what) {
        return begin(name, what, new CountDownLatch(0));
    }

    /** Begin many calls at the same time. */
    public List<PendingCall> beginTogether(String name, Callable<?> what, int count) {
        var together = new CountDownLatch(1);
        var calls = new ArrayList<PendingCall>();
        for (int i = 0; i < count; i++) {
            calls.add(begin(name, what, together));
        }
        together.countDown();
        return calls;
    }

    private PendingCall begin(String name, Callable<?> what, CountDownLatch together) {
        var call = new PendingCall(watch, () -> {
            together.await();
            return what.call();
        });
        pending.removeIf(PendingCall::isDone);
        pending.add(call);
        call.start(group, "mcp-junit " + name);
        return call;
    }

    /** The threads that the subject has started and that are still there. */
    public List<Thread> threads() {
        var threads = new Thread[group.activeCount() * 2 + 16];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count).filter(Objects::nonNull).toList();
    }

    /** Interrupt the calls that still run, and wait for them for a moment. */
    @Override
    public void close() {
        List<PendingCall> running =
                pending.stream().filter(call -> !call.isDone()).toList();
        running.forEach(PendingCall::interrupt);
        boolean unused = watch.waitUntil(
                () -> running.stream().allMatch(PendingCall::isDone), CLOSING, CLOSING, Duration.ofMillis(5));
    }
}
