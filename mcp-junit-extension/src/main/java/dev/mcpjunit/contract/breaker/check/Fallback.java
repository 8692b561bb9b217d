/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;

/** While the breaker is open, the fallback serves. */
final class Fallback implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        String fallback = declared(bench);
        Attempt served = bench.openAtAll().refusal();
        if (!isServedBy(fallback, served)) {
            throw Judgement.failed("While the breaker was open, a call did not go to the fallback '" + fallback + "'.");
        }
        if (!served.answered()) {
            throw Judgement.failed("While the breaker was open, the fallback '" + fallback
                    + "' was called, and yet the caller got " + served.outcome() + ".");
        }
    }

    static String declared(Bench bench) {
        return bench.subject()
                .fallback()
                .orElseThrow(
                        () -> Judgement.notApplicable("No fallback is declared: BreakerSubject.fallingBackTo(…)."));
    }

    static boolean isServedBy(String server, Attempt attempt) {
        return attempt.elsewhere().stream()
                .anyMatch(exchange -> exchange.server().equals(server));
    }
}
