/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.traffic.Traffic;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server of npm that was recorded once. The build runs this class a second time with an empty PATH. */
@McpServer(
        command = {"npx", "-y", "@modelcontextprotocol/server-everything@2026.8.31", "stdio"},
        cassette = "everything-replayed")
class EverythingReplayedTests {

    @Test
    void lists(McpConnection everything) {
        assertThat(everything.listTools()).extracting(Tool::name).contains("echo", "get-sum");
    }

    @Test
    void adds(McpConnection everything) {
        assertThat(everything.callTool("get-sum", Map.of("a", 2, "b", 3)))
                .isSuccess()
                .hasTextContaining("5");
    }

    @Test
    void reports_wrong_arguments(McpConnection everything, Traffic traffic) {
        assertThat(everything.callTool("get-sum", Map.of("a", "two", "b", 3))).isError();
        assertThat(traffic.toolCalls("get-sum").count()).isEqualTo(1);
    }
}
