/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import dev.mcpjunit.internal.time.Durations;
import java.util.Optional;
import java.util.OptionalInt;

/** A failed probe opens it again, for a whole window that begins then. */
final class FailedProbe implements BreakerJudge {

    @Override
    public void judge(Bench bench) {
        Opening first = bench.open();
        if (StaysOpen.leaksBeforeItIsOver(bench, first)) {
            throw Judgement.inconclusive(
                    "Even before a probe failed, the breaker did not stay open as long as declared."
                            + " See the check 'staysOpenForTheWindow'.");
        }
        bench.passWhole(first);
        Opening again = failProbes(bench);
        OptionalInt leak = StaysOpen.leakDuring(bench, again);
        if (leak.isPresent()) {
            throw Judgement.failed("After a failed probe the breaker let a call through after " + leak.getAsInt()
                    + " % of a window of " + Durations.print(again.window()) + ".");
        }
        TriesAgain.requireProbe(bench, again);
    }

    /** Breakers with several probes may wait for all of them before they decide. */
    private static Opening failProbes(Bench bench) {
        bench.fail(bench.driver());
        int before = bench.attempts().size();
        Optional<Opening> again = bench.callUntilRefused(
                bench.settings().probes(), bench.settings().laterWindow());
        bench.heal();
        if (bench.attempts().get(before).refused()) {
            throw Judgement.inconclusive(
                    "No probe was let through after the window. See the check 'triesAgainAfterTheWindow'.");
        }
        return again.orElseThrow(() -> notOpened(bench, before));
    }

    private static Judgement notOpened(Bench bench, int before) {
        Attempt probe = bench.attempts().get(before + bench.settings().probes() - 1);
        Attempt next = bench.attempts().get(before + bench.settings().probes());
        return bench.isWithinWindow(probe, next)
                ? Judgement.failed("A failed probe did not open the breaker again for a new window: the next call went"
                        + " to the server at once.")
                : bench.tooShort();
    }
}
