/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal;

import dev.mcpjunit.contract.verdict.Undecided;
import dev.mcpjunit.contract.verdict.Verdict;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Turns a verdict into the result of a JUnit test. {@link ContractExtension} has the last word. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Verdicts {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.contract");

    private Verdicts() {}

    /**
     * Return if the check passed, log an exemption that it did not need, throw if it failed, abort the test otherwise.
     */
    public static void report(Verdict verdict) {
        switch (verdict.status()) {
            case PASSED -> verdict.notice().ifPresent(notice -> LOG.log(System.Logger.Level.INFO, notice));
            case FAILED -> throw new AssertionFailedError(verdict.message());
            case INCONCLUSIVE, NOT_APPLICABLE -> throw new NoVerdictException(verdict);
        }
    }

    /** Aborts a test whose check gave no answer. */
    static final class NoVerdictException extends TestAbortedException implements Undecided {

        private static final long serialVersionUID = 1;

        private final transient Verdict verdict;

        NoVerdictException(Verdict verdict) {
            super(verdict.message()
                    + verdict.exemption()
                            .map(reason -> "\n\nThe declaration accepts that: " + reason)
                            .orElse(""));
            this.verdict = verdict;
        }

        @Override
        public Verdict verdict() {
            return verdict;
        }
    }
}
