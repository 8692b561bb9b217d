/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.model.Catalog;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;

/** Together with Spring's extension: Spring's port in the URL, and parameters of both extensions. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.ai.mcp.server.protocol=STREAMABLE",
            "spring.ai.mcp.server.name=greeter",
            "spring.ai.mcp.server.version=1.0.0"
        })
@McpServer(name = "greeter", url = "http://localhost:${local.server.port}/mcp")
@PinnedSchema
class SpringTests {

    @Test
    void greetsTheClientOfTheSdk(McpSyncClient client) {
        var greeting = client.callTool(new McpSchema.CallToolRequest("greet", Map.of("name", "Ada")));
        org.assertj.core.api.Assertions.assertThat(greeting.toString()).contains("Hello, Ada!");
    }

    @Test
    void greets(McpConnection greeter, Catalog catalog, @Autowired Environment environment) {
        assertThat(catalog).hasTools("greet");
        assertThat(greeter.callTool("greet", Map.of("name", "Ada")))
                .isSuccess()
                .hasTextContaining("Hello, Ada!");
        org.assertj.core.api.Assertions.assertThat(environment.getProperty("local.server.port"))
                .isNotBlank();
    }
}
