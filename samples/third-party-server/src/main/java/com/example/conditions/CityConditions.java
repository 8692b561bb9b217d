/* SPDX-License-Identifier: Apache-2.0 */
package com.example.conditions;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The temperature in a city. It comes from one tool of a server that another team publishes. */
public class CityConditions implements AutoCloseable {

    /**
     * The request timeout of the SDK also limits the first request, and the first start of a server may download it.
     */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration CALL = Duration.ofSeconds(3);

    private final McpAsyncClient client;

    public CityConditions(McpClientTransport transport) {
        client = McpClient.async(transport)
                .initializationTimeout(START)
                .requestTimeout(START)
                .build();
        client.initialize().block();
    }

    /** Get the temperature in degrees Celsius; empty if the server does not answer in time. */
    public Optional<Double> temperatureIn(String city) {
        CallToolRequest call = CallToolRequest.builder("get-structured-content")
                .arguments(Map.of("location", city))
                .build();
        return client.callTool(call)
                .timeout(CALL, Mono.empty())
                .map(result -> temperature(city, result))
                .blockOptional();
    }

    private static double temperature(String city, CallToolResult result) {
        // A server that does not know the tool or the city is not slow, so this must not look like a timeout.
        if (Boolean.TRUE.equals(result.isError()) || !(result.structuredContent() instanceof Map<?, ?> conditions)) {
            throw new IllegalStateException("No temperature in " + city + ": " + result.content());
        }
        return ((Number) conditions.get("temperature")).doubleValue();
    }

    @Override
    public void close() {
        client.close();
    }
}
