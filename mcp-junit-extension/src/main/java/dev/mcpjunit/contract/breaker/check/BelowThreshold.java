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
        boolean sent = threshold == 1 || Failures.reachServer(bench, threshold - 1, attempts);
        if (!sent) {
            throw tooEarly(attempts.size() - 1, threshold);
        }
        Attempt healthy = bench.call();
        attempts.add(healthy);
        if (healthy.refused()) {
            throw tooEarly(attempts.size() - 1, threshold);
        }
        bench.requireNoGap(attempts);
    }

    private static Judgement tooEarly(int calls, int threshold) {
        return Judgement.failed("A call was refused after " + Words.calls(calls) + " that failed, but only "
                + Words.failures(threshold) + " should open the breaker.");
    }
}
