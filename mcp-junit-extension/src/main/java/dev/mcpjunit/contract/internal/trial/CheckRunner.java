/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.internal.console.Progress;
import dev.mcpjunit.internal.time.Durations;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** Runs checks. An inconclusive check is tried again with a fresh subject, a failed one never. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CheckRunner {

    /** How often a check is tried while it is inconclusive; a system property. */
    public static final String TRIALS_PROPERTY_NAME = "mcp.contract.trials";

    private static final int TRIALS = 3;

    private CheckRunner() {}

    /** A fresh subject of a check. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public interface Subject extends AutoCloseable {

        /** The checks that may stay inconclusive. */
        Exemptions exemptions();

        /** Whether its time is that of the machine. */
        boolean runsOnRealTime();

        /** What a check waits for if it takes long; a sentence, empty if there is nothing to say. */
        default String expectation() {
            return "";
        }

        /** What happened, line by line. */
        String timeline();

        @Override
        void close();
    }

    /**
     * Run a check.
     *
     * @param steps the check; to return is to pass
     */
    // The progress is closed when the check ends, and has no other use.
    @SuppressWarnings("try")
    public static <S extends Subject> Verdict run(String check, Supplier<S> fresh, Consumer<S> steps) {
        int trials =
                Preconditions.requireAtLeast(1, TRIALS_PROPERTY_NAME, Integer.getInteger(TRIALS_PROPERTY_NAME, TRIALS));
        for (int trial = 1; true; trial++) {
            try (S subject = fresh.get()) {
                Optional<String> exemption = subject.exemptions().of(check);
                String expectation = subject.expectation();
                int number = trial;
                try (var unused = Progress.begin(elapsed -> "Contract check '" + check + "' for "
                        + Durations.print(elapsed) + (number > 1 ? ", trial " + number + " of " + trials : "") + "."
                        + expectation)) {
                    steps.accept(subject);
                    return new Verdict(check, Status.PASSED, "", subject.timeline(), exemption);
                } catch (Finding finding) {
                    boolean again = subject.runsOnRealTime() ? finding.mayChange() : finding.isBusy();
                    if (trial >= trials || !again) {
                        return new Verdict(check, finding.status(), finding.reason(), subject.timeline(), exemption);
                    }
                }
            }
        }
    }
}
