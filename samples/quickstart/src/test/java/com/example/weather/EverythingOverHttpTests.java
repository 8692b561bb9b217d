/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same server over HTTP uses the same snapshot: the contract does not depend on the transport. */
@McpServer(
        command = {"npx", "-y", "@modelcontextprotocol/server-everything@2026.8.31", "streamableHttp"},
        transport = Transport.STREAMABLE_HTTP,
        env = "PORT=${mcp.port}")
@PinnedSchema
@RequiresCommand("npx")
@ResourceLock("npx")
class EverythingOverHttpTests {

    @Test
    void echoes(McpConnection everything) {
        assertThat(everything.callTool("echo", Map.of("message", "grüß Gott")))
                .isSuccess()
                .hasTextContaining("grüß Gott");
    }
}
