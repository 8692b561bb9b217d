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
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The client is a bean, which connects when the application starts, before the first test. */
@SpringBootTest(classes = ClientBeanTests.Greetings.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@McpServer(
        name = "greeter",
        command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.Application"},
        transport = Transport.STREAMABLE_HTTP,
        env = {"SERVER_PORT=${mcp.port}", "SPRING_AI_MCP_SERVER_PROTOCOL=STREAMABLE"},
        startupTimeout = "2 m")
class ClientBeanTests {

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("greeter.url", () -> McpAddress.of(ClientBeanTests.class, "greeter"));
    }

    @Configuration
    static class Greetings {

        @Bean(destroyMethod = "close")
        McpSyncClient greeter(@Value("${greeter.url}") String url) {
            var transport = HttpClientStreamableHttpTransport.builder(url).endpoint("/mcp").build();
            var client = McpClient.sync(transport).requestTimeout(Duration.ofSeconds(3)).build();
            client.initialize();
            return client;
        }
    }

    @Autowired
    McpSyncClient client;

    private String greeting() {
        return client.callTool(new McpSchema.CallToolRequest("greet", Map.of("name", "Ada"))).toString();
    }

    @Test
    void trafficOfTheBeanIsSeen(Traffic traffic) {
        assertThat(greeting()).contains("Hello, Ada!");
        assertThat(traffic).toolCalls("greet").wereSent(1).wereExecuted(1);
    }

    @Test
    @InjectFault(onTool = "greet", calls = "1", fault = FaultKind.HANG)
    void faultsHappenToTheBean(Traffic traffic) {
        assertThatThrownBy(this::greeting).hasStackTraceContaining("Timeout");
        assertThat(greeting()).contains("Hello, Ada!");
        assertThat(traffic).toolCalls("greet").wereSent(2).reachedServer(1);
    }

    @Test
    void withoutFaultsAndTrafficTheServerAnswers() {
        assertThat(greeting()).contains("Hello, Ada!");
    }
}
