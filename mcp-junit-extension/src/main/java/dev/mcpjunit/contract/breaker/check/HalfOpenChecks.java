/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.breaker.Attempt;
import dev.mcpjunit.contract.internal.breaker.BreakerTrial;
import dev.mcpjunit.contract.internal.breaker.Burst;
import dev.mcpjunit.contract.internal.breaker.Opening;
import dev.mcpjunit.contract.internal.breaker.Window;
import dev.mcpjunit.contract.internal.trial.PendingCall;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks of a breaker whose window is over: probes, and what they lead to. */
final class HalfOpenChecks {

    private HalfOpenChecks() {}

    static void triesAgain(BreakerTrial trial) {
        Opening opening = trial.openings().open();
        trial.window().passPart(opening, 50);
        Attempt meanwhile = trial.call();
        if (!meanwhile.refused()) {
            throw Finding.inconclusive("A call was let through before the end of the window. See the check '"
                    + BreakerCheck.STAYS_OPEN_FOR_THE_WINDOW
                    + "'; on real time, the window may be too short for this machine.");
        }
        trial.window().passWhole(opening);
        if (trial.call().refused()) {
            throw Finding.failed(stillRefused(opening.window()) + whenInstead(trial));
        }
    }

    private static String stillRefused(Duration window) {
        return "The window of " + Durations.print(window) + " was over, and a call was still refused";
    }

    private static String whenInstead(BreakerTrial trial) {
        Duration declared = trial.settings().window();
        Optional<Duration> real = trial.window().real();
        if (real.isEmpty()) {
            return ", even after much more than that time."
                    + (trial.window().isVirtual()
                            ? " It was advanced to " + Window.LATEST
                                    + " windows: does the breaker read the clock that the contract advances?"
                            : "");
        }
        return real.get().equals(declared)
                ? ". The breaker tries again in time if no call is made while it is open: refused calls prolong its window."
                : ". The breaker tried again after " + Durations.print(real.get())
                        + ". The other checks are made with that window. Correct the breaker, or declare staysOpenFor(…).";
    }

    static void limitsProbes(BreakerTrial trial) {
        Opening opening = trial.openings().open();
        trial.window().passWhole(opening);
        int probes = trial.settings().probes();
        Burst burst = trial.concurrently().burst(callers(trial));
        if (burst.held() == 0) {
            throw trial.window().noProbe();
        }
        if (burst.held() > probes) {
            throw Finding.failed(burst.callers() + " callers came after the window, and " + burst.held()
                    + " of them were let through to the server before any had been answered; " + probes
                    + " should have been, " + declaredProbes(trial) + ".");
        }
        if (burst.waiting() > 0) {
            throw Finding.inconclusive(burst.waiting() + " of " + burst.callers()
                    + " callers were neither refused nor let through: they wait behind the probe, so it cannot be seen"
                    + " which of them would have been let through.");
        }
        if (burst.held() < probes) {
            throw Finding.failed("Only " + burst.held() + " of " + burst.callers()
                    + " callers were let through after the window; " + probes + " should have been, "
                    + declaredProbes(trial) + ".");
        }
    }

    private static String declaredProbes(BreakerTrial trial) {
        return trial.settings().declaresProbes()
                ? "for probes(" + trial.settings().probes() + ") is declared"
                : "for probes(1) is the default. If the breaker lets more through, declare probes(…)";
    }

    /** Enough to distinguish a limit from none. */
    private static int callers(BreakerTrial trial) {
        return Math.max(8, 2 * trial.settings().probes() + 2);
    }

    static void failedProbe(BreakerTrial trial) {
        Opening first = trial.openings().open();
        if (leaksBeforeItIsOver(trial, first)) {
            throw Finding.inconclusive("Even before a probe failed, the breaker did not stay open as long as declared."
                    + Steps.see(BreakerCheck.STAYS_OPEN_FOR_THE_WINDOW));
        }
        trial.window().passWhole(first);
        Opening again = failProbes(trial);
        OptionalInt leak = OpenChecks.leakDuring(trial, again);
        if (leak.isPresent()) {
            throw Finding.failed("After a failed probe the breaker let a call through after " + leak.getAsInt()
                    + " % of a window of " + Durations.print(again.window()) + ".");
        }
        trial.window().passWhole(again);
        if (trial.call().refused()) {
            throw Finding.failed("After a failed probe: " + stillRefused(again.window())
                    + ". If that window is longer than the" + " first, declare reopensFor(…).");
        }
    }

    /** A call that came too late was a probe, and changed the breaker: then this check cannot go on with it. */
    private static boolean leaksBeforeItIsOver(BreakerTrial trial, Opening opening) {
        OptionalInt leak = OpenChecks.leakDuring(trial, opening);
        List<Attempt> attempts = trial.attempts();
        if (leak.isEmpty() && !attempts.get(attempts.size() - 1).refused()) {
            throw trial.window().tooShort();
        }
        return leak.isPresent();
    }

