/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.breaker.Attempt;
import dev.mcpjunit.contract.internal.breaker.BreakerTrial;
import dev.mcpjunit.contract.internal.breaker.Opening;
import java.util.List;

/** Steps that several checks have in common. */
final class Steps {

    private Steps() {}

    static int declaredThreshold(BreakerTrial trial) {
        return trial.settings()
                .threshold()
                .orElseThrow(() -> Finding.notApplicable(
                        "How many failures open the breaker is not declared: BreakerSettings.opensAfter(…)."));
    }

    /** The threshold; measured with another breaker where it is not declared. */
    static int threshold(BreakerTrial trial) {
        if (trial.settings().threshold().isPresent()) {
            return trial.settings().threshold().getAsInt();
        }
        try (BreakerTrial another = trial.another()) {
            return counted(another, another.openings().open());
        }
    }

    /** Where nothing opens the breaker, nothing can be said of what does not. */
    static void requireOpensAtAll(BreakerTrial trial) {
        try (BreakerTrial another = trial.another()) {
            another.openings().openAtAll();
        }
    }

    /** How many failures opened it: of calls, or of requests where those count. */
    static int counted(BreakerTrial trial, Opening opening) {
        return trial.settings().countsRequests() ? opening.requests() : opening.calls();
    }

    /** How many failures a failed call is. */
    static int weight(BreakerTrial trial, Attempt attempt) {
        return trial.settings().countsRequests() ? attempt.guarded().size() : 1;
    }

    /**
     * Make calls fail, or requests where those count.
     *
     * @return whether all of them went to the server
     */
    static boolean failuresReachServer(BreakerTrial trial, int failures, List<Attempt> attempts) {
        boolean requests = trial.settings().countsRequests();
        if (requests) {
            trial.failNext(trial.driver(), failures);
        } else {
            trial.fail(trial.driver());
        }
        try {
            for (int failed = 0; failed < failures; ) {
                Attempt attempt = trial.call();
                attempts.add(attempt);
                if (attempt.refused()) {
                    return false;
                }
                failed += requests ? attempt.disturbed() : 1;
            }
            return true;
        } finally {
            trial.heal();
        }
    }

    static String failures(int count) {
        return count + (count == 1 ? " failure" : " failures");
    }

    static String calls(int count) {
        return count + (count == 1 ? " call" : " calls");
    }

    /** Where to look when a check depends on another. */
    static String see(BreakerCheck check) {
        return " See the check '" + check + "'.";
    }
}
