/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The window in which a breaker is open: lets it pass, says what is certain about it, and measures it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Window {

    /** A breaker that tries again later than this many windows is taken for one that never does. */
    public static final int LATEST = 16;

    private static final int LATEST_ON_REAL_TIME = 4;
    private static final Duration PRECISE = Duration.ofMillis(10);

    private final BreakerTrial trial;
    private final BreakerTime time;
    private boolean missingProbes;

    Window(BreakerTrial trial, BreakerTime time) {
        this.trial = trial;
        this.time = time;
    }

    /** Whether the breaker has the clock of the setup, or one of its own that can be advanced. */
    public boolean isVirtual() {
        return time.isVirtual();
    }

    /** Let some time pass. */
    public void pass(Duration some) {
        time.pass(some);
        trial.note("clock + " + Durations.print(some));
    }

    /** Let a part of an open window pass. */
    public void passPart(Opening opening, int percent) {
        time.passPart(opening, percent);
        trial.note("clock at " + percent + " % of the window");
    }

    /** Let an open window pass to its end. */
    public void passWhole(Opening opening) {
        time.passWhole(opening);
        trial.note("the window of " + Durations.print(opening.window()) + " is over");
    }

    /** Whether the breaker was still open, by its declaration, when a call went to the server. */
    public boolean isSurelyOpen(Opening opening, Attempt sent) {
        return time.isSurelyOpen(opening, sent.seen());
    }

    /** Whether the breaker is still open, by its declaration. */
    public boolean isSurelyOpen(Opening opening) {
        return time.isSurelyOpen(opening, trial.watch().now());
    }

    /** Whether one call was surely seen before a window could end that began at another. */
    public boolean contains(Attempt first, Attempt second) {
        return time.leftNoGap(List.of(first, second), shorter());
    }

    /** Whether a call was surely seen before a window could end that began after a moment. */
    public boolean contains(Instant moment, Attempt sent) {
        return time.isVirtual() || sent.seen().isBefore(moment.plus(shorter()));
    }

    private Duration shorter() {
        Duration first = trial.settings().window();
        Duration later = trial.settings().laterWindow();
        return first.compareTo(later) < 0 ? first : later;
    }

    /** Now, on the clock of the wire. */
    public Instant now() {
        return trial.watch().now();
    }

    /** End the check, unless calls followed each other so closely that nothing can have gone unseen. */
    public void requireNoGap(List<Attempt> attempts) {
        if (!time.leftNoGap(attempts, trial.settings().window())) {
            throw tooShort();
        }
    }

    /** A window was over before it could be looked at. */
    public Finding tooShort() {
        return Finding.inconclusive(
                "The window of "
                        + Durations.print(trial.settings().window())
                        + " was over before anything could be seen. Give the breaker the clock of the setup, or a longer window.");
    }

    /** No probe was let through when the window was over. The check may go on with the real window. */
    public Finding noProbe() {
        missingProbes = true;
        return Finding.inconclusive(
                "No call was let through after the window. See the check 'tries again after the window'.");
    }

    /** The real window of the breaker, if no probe was let through and the window is longer than declared. */
    public Optional<Duration> longerThanDeclared() {
        return missingProbes
                ? real().filter(real -> real.compareTo(trial.settings().window()) > 0)
                : Optional.empty();
    }

    /**
     * Measure how long the breaker really stays open, with fresh breakers that are not called in the meantime.
     *
     * @return how long, at least the declared window; empty if it does not try again within a multiple of that
     */
    public Optional<Duration> real() {
        Duration declared = trial.settings().window();
        if (triesAgainAfter(declared)) {
            return Optional.of(declared);
        }
        int latest = time.isVirtual() ? LATEST : LATEST_ON_REAL_TIME;
        Duration refused = declared;
        Duration step = longer(declared.dividedBy(time.isVirtual() ? 64 : 4), PRECISE);
        while (refused.compareTo(declared.multipliedBy(latest)) < 0) {
            Duration tried = declared.plus(step);
            if (triesAgainAfter(tried)) {
                return Optional.of(time.isVirtual() ? between(refused, tried) : tried);
            }
            refused = tried;
            step = step.multipliedBy(2);
        }
        return Optional.empty();
    }

    private Duration between(Duration refused, Duration tried) {
        Duration low = refused;
        Duration high = tried;
        Duration precise = longer(trial.settings().window().dividedBy(1000), PRECISE);
        while (high.minus(low).compareTo(precise) > 0) {
            Duration middle = low.plus(high.minus(low).dividedBy(2));
            if (triesAgainAfter(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private boolean triesAgainAfter(Duration after) {
        try (BreakerTrial fresh = trial.silentCopy()) {
            Opening opening = fresh.openings().open();
            fresh.window().time.passUntil(opening, after.plus(PRECISE));
            return !fresh.call().refused();
        }
    }
}
