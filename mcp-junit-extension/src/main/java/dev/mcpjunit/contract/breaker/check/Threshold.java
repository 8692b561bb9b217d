/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;

/** How many failures open a breaker, by its own words or by trying, and what counts as one. */
final class Threshold {

    private Threshold() {}

    static int declared(Bench bench) {
        return bench.settings()
                .threshold()
                .orElseThrow(() -> Judgement.notApplicable(
                        "How many failures open the breaker is not declared: BreakerSettings.opensAfter(…)."));
    }

    /** Found out by a breaker of its own where it is not declared. */
    static int declaredOrTried(Bench bench) {
        if (bench.settings().threshold().isPresent()) {
            return bench.settings().threshold().getAsInt();
        }
        try (Bench another = bench.another()) {
            return counted(another, another.open());
        }
    }

    /** Where nothing opens it, nobody can say what does not. */
    static void requireOpensAtAll(Bench bench) {
        try (Bench another = bench.another()) {
            another.openAtAll();
        }
    }

    static int counted(Bench bench, Opening opening) {
        return bench.settings().countsRequests() ? opening.requests() : opening.calls();
    }

    static int weight(Bench bench, Attempt attempt) {
        return bench.settings().countsRequests() ? attempt.guarded().size() : 1;
    }
}
