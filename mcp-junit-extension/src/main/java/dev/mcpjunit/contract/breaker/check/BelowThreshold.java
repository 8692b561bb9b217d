/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import java.util.ArrayList;
import java.util.List;

/** Fewer failures than declared do not open it. */
final class BelowThreshold implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        int threshold = Threshold.declared(bench);
        List<Attempt> attempts = new ArrayList<>();
        bench.fail(bench.driver());
        for (int requests = 0; requests < threshold - 1; ) {
            Attempt attempt = bench.call();
            attempts.add(attempt);
            requireSent(attempt, requests, threshold);
            requests += Threshold.weight(bench, attempt);
        }
        bench.heal();
        Attempt healthy = bench.call();
        attempts.add(healthy);
        requireSent(healthy, threshold - 1, threshold);
        bench.requireNoGap(attempts);
    }

    private static void requireSent(Attempt attempt, int failures, int threshold) {
        if (attempt.refused()) {
            throw Judgement.failed("A call was refused after " + Words.failures(failures) + ", but only " + threshold
                    + " should open the breaker.");
        }
    }
}
