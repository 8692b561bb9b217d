/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.BreakerProbe;
import dev.mcpjunit.contract.breaker.BreakerCall;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.api.Test;

/** Neighbors of a breaker whose calls a fallback serves while they are refused. */
@McpServer(name = "primary", inProcess = Weather.InProcess.class)
@McpServer(name = "fallback", inProcess = Weather.InProcess.class)
class BreakerIsolationTests {

    /** Two servers, a breaker for the first one, and a fallback for what that refuses. */
    private static final class Client {

        private final WeatherClient primary;
        private final WeatherClient fallback;
        private final CircuitBreaker breaker;

        Client(BreakerSetup setup) {
            primary = new WeatherClient(setup.endpoint("primary"));
            fallback = new WeatherClient(setup.endpoint("fallback"));
            breaker = CircuitBreaker.of(
                    "primary",
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(2)
                            .minimumNumberOfCalls(2)
                            .failureRateThreshold(100)
                            .clock(setup.clock())
                            .build());
        }

        Object forecast() {
            try {
                return breaker.executeSupplier(primary::forecast);
            } catch (CallNotPermittedException refused) {
                return fallback.forecast();
            }
        }

        BreakerSubject subject(BreakerSetup setup) {
            return BreakerSubject.of(this::forecast, BreakerSettings.opensAfter(2))
                    .fallingBackTo("fallback")
                    .onClock(setup.clock())
                    .closing(primary)
                    .closing(fallback);
        }

        BreakerCall ofFallback() {
            return fallback::forecast;
        }
    }

    @Test
    void one_that_shares_the_breaker_and_is_served_by_the_fallback_was_refused(
            McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict finding = BreakerProbe.of(
                        setup -> {
                            var client = new Client(setup);
                            return client.subject(setup).sharedWith("another tool", client::forecast);
                        },
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.ISOLATES_AS_DECLARED);

        assertThat(finding.status()).as(finding::toString).isEqualTo(Verdict.Status.PASSED);
    }

    @Test
    void one_that_is_served_by_the_fallback_is_not_isolated(
            McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict finding = BreakerProbe.of(
                        setup -> {
                            var client = new Client(setup);
                            return client.subject(setup).isolatedFrom("another tool", client::forecast);
                        },
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.ISOLATES_AS_DECLARED);

        assertThat(finding.status()).as(finding::toString).isEqualTo(Verdict.Status.FAILED);
        assertThat(finding.reason())
                .isEqualTo("While the breaker was open, another tool was refused as well, though it is declared to be"
                        + " isolated.");
    }

    @Test
    void one_that_calls_the_fallback_in_any_case_is_isolated(
            McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict finding = BreakerProbe.of(
                        setup -> {
                            var client = new Client(setup);
                            return client.subject(setup).isolatedFrom("the other server", client.ofFallback());
                        },
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.ISOLATES_AS_DECLARED);

        assertThat(finding.status()).as(finding::toString).isEqualTo(Verdict.Status.PASSED);
    }
}
