/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The clock on the wall, as the proxy reads it. Each window has two stamps, between which the breaker opened: nothing
 * may pass before the earlier one and the window, and a probe must pass after the later one and the window. That holds
 * however busy the machine is; on a busy one, less can be seen.
 */
final class RealTime implements BreakerTime {

    /** Two clocks are read, and each has a resolution. */
    private static final Duration GRAIN = Duration.ofMillis(5);

    private final Watch watch;

    RealTime(Watch watch) {
        this.watch = watch;
    }

    @Override
    public Duration clock() {
        return Duration.ZERO;
    }

    @Override
    public void pass(Duration time) {
        waitUntil(watch.now().plus(time));
    }

    @Override
    public void passPart(Opening opening, int percent) {
        waitUntil(opening.earliest().plusNanos(opening.window().toNanos() / 100 * percent));
    }

    @Override
    public void passWhole(Opening opening) {
        waitUntil(opening.latest().plus(opening.window()).plus(GRAIN));
    }

    @Override
    public void passUntil(Opening opening, Duration after) {
        waitUntil(opening.latest().plus(after));
    }

    @Override
    public boolean isSurelyOpen(Opening opening, Instant seen) {
        return seen.isBefore(opening.earliest().plus(opening.window()).minus(GRAIN));
    }

    @Override
    public boolean leftNoGap(List<Attempt> attempts, Duration window) {
        for (int i = 1; i < attempts.size(); i++) {
            Attempt before = attempts.get(i - 1);
            Attempt next = attempts.get(i);
            Instant from = before.refused() ? before.started() : before.seen();
            Instant to = next.refused() ? next.ended() : next.seen();
            if (!to.isBefore(from.plus(window).minus(GRAIN))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isVirtual() {
        return false;
    }

    private void waitUntil(Instant moment) {
        if (!watch.waitUntil(moment)) {
            throw Finding.inconclusive("The test was interrupted while the window passed.");
        }
    }
}
