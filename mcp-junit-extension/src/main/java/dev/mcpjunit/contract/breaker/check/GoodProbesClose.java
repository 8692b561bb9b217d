/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Herd;
import dev.mcpjunit.contract.breaker.bench.Judgement;

/** As many good probes as declared close it: from then on all calls go through. */
final class GoodProbesClose implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        bench.passWhole(bench.open());
        int needed = bench.settings().successesToClose();
        succeed(bench, needed);
        Herd herd = bench.herd(LimitsProbes.callers(bench));
        if (herd.held() < herd.callers()) {
            throw Judgement.failed("After " + needed + (needed == 1 ? " good probe" : " good probes")
                    + " the breaker did not close: of " + herd.callers() + " callers at once, " + herd.held()
                    + " reached the server.");
        }
    }

    static void succeed(Bench bench, int probes) {
        for (int i = 1; i <= probes; i++) {
            Attempt probe = bench.call();
            if (probe.refused() && i == 1) {
                throw Judgement.inconclusive(
                        "No probe was let through after the window. See the check 'triesAgainAfterTheWindow'.");
            }
            if (probe.refused()) {
                throw Judgement.failed("After " + (i - 1) + " of " + probes
                        + " good probes a call was refused, so the breaker cannot close.");
            }
        }
    }
}
