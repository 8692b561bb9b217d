/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.subject.ArticleBreakerTestCase;
import dev.mcpjunit.contract.subject.MendedBreakerTestCase;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checks without JUnit. */
@Tag("long")
class BreakerReportTests {

    private static void requirePassed(Function<BreakerSetup, BreakerSubject> breaker) {
        try (WeatherServer server = WeatherServer.http(WeatherOptions.standard())) {
            // tag::probe[]
            try (BreakerProbe probe =
                    BreakerProbe.before(breaker, Map.of("weather", new McpEndpoint.Http(server.uri())))) {
                VerdictReport report = probe.all();
                report.requirePassed();
            }
            // end::probe[]
        }
    }

    @Test
    void a_correct_breaker_passes() {
        requirePassed(new MendedBreakerTestCase()::breaker);
    }

    @Test
    void a_wrong_breaker_fails_with_all_its_failures() {
        assertThatThrownBy(() -> requirePassed(new ArticleBreakerTestCase()::breaker))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("2 of 24 checks did not pass:\n\n"
                        + "Failed: success resets the count: A success did not reset the count: ")
                .hasMessageContaining("\n\nFailed: lets only probes through after the window: 8 callers came")
                .hasMessageContaining("  open       call 5     refused; caller: IllegalStateException");
    }

    @Test
    void a_report_has_a_line_for_each_finding() {
        var report = new VerdictReport(List.of(
                new Verdict("one", Verdict.Status.PASSED, "", "  closed", Optional.empty()),
                new Verdict("two", Verdict.Status.FAILED, "It closed.", "  open", Optional.empty()),
                new Verdict("three", Verdict.Status.NOT_APPLICABLE, "No fallback.", "", Optional.empty())));

        assertThat(report)
                .hasToString("Passed          one\n"
                        + "Failed          two  It closed.\n"
                        + "Not applicable  three  No fallback.");
        assertThat(report.with(Verdict.Status.FAILED)).containsExactly("two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.of("four"))
                .withMessage("The report has no check 'four', but [one, two, three]");
    }
}
