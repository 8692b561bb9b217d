/* SPDX-License-Identifier: Apache-2.0 */
package com.example.conditions;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.traffic.Traffic;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The release that we use: only the tool that we call is pinned, and only that tool is called. */
@McpServer(
        name = "everything",
        command = {"npx", "-y", "@modelcontextprotocol/server-everything@${everything.version:2026.8.31}", "stdio"},
        startupTimeout = "5 m")
@PinnedSchema(tools = "get-structured-content")
@RequiresCommand("npx")
class EverythingTests {

    @Test
    void returnsWhatItDeclares(McpConnection everything, Catalog catalog) {
        assertThat(everything.callTool("get-structured-content", Map.of("location", "Chicago")))
                .isSuccess()
                .matchesOutputSchemaIn(catalog);
    }

    @Test
    void refusesAnUnknownCity(McpEndpoint.Stdio everything) {
        try (var conditions = new CityConditions(Transports.to(everything))) {
            assertThatThrownBy(() -> conditions.temperatureIn("Atlantis"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("No temperature in Atlantis: ");
        }
    }

    @Test
    @InjectFault(onTool = "get-structured-content", calls = "1", fault = FaultKind.HANG)
    void aCallThatHangsGivesNoTemperature(McpEndpoint.Stdio everything, Traffic traffic) {
        try (var conditions = new CityConditions(Transports.to(everything))) {
            assertThat(conditions.temperatureIn("Chicago")).isEmpty();
            assertThat(conditions.temperatureIn("Chicago")).contains(36.0);
        }
        assertThat(traffic.toolCalls("get-structured-content")).wereSent(2).reachedServer(1);
    }
}
