/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.contract.client.CallFailure.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.subject.Probed;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers on standard input and output, clients that give up, windows that cannot be observed. */
@McpServer(name = "weather", source = "weather")
class BreakerCountingTests {

    static ServerSpec weather() {
        return Fixture.stdio(WeatherServer.class, "stdio").build();
    }

    private static Verdict check(
            BreakerCheck check,
            Function<BreakerSetup, BreakerSubject> breaker,
            McpEndpoints servers,
            FaultInjector faults,
            Traffic traffic) {
        return BreakerProbe.of(breaker, servers, faults, traffic).check(check);
    }

    private static Function<BreakerSetup, BreakerSubject> impatient(UnaryOperator<BreakerSettings> declaration) {
        return setup -> Probed.counting(setup, 2, Duration.ofMillis(700)).declaring(declaration);
    }

    @Test
    void calls_without_an_answer_count_as_declared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict right = check(
                BreakerCheck.TIMEOUTS_COUNT_AS_DECLARED, impatient(it -> it.counts(TIMEOUT)), servers, faults, traffic);

        assertThat(right.status()).as(right::toString).isEqualTo(Verdict.Status.PASSED);
    }

    @Test
    void calls_without_an_answer_do_not_count_against_the_declaration(
            McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict wrong = check(
                BreakerCheck.TIMEOUTS_COUNT_AS_DECLARED,
                impatient(it -> it.ignores(TIMEOUT)),
                servers,
                faults,
                traffic);

        assertThat(wrong.status()).as(wrong::toString).isEqualTo(Verdict.Status.FAILED);
        assertThat(wrong.reason())
                .isEqualTo("'a timeout' is declared not to count as a failure, but it opened the breaker.");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "OPENS_AT_THE_THRESHOLD",
                "REFUSES_WITHOUT_CALLING_WHILE_OPEN",
                "LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW",
                "LATE_SUCCESS_DOES_NOT_CLOSE"
            })
    void a_server_on_standard_input_and_output_fails_in_its_own_way(
            BreakerCheck check, McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict finding =
                check(check, setup -> Probed.counting(setup, 2, Duration.ofSeconds(8)), servers, faults, traffic);

        assertThat(finding.status()).as(finding::toString).isEqualTo(Verdict.Status.PASSED);
        assertThat(finding.timeline()).contains("error -32603");
    }
}
