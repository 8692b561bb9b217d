/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import java.util.List;
import java.util.Optional;

/** As many failures as declared open it, and not only more. */
final class AtThreshold implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        Optional<Opening> opening = bench.failUntilRefused(bench.driver());
        if (opening.isEmpty()) {
            bench.requireNoGap(bench.attempts());
            throw Judgement.failed("The breaker never opened: calls went on to the server while each of them failed ("
                    + bench.driver() + ").");
        }
        if (bench.settings().threshold().isPresent()) {
            int threshold = bench.settings().threshold().getAsInt();
            List<Attempt> failures = opening.get().failures();
            int failed = failures.stream()
                    .limit(failures.size() - 1L)
                    .mapToInt(attempt -> Threshold.weight(bench, attempt))
                    .sum();
            if (failed >= threshold) {
                bench.requireNoGap(failures);
                throw Judgement.failed("After " + Words.failures(threshold)
                        + " the next call still went to the server; the breaker opened after "
                        + Words.failures(failures.size()) + ".");
            }
        }
    }
}
