/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.AcrossProtocols;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

// tag::across[]
@AcrossProtocols(
        value = {"2025-06-18", "2025-11-25", "2026-07-28"},
        transports = {Transport.STDIO, Transport.STREAMABLE_HTTP})
@McpServer(
        name = "weather",
        command = {
            "${java.home}/bin/java",
            "-cp",
            "${java.class.path}",
            "dev.mcpjunit.fixtures.weather.WeatherServer",
            "${mcp.transport}",
            "--era",
            "dual"
        },
        env = "PORT=${mcp.port}")
class WeatherEverywhereTests {

    @Test
    void forecasts(McpConnection weather) {
        assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
    }
}
// end::across[]
