/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.breaker.Attempt;
import dev.mcpjunit.contract.internal.breaker.BreakerTrial;
import dev.mcpjunit.contract.internal.breaker.Opening;
import dev.mcpjunit.contract.internal.trial.HealthyAnswers;
import dev.mcpjunit.contract.internal.trial.LateFailures;
import dev.mcpjunit.internal.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks of a closed breaker: what opens it, and what does not. */
final class ThresholdChecks {

    private ThresholdChecks() {}

    static void healthyCall(BreakerTrial trial) {
        Attempt attempt = trial.call();
        if (attempt.refused()) {
            throw Finding.failed(notReached(trial, attempt));
        }
        HealthyAnswers.error(attempt.guarded()).ifPresent(error -> {
            throw Finding.failed(error + ".");
        });
        if (!attempt.answered()) {
            throw Finding.failed("A healthy call failed: " + attempt.outcome()
                    + ". The call that the contract is given must succeed while the server is healthy.");
        }
        if (attempt.guarded().size() > 1) {
            throw Finding.failed(
                    "A healthy call was sent " + attempt.guarded().size() + " times to server " + trial.server() + ".");
        }
    }

    private static String notReached(BreakerTrial trial, Attempt attempt) {
        LateFailures failures = trial.lateFailures();
        return failures.mayHaveReachedServer()
                ? "A healthy call did not reach server " + trial.server() + ", caller: " + attempt.outcome()
                        + ". Does the call of the contract use a tool of this server?"
                : "The client sent nothing to server " + trial.server() + ": its caller got "
                        + attempt.call().gist() + " after " + Durations.print(attempt.took())
                        + ". Connect the client to the endpoint of the setup, "
                        + failures.server().describe() + ".";
    }

    static void below(BreakerTrial trial) {
        int threshold = Steps.declaredThreshold(trial);
        List<Attempt> attempts = new ArrayList<>();
        boolean sent = threshold == 1 || Steps.failuresReachServer(trial, threshold - 1, attempts);
        if (!sent) {
            throw tooEarly(attempts.size() - 1, threshold);
        }
        Attempt healthy = trial.call();
        attempts.add(healthy);
        if (healthy.refused()) {
            throw tooEarly(attempts.size() - 1, threshold);
        }
        trial.window().requireNoGap(attempts);
    }

    private static Finding tooEarly(int calls, int threshold) {
        if (calls == 0) {
            return firstMissing();
        }
        return Finding.failed("A call was refused after " + Steps.calls(calls) + " that failed, but only "
                + Steps.failures(threshold) + " should open the breaker.");
    }

    private static Finding firstMissing() {
        return Finding.failed("The first call did not reach the server, though nothing had failed before.");
    }

    static void at(BreakerTrial trial) {
        Optional<Opening> opening = trial.openings().failUntilRefused(trial.driver());
        if (opening.isEmpty()) {
            trial.window().requireNoGap(trial.attempts());
            if (trial.attempts().get(0).refused()) {
                throw firstMissing();
            }
            throw Finding.failed("The breaker never opened: calls still went to the server while each of them failed ("
                    + trial.driver() + ").");
        }
        if (trial.settings().threshold().isPresent()) {
            requireNotLater(trial, opening.get().failures());
        }
    }

    private static void requireNotLater(BreakerTrial trial, List<Attempt> failures) {
        int threshold = trial.settings().threshold().orElseThrow();
        int failed = failures.stream()
                .limit(failures.size() - 1L)
                .mapToInt(attempt -> Steps.weight(trial, attempt))
                .sum();
        if (failed >= threshold) {
            trial.window().requireNoGap(failures);
            throw Finding.failed("After " + Steps.failures(threshold)
                    + " the next call still went to the server; the breaker opened after "
                    + Steps.failures(failures.size()) + ".");
        }
    }

    static void successResets(BreakerTrial trial) {
        if (!trial.settings().countsConsecutively()) {
            throw Finding.notApplicable("Failures are counted within a window: a success does not reset them.");
        }
        int threshold = Steps.threshold(trial);
        if (threshold == 1) {
            throw Finding.notApplicable("A single failure opens the breaker: there is nothing to reset.");
        }
        List<Attempt> attempts = new ArrayList<>();
        if (!Steps.failuresReachServer(trial, threshold - 1, attempts)
                || succeed(trial, attempts).refused()) {
            throw Finding.inconclusive("The breaker opened before the success could count."
                    + Steps.see(BreakerCheck.STAYS_CLOSED_BELOW_THE_THRESHOLD));
        }
        if (!Steps.failuresReachServer(trial, threshold - 1, attempts)
                || succeed(trial, attempts).refused()) {
            throw Finding.failed("A success did not reset the count: " + Steps.calls(attempts.size() - 2)
                    + " that failed, with a success between them, opened the breaker, though "
                    + Steps.failures(threshold) + " in a row should be needed.");
        }
        trial.window().requireNoGap(attempts.subList(attempts.size() / 2 - 1, attempts.size()));
    }

    private static Attempt succeed(BreakerTrial trial, List<Attempt> attempts) {
        Attempt success = trial.call();
        attempts.add(success);
        if (!success.refused() && success.wentWrong()) {
            throw Finding.inconclusive("A call failed though the server was healthy: " + success.outcome() + ".");
        }
        return success;
    }
}
