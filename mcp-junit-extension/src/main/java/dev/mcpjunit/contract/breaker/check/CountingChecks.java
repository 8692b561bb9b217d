/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.Counting;
import dev.mcpjunit.contract.breaker.SlowCalls;
import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.breaker.Attempt;
import dev.mcpjunit.contract.internal.breaker.BreakerTrial;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.PendingCall;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.internal.time.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Checks of what counts as a failure. */
final class CountingChecks {

    private static final int MOST_ROWS = 4;

    private CountingChecks() {}

    static Consumer<BreakerTrial> of(CallFailure... failures) {
        List<CallFailure> all = List.of(failures);
        return trial -> countsAsDeclared(trial, all);
    }

    private static void countsAsDeclared(BreakerTrial trial, List<CallFailure> failures) {
        List<CallFailure> declared = failures.stream()
                .filter(failure -> trial.settings().isCounted(failure).isPresent())
                .filter(trial::canHappen)
                .toList();
        if (declared.isEmpty()) {
            throw Finding.notApplicable("Whether "
                    + String.join(
                            ", ", failures.stream().map(CallFailure::toString).toList())
                    + " counts as a failure is not declared: BreakerSettings.counts(…) or ignores(…).");
        }
        int threshold = Steps.threshold(trial);
        judge(trial, declared.get(0), threshold);
        for (CallFailure failure : declared.subList(1, declared.size())) {
            try (BreakerTrial another = trial.another()) {
                judge(another, failure, threshold);
            }
        }
    }

    private static void judge(BreakerTrial trial, CallFailure failure, int threshold) {
        boolean declared = trial.settings().isCounted(failure).orElseThrow();
        trial.note("from now on: " + failure);
        trial.fail(failure);
        boolean opened = opens(trial, failure, threshold);
        trial.heal();
        if (opened && !declared) {
            throw Finding.failed("'" + failure + "' is declared not to count as a failure, but it opened the breaker.");
        }
        if (!opened && declared) {
            Steps.requireOpensAtAll(trial);
            throw Finding.failed("'" + failure + "' is declared to count as a failure, but after "
                    + trial.attempts().size() + " of them the breaker was still closed.");
        }
    }

    /**
     * Whether calls are refused in the end. They are not where more than the threshold went through in a row, without a
     * gap in which the breaker could have been open unseen.
     */
    private static boolean opens(BreakerTrial trial, CallFailure failure, int threshold) {
        // A client that gives up may do so before the proxy has seen its call: then one refusal is no proof.
        int enough = failure == CallFailure.TIMEOUT ? 2 : 1;
        int refused = 0;
        List<Attempt> row = new ArrayList<>();
        for (int calls = 0; calls < MOST_ROWS * (threshold + 1); calls++) {
            Attempt attempt = trial.call();
            refused = attempt.refused() ? refused + 1 : 0;
            if (refused == enough) {
                return true;
            }
            if (attempt.refused() || (!row.isEmpty() && !trial.window().contains(row.get(row.size() - 1), attempt))) {
                row.clear();
            }
            row.add(attempt);
            if (refused == 0 && row.size() > threshold + 1) {
                return false;
            }
        }
        throw trial.window().tooShort();
    }

    /** A caller who cancels a healthy call says nothing about the server, unless declared otherwise. */
    static void cancellations(BreakerTrial trial) {
        boolean declared = trial.settings()
                .isCounted(CallFailure.CALLER_CANCELLATION)
                .orElseThrow(
                        () -> Finding.notApplicable("Whether a call counts that its caller cancels is not declared:"
                                + " BreakerSettings.counts(…) or ignores(CALLER_CANCELLATION)."));
        Optional<Integer> uncounted = unlessOpened(
                trial,
                declared,
                CountingChecks::cancelOne,
                "Callers who canceled healthy calls opened the breaker, though that is declared not to count.");
        if (uncounted.isPresent()) {
            throw Finding.failed(Steps.calls(uncounted.get())
                    + " that their callers canceled did not open the breaker, though that is declared to count.");
        }
    }

    static void slowCalls(BreakerTrial trial) {
        SlowCalls slow = trial.settings()
                .slowCalls()
                .orElseThrow(() -> Finding.notApplicable("Whether slow calls count is not declared:"
                        + " BreakerSettings.countsSlowCalls(…) or ignoresSlowCalls(…)."));
        String words = "calls that were answered, but after more than " + Durations.print(slow.slowerThan());
        Optional<Integer> uncounted = unlessOpened(
                trial,
                slow.count() == Counting.COUNTED,
                it -> callSlowly(it, slow),
                "Some " + words + ", opened the breaker, though they are declared not to count.");
        if (uncounted.isPresent()) {
            throw Finding.failed(
                    uncounted.get() + " " + words + ", did not open the breaker, though they are declared to count.");
        }
    }

    /**
     * Make twice as many calls as failures open the breaker.
     *
     * @param call makes one of them; false if it was refused
     * @param otherwise what to say if they open the breaker against the declaration
     * @return how many were made if they do not open it against the declaration
     */
    private static Optional<Integer> unlessOpened(
            BreakerTrial trial, boolean counts, Predicate<BreakerTrial> call, String otherwise) {
        int most = 2 * Steps.threshold(trial);
        Instant last = trial.window().now();
        for (int i = 0; i < most; i++) {
            last = trial.window().now();
            if (!call.test(trial)) {
                break;
            }
        }
        Attempt next = trial.call();
        if (next.refused() && !counts) {
            throw Finding.failed(otherwise);
        }
        if (next.refused() || !counts) {
            return Optional.empty();
        }
        if (!trial.window().contains(last, next)) {
            throw trial.window().tooShort();
        }
        Steps.requireOpensAtAll(trial);
        return Optional.of(most);
    }

    private static boolean cancelOne(BreakerTrial trial) {
        Gate gate = trial.holdRequests();
        PendingCall pending = trial.concurrently().start(1).get(0);
        boolean held = trial.concurrently().watch(gate, List.of(pending)).held() == 1;
        pending.interrupt();
        Optional<Call> ended = pending.awaitFairly(trial.settings().callTimeout());
        trial.heal();
        Call call = trial.concurrently().await(pending);
        if (held && (ended.isEmpty() || call.succeeded())) {
            throw Finding.inconclusive("The client ignores the interruption of its caller: it was not back within "
                    + Durations.print(trial.settings().callTimeout()) + ".");
        }
        trial.note("the caller cancels");
        return held;
    }

    private static boolean callSlowly(BreakerTrial trial, SlowCalls slow) {
        Gate gate = trial.holdAnswers();
        PendingCall pending = trial.concurrently().start(1).get(0);
        boolean held = trial.concurrently().watch(gate, List.of(pending)).held() == 1;
        if (held) {
            trial.window().pass(slow.slowerThan().multipliedBy(2));
        }
        trial.heal();
        Call call = trial.concurrently().await(pending);
        if (held && !call.succeeded()) {
            throw Finding.inconclusive("A slow call failed instead of succeeding late: " + call.failure()
                    + ". Is the client's timeout shorter than what counts as slow?");
        }
        return held;
    }
}
