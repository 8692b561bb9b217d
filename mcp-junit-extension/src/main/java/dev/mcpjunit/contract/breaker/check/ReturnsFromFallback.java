/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;

/** When the server is well again, it serves, and the fallback rests. */
final class ReturnsFromFallback implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        String fallback = Fallback.declared(bench);
        bench.recover(bench.open(), bench.settings().successesToClose());
        Attempt next = bench.call();
        if (next.refused() || Fallback.isServedBy(fallback, next)) {
            throw Judgement.failed("Server " + bench.server()
                    + " was well again, and calls still went to the fallback '" + fallback + "'.");
        }
    }
}
