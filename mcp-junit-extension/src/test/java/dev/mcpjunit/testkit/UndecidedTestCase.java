/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.verdict.Undecided;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Checks of a contract that gave no verdict: two that did not apply, and one that could not decide. */
@McpServer(name = "weather", inProcess = Weather.InProcess.class)
public class UndecidedTestCase {

    @Test
    void hasNoFallback() {
        throw new NoVerdict("serves a fallback", Status.NOT_APPLICABLE, "no fallback is declared");
    }

    @Test
    void hasNoProbes() {
        throw new NoVerdict("lets only probes through", Status.NOT_APPLICABLE, "no probes are declared");
    }

    @Test
    void isTooSlow() {
        throw new NoVerdict("refuses fast", Status.INCONCLUSIVE, "the machine was busy");
    }

    private static final class NoVerdict extends TestAbortedException implements Undecided {

        private static final long serialVersionUID = 1L;

        private final transient Verdict verdict;

        NoVerdict(String check, Status status, String reason) {
            this(new Verdict(check, status, reason, "", Optional.empty()));
        }

        private NoVerdict(Verdict verdict) {
            super(verdict.message());
            this.verdict = verdict;
        }

        @Override
        public Verdict verdict() {
            return verdict;
        }
    }
}
