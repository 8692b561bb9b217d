/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.subject.Subject;
import dev.mcpjunit.contract.subject.Subjects;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract is right about breakers of which everything is known. */
@Tag("long")
@McpServer(name = "primary", inProcess = Weather.InProcess.class)
@McpServer(name = "fallback", inProcess = Weather.InProcess.class)
class BreakerProbeTests {

    static Stream<Subject> subjects() {
        return Subjects.all().stream();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void a_breaker_fails_the_expected_checks_only(
            Subject subject, McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        VerdictReport report = subject.judgedBy(breaker -> BreakerProbe.of(breaker, servers, faults, traffic));

        assertThat(report.with(Verdict.Status.FAILED)).as(() -> details(report)).isEqualTo(subject.expected());
        if (subject.virtual()) {
            assertThat(subject.unseen())
                    .as(() -> details(report))
                    .containsAll(report.with(Verdict.Status.INCONCLUSIVE));
        }
    }

    private static String details(VerdictReport report) {
        return String.join(
                "\n\n",
                report.verdicts().stream()
                        .filter(finding -> finding.status() != Verdict.Status.PASSED
                                && finding.status() != Verdict.Status.NOT_APPLICABLE)
                        .map(Verdict::toString)
                        .toList());
    }

    @Test
    void each_check_is_failed_by_some_breaker() {
        Set<String> expected = new HashSet<>();
        Subjects.all().forEach(subject -> expected.addAll(subject.expected()));

        // Timeouts take their time; BreakerCountingTests has them.
        expected.add(BreakerCheck.TIMEOUTS_COUNT_AS_DECLARED.toString());
        assertThat(expected).containsExactlyInAnyOrderElementsOf(BreakerCheck.names());
    }
}