    /** Breakers with several probes may wait for all of them before they decide. */
    private static Opening failProbes(BreakerTrial trial) {
        trial.fail(trial.driver());
        int before = trial.attempts().size();
        Optional<Opening> again = trial.openings()
                .callUntilRefused(trial.settings().probes(), trial.settings().laterWindow());
        trial.heal();
        if (trial.attempts().get(before).refused()) {
            throw trial.window().noProbe();
        }
        return again.orElseThrow(() -> notOpened(trial, before));
    }

    private static Finding notOpened(BreakerTrial trial, int before) {
        Attempt probe = trial.attempts().get(before + trial.settings().probes() - 1);
        Attempt next = trial.attempts().get(before + trial.settings().probes());
        return trial.window().contains(probe, next)
                ? Finding.failed("A failed probe did not open the breaker again for a new window: the next call went"
                        + " to the server immediately.")
                : trial.window().tooShort();
    }

    static void goodProbesClose(BreakerTrial trial) {
        trial.window().passWhole(trial.openings().open());
        int needed = trial.settings().successesToClose();
        succeed(trial, needed);
        Burst burst = trial.concurrently().burst(callers(trial));
        if (burst.held() < burst.callers()) {
            throw Finding.failed("After " + needed + (needed == 1 ? " successful probe" : " successful probes")
                    + " the breaker did not close: of " + burst.callers() + " concurrent callers, " + burst.held()
                    + " reached the server.");
        }
    }

    private static void succeed(BreakerTrial trial, int probes) {
        for (int i = 1; i <= probes; i++) {
            Attempt probe = trial.call();
            if (probe.refused() && i == 1) {
                throw trial.window().noProbe();
            }
            if (!probe.refused() && probe.wentWrong()) {
                throw Finding.inconclusive("A probe failed though the server was healthy: " + probe.outcome() + ".");
            }
            if (probe.refused()) {
                throw Finding.failed("After " + (i - 1) + " of " + probes
                        + " successful probes a call was refused, so the breaker cannot close.");
            }
        }
    }

    static void fewerDoNotClose(BreakerTrial trial) {
        int needed = trial.settings().successesToClose();
        if (needed == 1) {
            throw Finding.notApplicable("One successful probe closes the breaker: there is no fewer.");
        }
        trial.window().passWhole(trial.openings().open());
        succeed(trial, needed - 1);
        Burst burst = trial.concurrently().burst(callers(trial));
        if (burst.held() == burst.callers()) {
            requireLimit(trial);
            throw Finding.failed("After " + (needed - 1) + " of " + needed + " successful probes all of "
                    + burst.callers() + " concurrent callers reached the server: the breaker closed too early.");
        }
    }

    /** Where probes are not limited at all, many calls do not show that the breaker is closed. */
    private static void requireLimit(BreakerTrial trial) {
        try (BreakerTrial another = trial.another()) {
            another.window().passWhole(another.openings().open());
            Burst burst = another.concurrently().burst(callers(another));
            if (burst.held() == burst.callers()) {
                throw Finding.inconclusive("The breaker does not limit its probes, so it cannot be seen when it closes."
                        + Steps.see(BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW));
            }
        }
    }

    static void wholeThresholdAgain(BreakerTrial trial) {
        Opening first = trial.openings().open();
        trial.window().requireNoGap(first.failures());
        trial.openings().recover(first, trial.settings().successesToClose());
        int expected = Steps.counted(trial, first);
        int together = trial.settings().probes() + 1;
        // Where requests count, callers with a retry would make an unknown number of them.
        int failed = together < expected && !trial.settings().countsRequests() ? together : 0;
        if (failed > 0) {
            failTogether(trial, failed);
        }
        int before = trial.attempts().size();
        trial.fail(trial.driver());
        trial.openings().callUntilRefused(2 * expected + 3, trial.settings().window());
        trial.heal();
        List<Attempt> again = trial.attempts().subList(before, trial.attempts().size());
        failed += again.stream()
                .filter(attempt -> !attempt.refused())
                .mapToInt(attempt -> Steps.weight(trial, attempt))
                .sum();
        if (failed != expected) {
            trial.window().requireNoGap(again);
            boolean opened = again.get(again.size() - 1).refused();
            throw Finding.failed("The first time, " + Steps.failures(expected)
                    + " opened the breaker; after it had closed again, " + failed
                    + (opened ? " did." : " did not."));
        }
    }

    /** More than can be concurrent probes: they show that the breaker is closed, without a success that counts. */
    private static void failTogether(BreakerTrial trial, int count) {
        Gate gate = trial.holdRequests();
        trial.fail(trial.driver());
        List<PendingCall> callers = trial.concurrently().start(count);
        Burst burst = trial.concurrently().watch(gate, callers);
        trial.heal();
        callers.forEach(trial.concurrently()::await);
        if (burst.held() < count) {
            throw Finding.inconclusive("The breaker did not close, so it cannot be opened again."
                    + Steps.see(BreakerCheck.GOOD_PROBES_CLOSE));
        }
    }
}
