/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import dev.mcpjunit.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * While it is open, the caller is answered soon. The median of some refusals is judged: one of them may have met a busy
 * machine.
 */
final class RefusesFast implements BreakerJudge {

    private static final int CALLS = 5;
    private static final int ENOUGH = 3;

    @Override
    public void judge(Bench bench) {
        Opening opening = bench.openAtAll();
        List<Duration> times = new ArrayList<>(List.of(opening.refusal().took()));
        while (times.size() < CALLS) {
            Attempt attempt = bench.call();
            if (!attempt.refused()) {
                break;
            }
            times.add(attempt.took());
        }
        if (times.size() < ENOUGH) {
            throw Judgement.inconclusive("Only " + Words.calls(times.size())
                    + " were refused, too few to tell how long a refusal takes. See the check"
                    + " 'refusesWithoutCallingWhileOpen'; on real time, declare a longer window.");
        }
        Duration median = times.stream().sorted().toList().get(times.size() / 2);
        Duration bound = bench.settings().refusesWithin();
        if (median.compareTo(bound) > 0) {
            throw Judgement.failed("While the breaker was open, callers waited " + Durations.print(median)
                    + " for their answer, the median of " + times.size() + "; at most " + Durations.print(bound)
                    + " are declared.");
        }
    }
}
