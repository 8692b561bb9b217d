/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.testkit.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The setting {@code mcp.contract = required}: checks without an answer fail, unless the declaration accepts that. */
class RequiredContractsTests {

    private static final Map<String, String> REQUIRED = Map.of(Verdict.PROPERTY_NAME, "required");
    private static final String TOO_BUSY = "Inconclusive: gives up: The machine was too busy.\n\nTimeline:\n  0 ms";

    private static Verdict verdict(Status status, Optional<String> exemption) {
        return new Verdict("gives up", status, "The machine was too busy", "  0 ms", exemption);
    }

    @ExtendWith(ContractExtension.class)
    static class InconclusiveTestCase {
        @Test
        void check() {
            Verdicts.report(verdict(Status.INCONCLUSIVE, Optional.empty()));
        }
    }

    @ExtendWith(ContractExtension.class)
    static class ExemptTestCase {
        @Test
        void check() {
            Verdicts.report(verdict(Status.INCONCLUSIVE, Optional.of("callers queue, by design")));
        }
    }

    @ExtendWith(ContractExtension.class)
    static class NotApplicableTestCase {
        @Test
        void check() {
            Verdicts.report(verdict(Status.NOT_APPLICABLE, Optional.empty()));
        }
    }

    @ExtendWith(ContractExtension.class)
    static class FindingTestCase {
        @Test
        void lists_the_same_tools() {
            throw Finding.inconclusive("there is one instance only");
        }
    }

    @Test
    void an_exemption_that_was_not_needed_is_logged_and_reported() {
        var passed = new Verdict("gives up", Status.PASSED, "", "", Optional.of("callers queue, by design"));
        var logged = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.mcpjunit.contract");
        logger.addHandler(handler);
        try {
            Verdicts.report(passed);
            Verdicts.report(new Verdict("ends", Status.PASSED, "", "", Optional.empty()));
        } finally {
            logger.removeHandler(handler);
        }

        String notice =
                "The exemption of 'gives up' was not needed: the check passed. Remove it, unless the check passes"
                        + " only sometimes. Its reason was: callers queue, by design";
        assertThat(logged).containsExactly(notice);
        assertThat(new VerdictReport(List.of(passed))).hasToString("Passed          gives up  " + notice);
        assertThat(verdict(Status.INCONCLUSIVE, Optional.of("by design")).notice())
                .isEmpty();
    }

    @Test
    void an_inconclusive_check_aborts_its_test_by_default() {
        assertThat(Run.of(InconclusiveTestCase.class).failure())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(TOO_BUSY);
    }

    @Test
    void an_inconclusive_check_fails_its_test_where_verdicts_are_required() {
        assertThat(Run.with(REQUIRED, InconclusiveTestCase.class).failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(TOO_BUSY + "\n\nmcp.contract = required, so this fails. Where the check cannot give an"
                        + " answer, say so: exempt(check, reason) of the declaration, or override the test and disable"
                        + " it with a reason.");
    }

    @Test
    void an_exempt_check_aborts_its_test_and_repeats_the_reason() {
        assertThat(Run.with(REQUIRED, ExemptTestCase.class).failure())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(TOO_BUSY + "\n\nThe declaration accepts that: callers queue, by design");
    }

    @Test
    void a_check_that_does_not_apply_never_fails() {
        assertThat(Run.with(REQUIRED, NotApplicableTestCase.class).failure())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("Not applicable: gives up: The machine was too busy.");
    }

    @Test
    void a_finding_takes_the_name_of_its_test() {
        assertThat(Run.of(FindingTestCase.class).failure())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("Inconclusive: lists the same tools: there is one instance only.");
        assertThat(Run.with(REQUIRED, FindingTestCase.class).failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "Inconclusive: lists the same tools: there is one instance only.\n\nmcp.contract");
    }

    @Test
    void a_misspelled_setting_is_an_error() {
        assertThat(Run.with(Map.of(Verdict.PROPERTY_NAME, "require"), InconclusiveTestCase.class)
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("mcp.contract = 'require' is neither 'auto' nor 'required'");
    }

    /** A class that reports what the extension reads, with an environment of its own. */
    static class EnvironmentTestCase {
        @Test
        @ExtendWith(RequiredByVariable.class)
        void check() {
            Verdicts.report(verdict(Status.INCONCLUSIVE, Optional.empty()));
        }
    }

    static final class RequiredByVariable implements org.junit.jupiter.api.extension.TestExecutionExceptionHandler {

        @Override
        public void handleTestExecutionException(
                org.junit.jupiter.api.extension.ExtensionContext context, Throwable thrown) throws Throwable {
            new ContractExtension(name -> name.equals("MCP_CONTRACT") ? Optional.of("required") : Optional.empty())
                    .handleTestExecutionException(context, thrown);
        }
    }

    @Test
    void the_environment_variable_counts_where_nothing_else_is_set() {
        assertThat(Run.with(Map.of(Verdict.PROPERTY_NAME, ""), EnvironmentTestCase.class)
                        .failure())
                .isInstanceOf(AssertionFailedError.class);
        assertThat(Run.with(Map.of(Verdict.PROPERTY_NAME, "auto"), EnvironmentTestCase.class)
                        .failure())
                .isInstanceOf(TestAbortedException.class);
    }
}
