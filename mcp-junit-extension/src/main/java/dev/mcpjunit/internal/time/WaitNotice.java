/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.time;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Logs what a long operation waits for, while it waits: after 5 seconds, after 15, and every 30 from then on. A short
 * one logs nothing. Close it when the operation has ended.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WaitNotice implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit");

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Deadline start = Deadline.after(Duration.ZERO);
    private final Function<Duration, String> text;
    private final Consumer<String> log;
    private volatile boolean closed;

    private WaitNotice(Function<Duration, String> text, Consumer<String> log) {
        this.text = text;
        this.log = log;
    }

    /**
     * Begin.
     *
     * @param text says what is waited for and how long it may take; is given the time that has gone by, in seconds
     */
    public static WaitNotice begin(Function<Duration, String> text) {
        return begin(text, FIRST, message -> LOG.log(System.Logger.Level.INFO, message));
    }

    static WaitNotice begin(Function<Duration, String> text, Duration first, Consumer<String> log) {
        var notice = new WaitNotice(text, log);
        notice.after(first, SECOND);
        return notice;
    }

    private void after(Duration pause, Duration next) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!closed) {
                        log.accept(text.apply(Duration.ofSeconds(start.elapsed().toSeconds())));
                        after(next, LATER);
                    }
                });
    }

    @Override
    public void close() {
        closed = true;
    }
}
