/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Caller;
import dev.mcpjunit.contract.breaker.bench.Herd;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import dev.mcpjunit.fault.Gate;
import java.util.List;

/** A call from the closed time that succeeds late says nothing about now: it does not close an open breaker. */
final class Straggler implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        Gate gate = bench.holdRequests();
        List<Caller> straggler = bench.start(1);
        Herd seen = bench.watch(gate, straggler);
        if (seen.held() != 1) {
            throw Judgement.inconclusive("The call that was to be late did not reach the server's proxy.");
        }
        bench.stopFaults();
        Opening opening = bench.open();
        bench.heal();
        straggler.get(0).await(bench.settings().patience());
        bench.note("the late call of the closed time ends: "
                + straggler
                        .get(0)
                        .thrown()
                        .map(failure -> failure.getClass().getSimpleName())
                        .orElse("answered"));
        if (straggler.get(0).thrown().isPresent()) {
            throw Judgement.inconclusive("The late call did not succeed, so it shows nothing.");
        }
        Attempt next = bench.call();
        if (!next.refused()) {
            throw bench.isSurelyOpen(opening, next)
                    ? Judgement.failed(
                            "A call from the closed time succeeded late, and the next call went to the server:"
                                    + " the open breaker took it for a probe.")
                    : bench.tooShort();
        }
    }
}
