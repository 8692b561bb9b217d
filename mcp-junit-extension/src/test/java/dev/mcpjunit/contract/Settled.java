/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.testkit.Run;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tries again where the machine was too busy to tell: what is judged here are verdicts, not machines. */
final class Settled {

    private static final int TRIES = 5;

    private Settled() {}

    static Verdict verdict(Supplier<Verdict> check) {
        return until(check, verdict -> verdict.status() != Status.INCONCLUSIVE);
    }

    static List<Verdict> verdicts(Supplier<List<Verdict>> checks) {
        return until(
                checks, verdicts -> verdicts.stream().noneMatch(verdict -> verdict.status() == Status.INCONCLUSIVE));
    }

    static Run run(Class<?> testCase) {
        return until(() -> Run.of(testCase), run -> run.failures().stream()
                .noneMatch(failure -> String.valueOf(failure.getMessage()).startsWith("Inconclusive: ")));
    }

    private static <T> T until(Supplier<T> trial, Predicate<T> settled) {
        for (int i = 0; i < TRIES; i++) {
            T seen = trial.get();
            if (settled.test(seen)) {
                return seen;
            }
        }
        return abort("The machine is too busy to tell anything about time-outs");
    }
}
