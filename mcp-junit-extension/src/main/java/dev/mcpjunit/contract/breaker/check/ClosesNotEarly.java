/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Herd;
import dev.mcpjunit.contract.breaker.bench.Judgement;

/** Fewer good probes than declared do not close it. */
final class ClosesNotEarly implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        int needed = bench.settings().successesToClose();
        if (needed == 1) {
            throw Judgement.notApplicable("One good probe closes the breaker: there is no fewer.");
        }
        bench.passWhole(bench.open());
        GoodProbesClose.succeed(bench, needed - 1);
        Herd herd = bench.herd(LimitsProbes.callers(bench));
        if (herd.held() == herd.callers()) {
            requireLimit(bench);
            throw Judgement.failed("After " + (needed - 1) + " of " + needed + " good probes all of " + herd.callers()
                    + " callers at once reached the server: the breaker closed too early.");
        }
    }

    /** Where probes are not limited at all, many calls do not show that it is closed. */
    private static void requireLimit(Bench bench) {
        try (Bench another = bench.another()) {
            another.passWhole(another.open());
            Herd herd = another.herd(LimitsProbes.callers(another));
            if (herd.held() == herd.callers()) {
                throw Judgement.inconclusive(
                        "The breaker does not limit its probes, so it cannot be seen when it closes."
                                + " See the check 'letsOnlyProbesThroughAfterTheWindow'.");
            }
        }
    }
}
