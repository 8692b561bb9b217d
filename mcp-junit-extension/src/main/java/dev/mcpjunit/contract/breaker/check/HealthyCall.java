/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;

/** While all is well, the breaker is not there: one call is one call. */
final class HealthyCall implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        Attempt attempt = bench.call();
        if (attempt.refused()) {
            throw Judgement.failed("A healthy call did not reach server " + bench.server() + ", caller: "
                    + attempt.outcome() + ". Is the client connected to the endpoint of the setup?");
        }
        if (!attempt.answered()) {
            throw Judgement.failed("A healthy call failed: " + attempt.outcome()
                    + ". The call that the contract is given has to succeed while the server is healthy.");
        }
        if (attempt.guarded().size() > 1) {
            throw Judgement.failed(
                    "A healthy call was sent " + attempt.guarded().size() + " times to server " + bench.server() + ".");
        }
    }
}
