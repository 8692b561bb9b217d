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

/** Closed again, it forgets what was: as many failures open it as the first time. */
final class ThresholdAgain implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        Opening first = bench.open();
        bench.requireNoGap(first.failures());
        bench.recover(first, bench.settings().successesToClose());
        int expected = Threshold.counted(bench, first);
        int together = bench.settings().probes() + 1;
        // Where requests count, callers with a retry would make more of them than can be told.
        int failed = together < expected && !bench.settings().countsRequests() ? together : 0;
        if (failed > 0) {
            failTogether(bench, failed);
        }
        int before = bench.attempts().size();
        bench.fail(bench.driver());
        bench.callUntilRefused(2 * expected + 3, bench.settings().window());
        bench.heal();
        List<Attempt> again = bench.attempts().subList(before, bench.attempts().size());
        failed += again.stream()
                .filter(attempt -> !attempt.refused())
                .mapToInt(attempt -> Threshold.weight(bench, attempt))
                .sum();
        if (failed != expected) {
            bench.requireNoGap(again);
            boolean opened = again.get(again.size() - 1).refused();
            throw Judgement.failed("The first time, " + Words.failures(expected)
                    + " opened the breaker; after it had closed again, " + failed
                    + (opened ? " did." : " did not."));
        }
    }

    /** More than can be probes at once: so they show that it is closed, without a success that counts in a window. */
    private static void failTogether(Bench bench, int count) {
        Gate gate = bench.holdRequests();
        bench.fail(bench.driver());
        List<Caller> callers = bench.start(count);
        Herd herd = bench.watch(gate, callers);
        bench.heal();
        callers.forEach(caller -> caller.await(bench.settings().patience()));
        if (herd.held() < count) {
            throw Judgement.inconclusive(
                    "The breaker did not close, so it cannot be opened again. See the check 'goodProbesClose'.");
        }
    }
}
