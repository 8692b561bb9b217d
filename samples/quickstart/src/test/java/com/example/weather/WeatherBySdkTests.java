/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.sdk.SdkWeatherServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A server of the MCP Java SDK in the JVM of the tests: any class with a public method that takes a transport provider
 * of the SDK and returns the server on it.
 */
@McpServer(name = "weather-by-sdk", inProcess = SdkWeatherServer.class)
@PinnedSchema
class WeatherBySdkTests {

    @Test
    void forecasts(McpConnection weather) {
        assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
    }
}
