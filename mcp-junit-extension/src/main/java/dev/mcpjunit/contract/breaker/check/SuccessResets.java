/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import java.util.ArrayList;
import java.util.List;

/** A success between them makes earlier failures forgotten, where they are counted in a row. */
final class SuccessResets implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        if (!bench.settings().countsConsecutively()) {
            throw Judgement.notApplicable("Failures are counted within a window: a success does not reset them.");
        }
        int threshold = Threshold.declaredOrTried(bench);
        if (threshold == 1) {
            throw Judgement.notApplicable("A single failure opens the breaker: there is nothing to reset.");
        }
        List<Attempt> attempts = new ArrayList<>();
        if (!Failures.reachServer(bench, threshold - 1, attempts)
                || succeed(bench, attempts).refused()) {
            throw Judgement.inconclusive("The breaker opened before the success could count. See the check"
                    + " 'staysClosedBelowTheThreshold'.");
        }
        if (!Failures.reachServer(bench, threshold - 1, attempts)
                || succeed(bench, attempts).refused()) {
            throw Judgement.failed("A success did not reset the count: " + Words.calls(attempts.size() - 2)
                    + " that failed, with a success between them, opened the breaker, though "
                    + Words.failures(threshold) + " in a row should be needed.");
        }
        bench.requireNoGap(attempts);
    }

    private static Attempt succeed(Bench bench, List<Attempt> attempts) {
        Attempt success = bench.call();
        attempts.add(success);
        return success;
    }
}
