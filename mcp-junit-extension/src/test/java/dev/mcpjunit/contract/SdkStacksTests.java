/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.contract.client.CallFailure.CALLER_CANCELLATION;
import static dev.mcpjunit.contract.client.CallFailure.CONNECTION_RESET;
import static dev.mcpjunit.contract.client.CallFailure.HTTP_429;
import static dev.mcpjunit.contract.client.CallFailure.HTTP_503;
import static dev.mcpjunit.contract.client.CallFailure.INTERNAL_ERROR;
import static dev.mcpjunit.contract.client.CallFailure.INVALID_ARGUMENTS;
import static dev.mcpjunit.contract.client.CallFailure.LOST_RESPONSE;
import static dev.mcpjunit.contract.client.CallFailure.TIMEOUT;
import static dev.mcpjunit.contract.client.CallFailure.TOOL_ERROR;

import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.testkit.JavaSdk;
import dev.mcpjunit.testkit.stacks.StackTable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two clients of the Java SDK, with what they declare at most: the pages have what the contracts find. */
@Tag("long")
@Tag("wall-clock")
class SdkStacksTests {

    private static final StackTable TIMEOUTS = StackTable.on("docs/timeouts-and-retries.md", "timeouts");
    private static final StackTable RETRIES = StackTable.on("docs/timeouts-and-retries.md", "retries");
    private static final StackTable BREAKERS = StackTable.on("docs/circuit-breakers.md", "stacks");

    private static final Duration BUDGET = Duration.ofSeconds(2);
    /** Breakers use the clock of the contract, so a longer timeout costs time in few checks. */
    private static final Duration BEHIND_BREAKER = Duration.ofSeconds(5);

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** A column of the tables. */
    enum Stack {
        SDK(JavaSdk.NAME),
        MODERN_SDK(JavaSdk.MODERN);

        private final String column;

        Stack(String column) {
            this.column = column;
        }

        private ClientUnderTest connect(McpEndpoint server, Duration timeout) {
            return switch (this) {
                case SDK -> SdkSubject.connect(server, timeout);
                case MODERN_SDK -> SdkSubject.connectModern(server, timeout);
            };
        }

        private ClientConnector connector() {
            return server -> connect(server, BUDGET);
        }

        private WeatherWire wire() {
            return switch (this) {
                case SDK -> WeatherWire.http();
                case MODERN_SDK -> WeatherWire.stateless();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeouts(Stack stack) throws Exception {
        var declared = DeclaredTimeouts.of("get-forecast", BUDGET)
                .connectsWithin(BUDGET)
                .waitsAtLeast(BUDGET);
        try (WeatherWire wire = stack.wire()) {
            TIMEOUTS.hold(
                    stack.column,
                    TimeoutProbe.of(stack.connector(), declared, wire.server(), wire.faults(), wire.traffic())
                            .all());
        }
    }

    @ParameterizedTest
    @EnumSource
    void retries(Stack stack) throws Exception {
        var declared = DeclaredRetries.of("get-forecast", 1).deadline(BUDGET).neverRepeats("count-calls");
        try (WeatherWire wire = stack.wire()) {
            RETRIES.hold(
                    stack.column,
                    RetryProbe.of(stack.connector(), declared, wire.server(), wire.faults(), wire.traffic())
                            .all());
        }
    }

    @ParameterizedTest
    @EnumSource
    void breakers(Stack stack) throws Exception {
        try (WeatherWire wire = stack.wire()) {
            BREAKERS.hold(
                    stack.column,
                    BreakerProbe.of(
                                    setup -> resilience4j(stack, setup),
                                    new McpEndpoints(Map.of("server", wire.server())),
                                    wire.faults(),
                                    wire.traffic())
                            .all());
        }
    }

    /** Without settings for exceptions: each of them counts. */
    private static BreakerSubject resilience4j(Stack stack, BreakerSetup setup) {
        ClientUnderTest client = stack.connect(setup.endpoint(), BEHIND_BREAKER);
        CircuitBreaker breaker = CircuitBreaker.of(
                "weather",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(3)
                        .minimumNumberOfCalls(3)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(WINDOW)
                        .clock(setup.clock())
                        .build());
        return BreakerSubject.of(
                        () -> breaker.executeCallable(() -> client.call("get-forecast")),
                        BreakerSettings.opensAfter(3)
                                .staysOpenFor(WINDOW)
                                .counts(HTTP_503, HTTP_429, CONNECTION_RESET, LOST_RESPONSE, TIMEOUT, INTERNAL_ERROR)
                                .counts(INVALID_ARGUMENTS, CALLER_CANCELLATION)
                                .ignores(TOOL_ERROR))
                .onClock(setup.clock())
                .closing(client::close);
    }
}
