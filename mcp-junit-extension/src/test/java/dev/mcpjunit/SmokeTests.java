/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.Transport;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SmokeTests {
    @Nested
    @McpServer(command = {"npx", "-y", "@modelcontextprotocol/server-everything@2026.8.31", "stdio"})
    @PinnedSchema("target/everything.snapshot.json")
    class Stdio {
        @Test
        void adds(McpConnection everything, McpEndpoint.Stdio endpoint, Catalog catalog) {
            assertThat(everything.callTool("get-sum", Map.of("a", 2, "b", 3)).text())
                    .contains("5");
            System.out.println(
                    catalog.tools().size() + " " + endpoint + everything.findings() + everything.notifications());
        }

        @Test
        void sdk(McpSyncClient client) {
            System.out.println(client.listTools().tools().size());
        }
    }

    @Nested
    @McpServer(
            command = {"npx", "-y", "@modelcontextprotocol/server-everything@2026.8.31", "streamableHttp"},
            transport = Transport.STREAMABLE_HTTP,
            env = "PORT=${mcp.port}")
    class Http {
        @Test
        void adds(McpConnection everything, McpEndpoint.Http endpoint, McpSyncClient client) {
            assertThat(everything.callTool("get-sum", Map.of("a", 2, "b", 3)).text())
                    .contains("5");
            System.out.println(client.listTools().tools().size() + " " + endpoint);
        }
    }
}
