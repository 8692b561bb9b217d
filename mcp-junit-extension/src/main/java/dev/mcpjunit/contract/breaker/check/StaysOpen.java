/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.bench.Opening;
import dev.mcpjunit.internal.time.Durations;
import java.util.List;
import java.util.OptionalInt;

/** It stays open as long as declared. */
final class StaysOpen implements BreakerJudge {

    private static final List<Integer> VIRTUAL_LOOKS = List.of(50, 90);
    private static final List<Integer> REAL_LOOKS = List.of(60, 80);

    @Override
    public void judge(Bench bench) {
        Opening opening = bench.open();
        OptionalInt leak = leakDuring(bench, opening);
        if (leak.isPresent()) {
            throw Judgement.failed("The breaker let a call through after " + leak.getAsInt() + " % of its window of "
                    + Durations.print(opening.window()) + ".");
        }
    }

    /**
     * After which part of the window a call is let through, in percent; empty if none is. On real time, the second look
     * may come too late on a busy machine; one look is enough.
     */
    static OptionalInt leakDuring(Bench bench, Opening opening) {
        int looks = 0;
        for (int percent : bench.isVirtual() ? VIRTUAL_LOOKS : REAL_LOOKS) {
            bench.passPart(opening, percent);
            Attempt attempt = bench.call();
            if (!attempt.refused() && bench.isSurelyOpen(opening, attempt)) {
                return OptionalInt.of(percent);
            }
            if (!attempt.refused()) {
                break;
            }
            looks++;
        }
        if (looks == 0) {
            throw bench.tooShort();
        }
        return OptionalInt.empty();
    }

    /** The same for a trial that goes on with the breaker: a call that came too late was a probe, and changed it. */
    static boolean leaksBeforeItIsOver(Bench bench, Opening opening) {
        OptionalInt leak = leakDuring(bench, opening);
        List<Attempt> attempts = bench.attempts();
        if (leak.isEmpty() && !attempts.get(attempts.size() - 1).refused()) {
            throw bench.tooShort();
        }
        return leak.isPresent();
    }
}
