/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import com.example.resilient.ToolCallException.Progress;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One server, with its own breaker. It is connected with the first call, so that clients can start while it is down.
 */
final class ToolServer implements AutoCloseable {

    private final String name;
    private final McpSyncClient client;
    private final CircuitBreaker breaker;

    ToolServer(
            String name,
            URI uri,
            Policy policy,
            CircuitBreakerRegistry breakers,
            UnaryOperator<McpClient.SyncSpec> customization,
            Optional<Supplier<String>> tokens) {
        this.name = name;
        this.client = customization
                .apply(McpClient.sync(new CancellingTransport(transport(uri, tokens), policy.timeLimit()))
                        .requestTimeout(policy.timeLimit())
                        .initializationTimeout(policy.timeLimit()))
                .build();
        this.breaker = breakers.circuitBreaker(name);
    }

    private static McpClientTransport transport(URI uri, Optional<Supplier<String>> tokens) {
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var transport = HttpClientStreamableHttpTransport.builder(uri.getScheme() + "://" + uri.getRawAuthority())
                .endpoint(path);
        // Asked for with each request, so that a token which has expired is replaced before it is sent again.
        tokens.ifPresent(supplier -> transport.addHttpRequestCustomizer((request, method, to, body, context) ->
                request.setHeader("Authorization", "Bearer " + supplier.get())));
        return transport.build();
    }

    /** Opens after so many failures in a row; a success resets the count. */
    static CircuitBreakerConfig breaker(Policy policy, Clock clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(policy.failuresToOpen())
                .minimumNumberOfCalls(policy.failuresToOpen())
                .failureRateThreshold(100)
                .waitDurationInOpenState(policy.staysOpen())
                .permittedNumberOfCallsInHalfOpenState(policy.probes())
                // A server that rejects a wrong call is healthy, and cancelled calls say nothing about it.
                .ignoreException(failure -> ToolCallException.progressOf(failure) == Progress.REFUSED
                        || ToolCallException.progressOf(failure) == Progress.GIVEN_UP)
                .clock(clock)
                .currentTimestampFunction(now -> TimeUnit.MILLISECONDS.toNanos(now.millis()), TimeUnit.NANOSECONDS)
                .build();
    }

    String name() {
        return name;
    }

    /** Make one attempt. */
    CallToolResult call(CallToolRequest request) {
        try {
            return breaker.executeSupplier(() -> client.callTool(request));
        } catch (RuntimeException failure) {
            throw ToolCallException.of(name, request.name(), failure);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
