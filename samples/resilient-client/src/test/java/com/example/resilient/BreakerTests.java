/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import static dev.mcpjunit.contract.client.CallFailure.CALLER_CANCELLATION;
import static dev.mcpjunit.contract.client.CallFailure.CONNECTION_RESET;
import static dev.mcpjunit.contract.client.CallFailure.HTTP_429;
import static dev.mcpjunit.contract.client.CallFailure.HTTP_503;
import static dev.mcpjunit.contract.client.CallFailure.INTERNAL_ERROR;
import static dev.mcpjunit.contract.client.CallFailure.INVALID_ARGUMENTS;
import static dev.mcpjunit.contract.client.CallFailure.LOST_RESPONSE;
import static dev.mcpjunit.contract.client.CallFailure.TIMEOUT;
import static dev.mcpjunit.contract.client.CallFailure.TOOL_ERROR;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.CircuitBreakerContract;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import java.time.Duration;

/** Three failures leave a server alone for a minute; two good calls bring it back. Meanwhile, the fallback answers. */
@McpServer(name = "weather", inProcess = Weather.class)
@McpServer(name = "almanac", inProcess = Weather.class)
class BreakerTests implements CircuitBreakerContract {

    // tag::breaker[]
    @Override
    public BreakerSubject breaker(BreakerSetup setup) {
        Duration window = Duration.ofSeconds(60);
        ResilientMcpClient client = ResilientMcpClient.of("weather", Weather.uri(setup.endpoint("weather")))
                .fallback("almanac", Weather.uri(setup.endpoint("almanac")))
                .policy(Weather.POLICY
                        .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(4))
                        .withAttempts(1, Duration.ofMillis(1))
                        .withBreaker(3, window, 2))
                .clock(setup.clock())
                .build();
        BreakerSettings settings = BreakerSettings.opensAfter(3)
                .staysOpenFor(window)
                .probes(2)
                .closesAfter(2)
                .counts(HTTP_503, HTTP_429, CONNECTION_RESET, LOST_RESPONSE, TIMEOUT, INTERNAL_ERROR)
                .ignores(TOOL_ERROR, INVALID_ARGUMENTS, CALLER_CANCELLATION)
                .ignoresSlowCalls(Duration.ofMillis(500));
        return BreakerSubject.of(() -> client.call(Weather.FORECAST), settings)
                .guarding("weather")
                .fallingBackTo("almanac")
                .sharedWith("another tool of the server", () -> client.call(Weather.CONVERSION))
                .onClock(setup.clock())
                .closing(client);
    }
    // end::breaker[]
}
