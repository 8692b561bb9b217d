/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.subject.ArticleBreakerTestCase;
import dev.mcpjunit.contract.subject.MendedBreakerTestCase;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checks without JUnit. */
@Tag("long")
class BreakerReportTests {

    private static void requirePassed(Function<BreakerSetup, BreakerSubject> breaker) {
        try (WeatherServer server = WeatherServer.http(WeatherOptions.standard())) {
            // tag::probe[]
            try (BreakerProbe probe = BreakerProbe.before(Map.of("weather", new McpEndpoint.Http(server.uri())))) {
                BreakerReport report = probe.probe(breaker);
                report.requirePassed();
            }
            // end::probe[]
        }
    }

    @Test
    void a_breaker_that_is_right_passes() {
        requirePassed(new MendedBreakerTestCase()::breaker);
    }

    @Test
    void one_that_is_wrong_is_told_all_that_failed() {
        assertThatThrownBy(() -> requirePassed(new ArticleBreakerTestCase()::breaker))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("The circuit breaker does not do all that it declares:\n\n"
                        + "successResetsTheCount: FAILED\nA success did not reset the count: ")
                .hasMessageContaining("\n\nletsOnlyProbesThroughAfterTheWindow: FAILED\n8 callers came")
                .hasMessageContaining("\n  open       call 5     refused; caller: IllegalStateException");
    }

    @Test
    void a_report_has_a_line_for_each_finding() {
        var report = new BreakerReport(List.of(
                new BreakerFinding(BreakerCheck.HEALTHY_CALL, Verdict.Status.PASSED, "", "  closed"),
                new BreakerFinding(BreakerCheck.STRAGGLER, Verdict.Status.FAILED, "It closed.", "  open"),
                new BreakerFinding(BreakerCheck.FALLBACK, Verdict.Status.NOT_APPLICABLE, "No fallback.", "")));

        assertThat(report)
                .hasToString("passed          healthyCallReachesTheServerOnce\n"
                        + "failed          stragglerDoesNotClose  It closed.\n"
                        + "not applicable  fallbackServesWhileOpen");
        assertThat(report.with(Verdict.Status.FAILED)).containsExactly(BreakerCheck.STRAGGLER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.of(BreakerCheck.TIMEOUTS))
                .withMessage("The report has nothing about timeoutsCountAsDeclared");
    }
}
