/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Shows on the console what this JVM waits for. There is one console, so all waits share one line, and it is kept
 * outside of JUnit's store. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Progress {

    private static final ProgressBoard BOARD = new ProgressBoard(
            Terminal.find().<Screen>map(TerminalScreen::new).orElseGet(() -> new LogScreen(() -> System.err)),
            System::nanoTime,
            (pause, task) -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(task));

    private Progress() {}

    /** A wait, or a choice of a run, that ends when it is closed. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public interface Open extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Show a wait until it is closed. A short one is not shown.
     *
     * @param text says what is waited for and how long it may take; is given the time that has gone by, in seconds
     */
    public static Open begin(Function<Duration, String> text) {
        return BOARD.begin(text);
    }

    /** Begin a run that wants the console to be used or not. Nothing is shown if no run that goes on wants it. */
    public static Open run(Wish wish) {
        return BOARD.run(wish);
    }

    /** Whether a run wants its progress to be shown. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public enum Wish {
        SHOW,
        HIDE
    }

    /** What is waited for now, in the order in which the waits began. */
    public static List<String> waits() {
        return BOARD.texts();
    }
}
