/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;

/** While it is open, the server is left in peace. */
final class RefusesWithoutCalling implements BreakerJudge {

    private static final int CALLS = 8;
    private static final int ENOUGH = 3;

    @Override
    public void judge(Bench bench) {
        Opening opening = bench.openAtAll();
        int refused = 1;
        for (int i = 1; i <= CALLS && bench.isSurelyOpen(opening); i++) {
            Attempt attempt = bench.call();
            if (attempt.refused()) {
                refused++;
            } else if (bench.isSurelyOpen(opening, attempt)) {
                throw Judgement.failed("A call went to the server while the breaker was open, after "
                        + Words.calls(refused) + " had been refused.");
            }
        }
        if (refused < ENOUGH) {
            throw bench.tooShort();
        }
    }
}
