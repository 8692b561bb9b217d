/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.BreakerSubject.Neighbor;
import dev.mcpjunit.contract.breaker.BreakerSubject.Relation;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.breaker.Attempt;
import dev.mcpjunit.contract.internal.breaker.BreakerTrial;
import dev.mcpjunit.contract.internal.breaker.Opening;
import java.util.List;
import java.util.Optional;

/** Checks of which calls and servers the breaker concerns: isolation and fallback. */
final class RoutingChecks {

    private RoutingChecks() {}

    static void isolation(BreakerTrial trial) {
        List<Neighbor> neighbors = trial.subject().neighbors();
        if (neighbors.isEmpty()) {
            throw Finding.notApplicable("No other calls are named: BreakerSubject.isolatedFrom(…) or sharedWith(…).");
        }
        Opening opening = trial.openings().open();
        for (int i = 0; i < neighbors.size(); i++) {
            Neighbor neighbor = neighbors.get(i);
            boolean shared = neighbor.relation() == Relation.SHARED;
            boolean refused = wasRefused(trial, i, trial.callOf(neighbor));
            if (refused && !shared) {
                throw Finding.failed("While the breaker was open, " + neighbor.name()
                        + " was refused as well, though it is declared to be isolated.");
            }
            if (!refused && shared) {
                throw trial.window().isSurelyOpen(opening)
                        ? Finding.failed("While the breaker was open, " + neighbor.name()
                                + " went on, though it is declared to share the breaker.")
                        : trial.window().tooShort();
            }
        }
    }

    /** A call that the fallback served was refused, unless it goes there while all is well, too. */
    private static boolean wasRefused(BreakerTrial trial, int neighbor, Attempt attempt) {
        if (!attempt.refused() || attempt.elsewhere().isEmpty()) {
            return attempt.refused();
        }
        Optional<String> fallback = trial.subject().fallback();
        boolean byFallback =
                attempt.elsewhere().stream().allMatch(exchange -> fallback.equals(Optional.of(exchange.server())));
        if (!byFallback) {
            return false;
        }
        try (BreakerTrial closed = trial.another()) {
            return !closed.callOf(closed.subject().neighbors().get(neighbor)).refused();
        }
    }

    static void fallback(BreakerTrial trial) {
        String fallback = declaredFallback(trial);
        Attempt served = trial.openings().openAtAll().refusal();
        if (!isServedBy(fallback, served)) {
            throw Finding.failed("While the breaker was open, a call did not go to the fallback '" + fallback + "'.");
        }
        if (!served.answered()) {
            throw Finding.failed("While the breaker was open, the fallback '" + fallback
                    + "' was called, and yet the caller got " + served.outcome() + ".");
        }
    }

    static void returnsFromFallback(BreakerTrial trial) {
        String fallback = declaredFallback(trial);
        trial.openings().recover(trial.openings().open(), trial.settings().successesToClose());
        Attempt next = trial.call();
        if (next.refused() || isServedBy(fallback, next)) {
            throw Finding.failed("Server " + trial.server() + " had recovered, and calls still went to the fallback '"
                    + fallback + "'.");
        }
    }

    private static String declaredFallback(BreakerTrial trial) {
        return trial.subject()
                .fallback()
                .orElseThrow(() -> Finding.notApplicable("No fallback is declared: BreakerSubject.fallingBackTo(…)."));
    }

    private static boolean isServedBy(String server, Attempt attempt) {
        return attempt.elsewhere().stream()
                .anyMatch(exchange -> exchange.server().equals(server));
    }
}
