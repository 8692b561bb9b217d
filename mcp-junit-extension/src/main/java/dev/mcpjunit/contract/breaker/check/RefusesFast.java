/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * While it is open, the caller is answered soon. Of some refusals the fastest is judged, for a slow breaker is slow
 * each time, and a busy machine is not; and where that is slow, too, it is compared to what a healthy call takes at the
 * same time, apart from the server's work.
 */
final class RefusesFast implements BreakerJudge {

    private static final int CALLS = 5;
    private static final int ENOUGH = 3;

    @Override
    public void judge(Bench bench) {
        Duration bound = bench.settings().refusesWithin();
        Duration fastest = fastestRefusal(bench);
        if (fastest.compareTo(bound) <= 0) {
            return;
        }
        Duration healthy = fastestHealthyCall(bench);
        if (fastest.compareTo(healthy.multipliedBy(2)) <= 0) {
            throw Judgement.inconclusive("Callers waited at least " + Durations.print(fastest)
                    + " for their answer while the breaker was open, but a healthy call takes "
                    + Durations.print(healthy) + " now: the machine is too busy to tell.");
        }
        throw Judgement.failed("While the breaker was open, each of " + CALLS + " callers waited at least "
                + Durations.print(fastest) + " for an answer; at most " + Durations.print(bound) + " are declared.");
    }

    private static Duration fastestRefusal(Bench bench) {
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
        return Collections.min(times);
    }

    private static Duration fastestHealthyCall(Bench bench) {
        try (Bench another = bench.another()) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                times.add(another.call().withoutServer());
            }
            return Collections.min(times);
        }
    }
}
