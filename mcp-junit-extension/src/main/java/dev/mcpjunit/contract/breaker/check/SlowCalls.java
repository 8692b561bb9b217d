/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Caller;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.internal.time.Durations;
import java.time.Instant;
import java.util.List;

/** Calls that succeed slowly count as declared. */
final class SlowCalls implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        BreakerSettings.SlowCalls slow = bench.settings()
                .slowCalls()
                .orElseThrow(() -> Judgement.notApplicable("Whether slow calls count is not declared:"
                        + " BreakerSettings.countsSlowCalls(…) or ignoresSlowCalls(…)."));
        int most = 2 * Threshold.declaredOrTried(bench);
        Instant last = bench.now();
        for (int i = 0; i < most; i++) {
            last = bench.now();
            if (!callSlowly(bench, slow)) {
                break;
            }
        }
        Attempt next = bench.call();
        String words = "calls that were answered, but after more than " + Durations.print(slow.slowerThan());
        if (next.refused() && !slow.count()) {
            throw Judgement.failed("Some " + words + ", opened the breaker, though they are declared not to count.");
        }
        if (!next.refused() && slow.count()) {
            if (!bench.isWithinWindow(last, next)) {
                throw bench.tooShort();
            }
            Threshold.requireOpensAtAll(bench);
            throw Judgement.failed(
                    most + " " + words + ", did not open the breaker, though they are declared to count.");
        }
    }

    /** Whether it was let through. */
    private static boolean callSlowly(Bench bench, BreakerSettings.SlowCalls slow) {
        Gate gate = bench.holdAnswers();
        Caller caller = bench.start(1).get(0);
        boolean held = bench.watch(gate, List.of(caller)).held() == 1;
        if (held) {
            bench.pass(slow.slowerThan().multipliedBy(2));
        }
        bench.heal();
        caller.await(bench.settings().patience());
        if (held && caller.thrown().isPresent()) {
            throw Judgement.inconclusive("A slow call failed instead of succeeding late: "
                    + caller.thrown().get() + ". Is the client's time-out shorter than what counts as slow?");
        }
        return held;
    }
}
