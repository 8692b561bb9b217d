/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.BreakerTrigger;
import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import java.util.ArrayList;
import java.util.List;

/** What counts as a failure, counts; what does not, does not. */
final class Treatment implements BreakerJudge {

    private static final int MOST_ROWS = 4;

    private final List<BreakerTrigger> triggers;

    Treatment(BreakerTrigger... triggers) {
        this.triggers = List.of(triggers);
    }

    @Override
    public void judge(Bench bench) {
        List<BreakerTrigger> declared = triggers.stream()
                .filter(trigger -> bench.settings().isCounted(trigger).isPresent())
                .filter(bench::canHappen)
                .toList();
        if (declared.isEmpty()) {
            throw Judgement.notApplicable("Whether " + words() + " counts as a failure is not declared:"
                    + " BreakerSettings.counts(…) or ignores(…).");
        }
        int threshold = Threshold.declaredOrTried(bench);
        judge(bench, declared.get(0), threshold);
        for (BreakerTrigger trigger : declared.subList(1, declared.size())) {
            try (Bench another = bench.another()) {
                judge(another, trigger, threshold);
            }
        }
    }

    private String words() {
        return String.join(", ", triggers.stream().map(BreakerTrigger::toString).toList());
    }

    private static void judge(Bench bench, BreakerTrigger trigger, int threshold) {
        boolean declared = bench.settings().isCounted(trigger).orElseThrow();
        bench.note("now comes " + trigger);
        bench.fail(trigger);
        boolean opened = opens(bench, trigger, threshold);
        bench.heal();
        if (opened && !declared) {
            throw Judgement.failed(
                    "'" + trigger + "' is declared not to count as a failure, but it opened the breaker.");
        }
        if (!opened && declared) {
            Threshold.requireOpensAtAll(bench);
            throw Judgement.failed("'" + trigger + "' is declared to count as a failure, but after "
                    + bench.attempts().size() + " of them the breaker was still closed.");
        }
    }

    /**
     * Whether calls are refused in the end. They are not where more than the threshold went through in a row, without a
     * gap in which the breaker could have been open unseen.
     */
    private static boolean opens(Bench bench, BreakerTrigger trigger, int threshold) {
        // A client that gives up may do so before the proxy has seen its call: then one refusal is no proof.
        int enough = trigger == BreakerTrigger.TIMEOUT ? 2 : 1;
        int refused = 0;
        List<Attempt> row = new ArrayList<>();
        for (int calls = 0; calls < MOST_ROWS * (threshold + 1); calls++) {
            Attempt attempt = bench.call();
            refused = attempt.refused() ? refused + 1 : 0;
            if (refused == enough) {
                return true;
            }
            if (attempt.refused() || (!row.isEmpty() && !bench.isWithinWindow(row.get(row.size() - 1), attempt))) {
                row.clear();
            }
            row.add(attempt);
            if (refused == 0 && row.size() > threshold + 1) {
                return false;
            }
        }
        throw bench.tooShort();
    }
}
