/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The same server once more, in containers: one listens on a port, the other speaks on its standard input and output.
 */
@McpServer(dockerfile = "src/test/docker/everything")
@McpServer(
        name = "piped",
        dockerfile = "src/test/docker/everything",
        transport = Transport.STDIO,
        args = {"mcp-server-everything", "stdio"})
@PinnedSchema(servers = "everything")
class EverythingInContainerTests {

    @Test
    void adds(McpConnection everything, @ForServer("piped") McpConnection other) {
        assertThat(everything.callTool("get-sum", Map.of("a", 2, "b", 3)))
                .isSuccess()
                .hasTextContaining("5");
        assertThat(other.callTool("get-sum", Map.of("a", 2, "b", 3)))
                .isSuccess()
                .hasTextContaining("5");
    }
}
