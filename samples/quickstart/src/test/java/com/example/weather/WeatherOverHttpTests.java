/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.Transport;
import io.modelcontextprotocol.client.McpSyncClient;
import org.junit.jupiter.api.Test;

/** The same server as a process that listens on a port, seen by the client of the MCP Java SDK. */
@McpServer(
        name = "weather",
        command = {
            "${java.home}/bin/java",
            "-cp",
            "${java.class.path}",
            "dev.mcpjunit.fixtures.weather.WeatherServer",
            "http"
        },
        transport = Transport.STREAMABLE_HTTP,
        env = {"PORT=${mcp.port}", "WEATHER_EDITION=${weather.edition:1}"})
@PinnedSchema
class WeatherOverHttpTests {

    @Test
    void isSeenByTheSdk(McpSyncClient client) {
        assertThat(client.listTools().tools()).extracting(tool -> tool.name()).contains("get-forecast");
    }

    @Test
    void saysThatItListens(RunningServer weather) {
        assertThat(weather.log()).anyMatch(line -> line.contains("listening on"));
    }
}
