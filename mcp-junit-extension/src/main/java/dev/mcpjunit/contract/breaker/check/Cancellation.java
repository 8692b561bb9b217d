/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.BreakerTrigger;
import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Caller;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.internal.time.Durations;
import java.time.Instant;
import java.util.List;

/** A caller who gives up a healthy call says nothing about the server, unless declared otherwise. */
final class Cancellation implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        boolean declared = bench.settings()
                .isCounted(BreakerTrigger.CALLER_CANCELLATION)
                .orElseThrow(() -> Judgement.notApplicable("Whether a call counts that its caller gives up is not"
                        + " declared: BreakerSettings.counts(…) or ignores(CALLER_CANCELLATION)."));
        int most = 2 * Threshold.declaredOrTried(bench);
        Instant last = bench.now();
        for (int i = 0; i < most; i++) {
            last = bench.now();
            if (!cancelOne(bench)) {
                break;
            }
        }
        Attempt next = bench.call();
        if (next.refused() && !declared) {
            throw Judgement.failed(
                    "Callers who gave up healthy calls opened the breaker, though that is declared not to" + " count.");
        }
        if (!next.refused() && declared) {
            if (!bench.isWithinWindow(last, next)) {
                throw bench.tooShort();
            }
            Threshold.requireOpensAtAll(bench);
            throw Judgement.failed(Words.calls(most)
                    + " that their callers gave up did not open the breaker, though that is declared to count.");
        }
    }

    /** Whether there was a call to give up. */
    private static boolean cancelOne(Bench bench) {
        Gate gate = bench.holdRequests();
        Caller caller = bench.start(1).get(0);
        boolean held = bench.watch(gate, List.of(caller)).held() == 1;
        caller.cancel();
        boolean back = caller.isBackWithin(bench.settings().patience());
        bench.heal();
        caller.await(bench.settings().patience());
        if (held && (!back || caller.thrown().isEmpty())) {
            throw Judgement.inconclusive(
                    "The client does not heed the interruption of its caller: it was not back within "
                            + Durations.print(bench.settings().patience()) + ".");
        }
        bench.note("the caller gives up");
        return held;
    }
}
