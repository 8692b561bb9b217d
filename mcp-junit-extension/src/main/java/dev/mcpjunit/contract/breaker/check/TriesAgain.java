/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import dev.mcpjunit.internal.time.Durations;

/** When the window is over, the server is tried again; who calls meanwhile does not make it longer. */
final class TriesAgain implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        Opening opening = bench.open();
        bench.passPart(opening, 50);
        Attempt meanwhile = bench.call();
        if (!meanwhile.refused()) {
            throw Judgement.inconclusive("A call was let through before the end of the window. See the check"
                    + " 'staysOpenForTheWindow'; on real time, the window may be too short for this machine.");
        }
        requireProbe(bench, opening);
    }

    static void requireProbe(Bench bench, Opening opening) {
        bench.passWhole(opening);
        if (bench.call().refused()) {
            throw Judgement.failed("The window of " + Durations.print(opening.window())
                    + " was over, and a call was still refused."
                    + (bench.isVirtual() ? " Does the breaker look at the clock that the contract moves on?" : ""));
        }
    }
}
