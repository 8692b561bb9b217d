/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.BreakerSubject.Neighbour;
import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import java.util.List;
import java.util.Optional;

/** Whom the breaker does not concern, goes on; whom it does, is refused. */
final class Isolation implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        List<Neighbour> neighbours = bench.subject().neighbours();
        if (neighbours.isEmpty()) {
            throw Judgement.notApplicable("No other calls are named: BreakerSubject.isolatedFrom(…) or sharedWith(…).");
        }
        Opening opening = bench.open();
        for (int i = 0; i < neighbours.size(); i++) {
            Neighbour neighbour = neighbours.get(i);
            boolean refused = wasRefused(bench, i, bench.callOf(neighbour));
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

    /** One that the fallback served was refused, unless it goes there when all is well, too. */
    private static boolean wasRefused(Bench bench, int neighbour, Attempt attempt) {
        if (!attempt.refused() || attempt.elsewhere().isEmpty()) {
            return attempt.refused();
        }
        Optional<String> fallback = bench.subject().fallback();
        boolean byFallback =
                attempt.elsewhere().stream().allMatch(exchange -> fallback.equals(Optional.of(exchange.server())));
        if (!byFallback) {
            return false;
        }
        try (Bench closed = bench.another()) {
            return !closed.callOf(closed.subject().neighbours().get(neighbour)).refused();
        }
    }
}
