/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The server of the tests, and the calls that are made of it. */
final class Weather implements McpServerFactory {

    /** Short, for the tests wait for it to run out. */
    static final Policy POLICY = Policy.standard()
            .withTimes(Duration.ofMillis(1000), Duration.ofMillis(4000))
            .withAttempts(3, Duration.ofMillis(100));

    static final ToolCall FORECAST = ToolCall.reading("get-forecast", Map.of("city", "Oslo"));

    static final ToolCall CONVERSION =
            ToolCall.reading("convert-temperature", Map.of("value", 20, "from", "C", "to", "F"));

    @Override
    public Started start() {
        WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
        return new Started(weather.uri(), weather);
    }

    /** A user who wants the trip. */
    static McpClient.SyncSpec confirming(McpClient.SyncSpec client) {
        return client.capabilities(ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> ElicitResult.builder(ElicitResult.Action.ACCEPT)
                        .content(Map.of("confirm", true))
                        .build());
    }

    static URI uri(McpEndpoint endpoint) {
        return endpoint.httpUri();
    }
}
