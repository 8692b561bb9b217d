/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.breaker.Attempt;
import dev.mcpjunit.contract.internal.breaker.BreakerTrial;
import dev.mcpjunit.contract.internal.breaker.Burst;
import dev.mcpjunit.contract.internal.breaker.Opening;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.PendingCall;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** Checks of an open breaker. */
final class OpenChecks {

    private static final int REFUSED_CALLS = 8;
    private static final int TIMED_CALLS = 5;
    private static final int ENOUGH = 3;

    private static final List<Integer> VIRTUAL_LOOKS = List.of(50, 90);
    private static final List<Integer> REAL_LOOKS = List.of(60, 80);

    private OpenChecks() {}

    static void refusesWithoutCalling(BreakerTrial trial) {
        Opening opening = trial.openings().openAtAll();
        int refused = 1;
        for (int i = 1; i <= REFUSED_CALLS && trial.window().isSurelyOpen(opening); i++) {
            Attempt attempt = trial.call();
            if (attempt.refused()) {
                refused++;
            } else if (trial.window().isSurelyOpen(opening, attempt)) {
                throw Finding.failed("A call went to the server while the breaker was open, after "
                        + Steps.calls(refused) + " had been refused.");
            }
        }
        if (refused < ENOUGH) {
            throw trial.window().tooShort();
        }
    }

    /**
     * The fastest of some refusals is judged: a slow breaker is slow each time, a busy machine is not. If even that is
     * slow, it is compared to a healthy call at the same time, without the server's work.
     */
    static void refusesFast(BreakerTrial trial) {
        Duration bound = trial.settings().refusesWithin();
        List<Attempt> refusals = refusals(trial);
        Duration fastest = Collections.min(refusals.stream().map(Attempt::took).toList());
        if (fastest.compareTo(bound) <= 0) {
            return;
        }
        Duration healthy = fastestHealthyCall(trial);
        boolean busy = fastest.compareTo(healthy.multipliedBy(2)) <= 0
                || refusals.stream().anyMatch(each -> each.tookAtLeast().compareTo(bound) <= 0);
        if (busy) {
            throw Finding.busy("Callers waited at least " + Durations.print(fastest)
                    + " for their answer while the breaker was open, but a healthy call takes "
                    + Durations.print(healthy) + " now: the machine is too busy.");
        }
        throw Finding.failed("While the breaker was open, each of " + TIMED_CALLS + " callers waited at least "
                + Durations.print(fastest) + " for an answer; at most " + Durations.print(bound) + " are declared.");
    }

    private static List<Attempt> refusals(BreakerTrial trial) {
        Opening opening = trial.openings().openAtAll();
        List<Attempt> refusals = new ArrayList<>(List.of(opening.refusal()));
        while (refusals.size() < TIMED_CALLS) {
            Attempt attempt = trial.call();
            if (!attempt.refused()) {
                break;
            }
            refusals.add(attempt);
        }
        if (refusals.size() < ENOUGH) {
            throw Finding.inconclusive("Only " + Steps.calls(refusals.size())
                    + " were refused, too few to measure how long a refusal takes."
                    + Steps.see(BreakerCheck.REFUSES_WITHOUT_CALLING_WHILE_OPEN)
                    + " On real time, declare a longer window.");
        }
        return refusals;
    }

    private static Duration fastestHealthyCall(BreakerTrial trial) {
        try (BreakerTrial another = trial.another()) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < TIMED_CALLS; i++) {
                times.add(another.call().withoutServer());
            }
            return Collections.min(times);
        }
    }

    /** A refusal that looks like a result is taken for the answer of the tool. */
    static void reportsTheRefusal(BreakerTrial trial) {
        if (trial.subject().fallback().isPresent()) {
            throw Finding.notApplicable("A fallback serves while the breaker is open, so no caller is refused.");
        }
        FailureSignal signal = trial.settings().refusalSignal();
        Call refused = trial.openings().openAtAll().refusal().call();
        if (!refused.isReportedBy(signal)) {
            throw Finding.failed("While the breaker was open, the caller got " + refused.gist() + ", though " + signal
                    + " is declared. Let the client throw, or declare refusalReportedBy(…).");
        }
    }

    static void staysOpen(BreakerTrial trial) {
        Opening opening = trial.openings().open();
        OptionalInt leak = leakDuring(trial, opening);
        if (leak.isPresent()) {
            throw Finding.failed("The breaker let a call through after " + leak.getAsInt() + " % of its window of "
                    + Durations.print(opening.window()) + ".");
        }
    }

    /**
     * After which part of the window a call is let through, in percent; empty if none is. On real time, the second look
     * may come too late on a busy machine; one look is enough.
     */
    static OptionalInt leakDuring(BreakerTrial trial, Opening opening) {
        int looks = 0;
        for (int percent : trial.window().isVirtual() ? VIRTUAL_LOOKS : REAL_LOOKS) {
            trial.window().passPart(opening, percent);
            Attempt attempt = trial.call();
            if (!attempt.refused() && trial.window().isSurelyOpen(opening, attempt)) {
                return OptionalInt.of(percent);
            }
            if (!attempt.refused()) {
                break;
            }
            looks++;
        }
        if (looks == 0) {
            throw trial.window().tooShort();
        }
        return OptionalInt.empty();
    }

    /** A call from before the opening says nothing about now. */
    static void lateSuccess(BreakerTrial trial) {
        Gate gate = trial.holdRequests();
        List<PendingCall> late = trial.concurrently().start(1);
        Burst seen = trial.concurrently().watch(gate, late);
        if (seen.held() != 1) {
            throw Finding.inconclusive("The call that was to be late did not reach the server's proxy.");
        }
        trial.stopFaults();
        Opening opening = trial.openings().open();
        trial.heal();
        Call ended = trial.concurrently().await(late.get(0));
        trial.note("the late call from before the opening ends: "
                + (ended.failure() == null
                        ? "answered"
                        : ended.failure().getClass().getSimpleName()));
        if (!ended.succeeded()) {
            throw Finding.inconclusive("The late call did not succeed, so it shows nothing.");
        }
        Attempt next = trial.call();
        if (!next.refused()) {
            throw trial.window().isSurelyOpen(opening, next)
                    ? Finding.failed("A call from before the opening succeeded late, and the next call went to the"
                            + " server: the open breaker took it for a probe.")
                    : trial.window().tooShort();
        }
    }
}
