/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.BreakerSubject.Neighbour;
import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import java.util.List;

/** Whom the breaker does not concern, goes on; whom it does, is refused. */
final class Isolation implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        List<Neighbour> neighbours = bench.subject().neighbours();
        if (neighbours.isEmpty()) {
            throw Judgement.notApplicable("No other calls are named: BreakerSubject.isolatedFrom(…) or sharedWith(…).");
        }
        Opening opening = bench.open();
        for (Neighbour neighbour : neighbours) {
            Attempt attempt = bench.callOf(neighbour);
            boolean refused = attempt.refused() && attempt.elsewhere().isEmpty();
            if (refused && !neighbour.shared()) {
                throw Judgement.failed("While the breaker was open, " + neighbour.name()
                        + " was refused as well, though it is declared to be isolated.");
            }
            if (!refused && neighbour.shared()) {
                throw bench.isSurelyOpen(opening)
                        ? Judgement.failed("While the breaker was open, " + neighbour.name()
                                + " went on, though it is declared to share the breaker.")
                        : bench.tooShort();
            }
        }
    }
}
