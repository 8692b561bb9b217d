/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import static dev.mcpjunit.contract.client.CallFailure.CALLER_CANCELLATION;
import static dev.mcpjunit.contract.client.CallFailure.CONNECTION_RESET;
import static dev.mcpjunit.contract.client.CallFailure.HTTP_503;
import static dev.mcpjunit.contract.client.CallFailure.INTERNAL_ERROR;
import static dev.mcpjunit.contract.client.CallFailure.INVALID_ARGUMENTS;
import static dev.mcpjunit.contract.client.CallFailure.TOOL_ERROR;

import dev.failsafe.Failsafe;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.ManualClock;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.wire.sdk.SdkClient;
import dev.mcpjunit.internal.wire.sdk.SdkClients;
import dev.mcpjunit.model.ToolResult;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Breakers of libraries, set up as their users do. */
final class Libraries {

    private static final int THRESHOLD = 3;
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofSeconds(2);

    /** For those that cannot be given a clock. Long enough to be seen on a busy machine. */
    static final Duration REAL_WINDOW = Duration.ofMillis(400);

    private Libraries() {}

    /** What Resilience4j calls consecutive: as many calls in the window as may fail, and all of them did. */
    private static CircuitBreakerConfig.Builder resilience4j(int probes) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(THRESHOLD)
                .minimumNumberOfCalls(THRESHOLD)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(probes)
                .ignoreException(failure -> failure instanceof McpErrorException error && error.code() == -32602);
    }

    static BreakerSubject resilience4j(BreakerSetup setup, WeatherClients clients, int probes) {
        ManualClock clock = setup.clock();
        CircuitBreakerConfig config = resilience4j(probes)
                .waitDurationInOpenState(WINDOW)
                .slowCallDurationThreshold(SLOW)
                .clock(clock)
                .currentTimestampFunction(ignored -> clock.nanoTime(), TimeUnit.NANOSECONDS)
                .build();
        return resilience4j(setup, clients, config).onClock(clock).declaring(settings -> settings.staysOpenFor(WINDOW)
                .countsSlowCalls(SLOW)
                .probes(probes)
                .closesAfter(probes));
    }

    static BreakerSubject resilience4jOnRealTime(BreakerSetup setup, WeatherClients clients) {
        CircuitBreakerConfig config =
                resilience4j(1).waitDurationInOpenState(REAL_WINDOW).build();
        return resilience4j(setup, clients, config).declaring(settings -> settings.staysOpenFor(REAL_WINDOW));
    }

    private static BreakerSubject resilience4j(
            BreakerSetup setup, WeatherClients clients, CircuitBreakerConfig config) {
        var client = clients.of(setup.endpoint());
        CircuitBreaker breaker = CircuitBreaker.of("weather", config);
        return BreakerSubject.of(
                () -> breaker.executeCallable(client::forecast),
                BreakerSettings.opensAfter(THRESHOLD)
                        .counts(HTTP_503, CONNECTION_RESET, INTERNAL_ERROR, CALLER_CANCELLATION)
                        .ignores(TOOL_ERROR, INVALID_ARGUMENTS));
    }

    /** A model takes the text for the answer of the tool. */
    static BreakerSubject answersRefusals(BreakerSetup setup, WeatherClients clients) {
        WeatherClient client = clients.of(setup.endpoint());
        CircuitBreaker breaker = CircuitBreaker.of(
                "weather",
                resilience4j(1)
                        .waitDurationInOpenState(WINDOW)
                        .clock(setup.clock())
                        .build());
        return BreakerSubject.of(
                        () -> {
                            try {
                                return breaker.executeCallable(client::forecast);
                            } catch (CallNotPermittedException refused) {
                                return "The weather service is unavailable. Try again later.";
                            }
                        },
                        BreakerSettings.opensAfter(THRESHOLD).staysOpenFor(WINDOW))
                .onClock(setup.clock());
    }

    /** Each call is tried twice, and each attempt goes through the breaker. */
    static BreakerSubject resilience4jWithinRetry(BreakerSetup setup, WeatherClients clients) {
        WeatherClient client = clients.of(setup.endpoint());
        CircuitBreaker breaker = CircuitBreaker.of(
                "weather",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(4)
                        .minimumNumberOfCalls(4)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(WINDOW)
                        .clock(setup.clock())
                        .build());
        return BreakerSubject.of(
                        () -> {
                            try {
                                return breaker.executeCallable(client::forecast);
                            } catch (ServerUnreachableException once) {
                                return breaker.executeCallable(client::forecast);
                            }
                        },
                        BreakerSettings.opensAfter(4)
                                .countingRequests()
                                .staysOpenFor(WINDOW)
                                .counts(HTTP_503))
                .onClock(setup.clock());
    }

    /** The SDK has threads and exceptions of its own. */
    static BreakerSubject resilience4jAroundTheSdk(BreakerSetup setup) {
        SdkClient sdk = SdkClients.sync("primary", setup.endpoint(), false, Duration.ofSeconds(30));
        var client = (McpSyncClient) sdk.client();
        CallToolRequest request = CallToolRequest.builder("get-forecast")
                .arguments(Map.of("city", "Oslo"))
                .build();
        CircuitBreaker breaker = CircuitBreaker.of(
                "weather",
                resilience4j(1)
                        .waitDurationInOpenState(WINDOW)
                        .clock(setup.clock())
                        .build());
        return BreakerSubject.of(
                        () -> breaker.executeCallable(() -> client.callTool(request)),
                        BreakerSettings.opensAfter(THRESHOLD)
                                .staysOpenFor(WINDOW)
                                .counts(HTTP_503, INTERNAL_ERROR, INVALID_ARGUMENTS, CALLER_CANCELLATION)
                                .ignores(TOOL_ERROR))
                .onClock(setup.clock())
                .closing(sdk::close);
    }

    /** All settings have their defaults: a hundred calls, half of them failed, ten probes. */
    static BreakerSubject resilience4jWithDefaults(BreakerSetup setup, WeatherClients clients) {
        var client = clients.of(setup.endpoint());
        CircuitBreaker breaker = CircuitBreaker.of(
                "weather", CircuitBreakerConfig.custom().clock(setup.clock()).build());
        return BreakerSubject.of(
                        () -> breaker.executeCallable(client::forecast),
                        BreakerSettings.thresholdUnknown()
                                .countingInWindow()
                                .staysOpenFor(WINDOW)
                                .probes(10)
                                .closesAfter(10))
                .onClock(setup.clock());
    }

    static BreakerSubject failsafe(BreakerSetup setup, WeatherClients clients, int successes) {
        var client = clients.of(setup.endpoint());
        dev.failsafe.CircuitBreaker<ToolResult> breaker = dev.failsafe.CircuitBreaker.<ToolResult>builder()
                .withFailureThreshold(THRESHOLD)
                .withSuccessThreshold(successes)
                .withDelay(REAL_WINDOW)
                .build();
        return BreakerSubject.of(
                () -> Failsafe.with(breaker).get(client::forecast),
                BreakerSettings.opensAfter(THRESHOLD)
                        .staysOpenFor(REAL_WINDOW)
                        .probes(successes)
                        .closesAfter(successes)
                        .counts(HTTP_503, INVALID_ARGUMENTS)
                        .ignores(TOOL_ERROR));
    }

    /** The settings of MicroProfile: half of a rolling window of four, two successes to close. */
    static BreakerSubject microProfile(BreakerSetup setup, WeatherClients clients) {
        var client = clients.of(setup.endpoint());
        Guard guard = Guard.create()
                .withCircuitBreaker()
                .requestVolumeThreshold(4)
                .failureRatio(0.5)
                .successThreshold(2)
                .delay(REAL_WINDOW.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
        return BreakerSubject.of(
                () -> guard.call(client::forecast, ToolResult.class),
                BreakerSettings.opensAfter(4)
                        .countingInWindow()
                        .staysOpenFor(REAL_WINDOW)
                        .probes(2)
                        .closesAfter(2)
                        .counts(HTTP_503)
                        .ignores(TOOL_ERROR));
    }
}
