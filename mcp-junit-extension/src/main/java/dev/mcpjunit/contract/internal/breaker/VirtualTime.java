/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The breaker's own clock: nothing waits, and nothing depends on how busy the machine is. */
final class VirtualTime implements BreakerTime {

    /** There are breakers that stay open until their window is exceeded. */
    private static final Duration BEYOND = Duration.ofMillis(10);

    private final Consumer<Duration> advance;
    private Duration clock = Duration.ZERO;

    VirtualTime(Consumer<Duration> advance) {
        this.advance = advance;
    }

    @Override
    public Duration clock() {
        return clock;
    }

    @Override
    public void pass(Duration time) {
        advance.accept(time);
        clock = clock.plus(time);
    }

    @Override
    public void passPart(Opening opening, int percent) {
        passUntil(opening.clock().plusNanos(opening.window().toNanos() / 100 * percent));
    }

    @Override
    public void passWhole(Opening opening) {
        passUntil(opening.clock().plus(opening.window()).plus(BEYOND));
    }

    @Override
    public void passUntil(Opening opening, Duration after) {
        passUntil(opening.clock().plus(after));
    }

    private void passUntil(Duration end) {
        if (end.compareTo(clock) > 0) {
            pass(end.minus(clock));
        }
    }

    @Override
    public boolean isSurelyOpen(Opening opening, Instant seen) {
        return clock.compareTo(opening.clock().plus(opening.window())) < 0;
    }

    @Override
    public boolean leftNoGap(List<Attempt> attempts, Duration window) {
        return true;
    }

    @Override
    public boolean isVirtual() {
        return true;
    }
}
