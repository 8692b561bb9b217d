/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.console.Progress.Open;
import dev.mcpjunit.internal.console.Progress.Wish;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Shows all waits in one line, as often as its screen bears. Thread-safe. */
final class ProgressBoard {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int LONGEST = 400;

    private final Screen screen;
    private final LongSupplier nanoTime;
    private final Timer timer;
    private final List<Wait> waits = new ArrayList<>();
    private final List<Wish> runs = new ArrayList<>();
    private boolean ticking;
    private Deadline untilNext;

    /** Runs a task later. */
    interface Timer {
        void after(Duration pause, Runnable task);
    }

    ProgressBoard(Screen screen, LongSupplier nanoTime, Timer timer) {
        this.screen = screen;
        this.nanoTime = nanoTime;
        this.timer = timer;
        this.untilNext = Deadline.after(Duration.ZERO, nanoTime);
    }

    private final class Wait implements Open {

        private final Deadline begun = Deadline.after(Duration.ZERO, nanoTime);
        private final Function<Duration, String> text;

        Wait(Function<Duration, String> text) {
            this.text = text;
        }

        String text() {
            return text.apply(Duration.ofSeconds(begun.elapsed().toSeconds()));
        }

        @Override
        public void close() {
            end(this);
        }
    }

    synchronized Open begin(Function<Duration, String> text) {
        var wait = new Wait(text);
        waits.add(wait);
        if (!ticking) {
            ticking = true;
            timer.after(TICK, this::tick);
        }
        return wait;
    }

    synchronized Open run(Wish wish) {
        runs.add(wish);
        return () -> endRun(wish);
    }

    private synchronized void endRun(Wish wish) {
        runs.remove(wish);
    }

    private synchronized void end(Wait wait) {
        waits.remove(wait);
        if (waits.isEmpty()) {
            screen.clear();
        }
    }

    /** What is waited for. The lock is not held here: a text may ask a server for its log. */
    List<String> texts() {
        List<Wait> now;
        synchronized (this) {
            now = List.copyOf(waits);
        }
        return now.stream().map(Wait::text).toList();
    }

    private void tick() {
        if (!goesOn()) {
            return;
        }
        try {
            if (isDue()) {
                show(Printable.line(
                        Secrets.maskKnown(texts().stream().distinct().collect(joining(" | "))), LONGEST));
            }
        } finally {
            timer.after(TICK, this::tick);
        }
    }

    private synchronized boolean goesOn() {
        ticking = !waits.isEmpty();
        return ticking;
    }

    private synchronized boolean isDue() {
        boolean wanted = runs.isEmpty() || runs.contains(Wish.SHOW);
        return wanted
                && untilNext.isOver()
                && waits.stream().anyMatch(wait -> wait.begun.elapsed().compareTo(screen.pause()) >= 0);
    }

    private synchronized void show(String text) {
        if (!waits.isEmpty()) {
            screen.show(text);
            untilNext = Deadline.after(screen.pause(), nanoTime);
        }
    }
}
