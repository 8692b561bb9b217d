/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.endpoint.McpAddress;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.traffic.Traffic;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The client is the bean that the starter of Spring AI makes from properties. */
@SpringBootTest(
        classes = Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.ai.mcp.client.request-timeout=3s")
@McpServer(
        name = "greeter",
        command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.Application"},
        transport = Transport.STREAMABLE_HTTP,
        env = {"SERVER_PORT=${mcp.port}", "SPRING_AI_MCP_SERVER_PROTOCOL=STREAMABLE"},
        startupTimeout = "2 m")
class StarterClientTests {

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("spring.ai.mcp.client.streamable-http.connections.greeter.url", () -> {
            var address = McpAddress.of(StarterClientTests.class, "greeter");
            return address.getScheme() + "://" + address.getAuthority();
        });
    }

    @Autowired
    List<McpSyncClient> clients;

    private String greeting() {
        return clients.get(0).callTool(new McpSchema.CallToolRequest("greet", Map.of("name", "Ada"))).toString();
    }

    @Test
    void trafficOfTheStartersClientIsSeen(Traffic traffic) {
        assertThat(greeting()).contains("Hello, Ada!");
        assertThat(traffic).toolCalls("greet").wereSent(1).wereExecuted(1);
    }

    @Test
    @InjectFault(onTool = "greet", calls = "1", fault = FaultKind.HANG)
    void faultsHappenToTheStartersClient(Traffic traffic) {
        assertThatThrownBy(this::greeting).hasStackTraceContaining("TimeoutException");
        assertThat(greeting()).contains("Hello, Ada!");
        assertThat(traffic).toolCalls("greet").wereSent(2).wereExecuted(1);
    }
}
