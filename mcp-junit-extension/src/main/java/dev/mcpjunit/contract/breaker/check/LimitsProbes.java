/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Herd;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;

/** When the window is over, as many probes as declared go to the server, however many call. */
final class LimitsProbes implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        Opening opening = bench.open();
        bench.passWhole(opening);
        int probes = bench.settings().probes();
        Herd herd = bench.herd(callers(bench));
        if (herd.held() == 0) {
            throw Judgement.inconclusive(
                    "No call came through after the window. See the check 'triesAgainAfterTheWindow'.");
        }
        if (herd.held() > probes) {
            throw Judgement.failed(herd.callers() + " callers came after the window, and " + herd.held()
                    + " of them were let through to the server before any had been answered; " + probes
                    + " should have been.");
        }
        if (herd.waiting() > 0) {
            throw Judgement.inconclusive(herd.waiting() + " of " + herd.callers()
                    + " callers were neither refused nor let through: they wait behind the probe, so it cannot be seen"
                    + " who would have been let through.");
        }
        if (herd.held() < probes) {
            throw Judgement.failed("Only " + herd.held() + " of " + herd.callers()
                    + " callers were let through after the window; " + probes + " probes are declared.");
        }
    }

    /** Enough to tell a limit from none. */
    static int callers(Bench bench) {
        return Math.max(8, 2 * bench.settings().probes() + 2);
    }
}
