/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.BreakerTrigger;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import java.util.List;

/** What counts as a failure, counts; what does not, does not. */
final class Treatment implements BreakerJudge {

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
        int most = 2 * threshold;
        bench.fail(trigger);
        boolean opened = callsAreRefused(bench, trigger, most);
        bench.heal();
        if (opened && !declared) {
            throw Judgement.failed(
                    "'" + trigger + "' is declared not to count as a failure, but it opened the breaker.");
        }
        if (!opened && declared) {
            bench.requireNoGap(bench.attempts());
            Threshold.requireOpensAtAll(bench);
            throw Judgement.failed("'" + trigger + "' is declared to count as a failure, but after " + most
                    + " of them the breaker was still closed.");
        }
        if (!opened) {
            bench.requireNoGap(bench.attempts());
        }
    }

    /** A client that gives up may do so before the proxy has seen its call: then one refusal is no proof. */
    private static boolean callsAreRefused(Bench bench, BreakerTrigger trigger, int most) {
        int enough = trigger == BreakerTrigger.TIMEOUT ? 2 : 1;
        int refused = 0;
        for (int sent = 0; sent <= most && refused < enough; ) {
            if (bench.call().refused()) {
                refused++;
            } else {
                refused = 0;
                sent++;
            }
        }
        return refused == enough;
    }
}
