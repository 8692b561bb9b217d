/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fixtures.wiremock.McpStubs.toolCall;
import static dev.mcpjunit.fixtures.wiremock.McpStubs.toolCalled;
import static dev.mcpjunit.fixtures.wiremock.McpStubs.toolError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.wiremock.StubbedMcpServer;
import dev.mcpjunit.server.McpServerFactory;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client test without a real server: all tools are stubs. */
@McpServer(name = "stubs", inProcess = StubbedServerTests.Stubs.class)
class StubbedServerTests {

    // tag::server[]
    @Test
    void aClientIsTriedWithoutAServer() {
        try (var server = StubbedMcpServer.builder()
                        .tool("get-forecast", "Sunny")
                        .tool(
                                Map.of("name", "count-calls", "inputSchema", Map.of("type", "object")),
                                Map.of("content", List.of(), "structuredContent", Map.of("get-forecast", 3)))
                        .start();
                McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                        server.uri().toString())
                                .endpoint(server.uri().getPath())
                                .build())
                        .build()) {
            server.wireMock()
                    .register(toolCall("get-forecast")
                            .withRequestBody(matchingJsonPath("$.params.arguments.city", equalTo("Atlantis")))
                            .willReturn(toolError("No such city")));

            assertThat(forecast(client, "Oslo")).contains("Sunny");
            assertThat(forecast(client, "Atlantis")).contains("No such city");
            server.wireMock().verifyThat(2, toolCalled("get-forecast"));
        }
    }
    // end::server[]

    private static String forecast(McpSyncClient client, String city) {
        return client.callTool(CallToolRequest.builder("get-forecast")
                        .arguments(Map.of("city", city))
                        .build())
                .content()
                .toString();
    }

    static class Stubs implements McpServerFactory {
        @Override
        public Started start() {
            var server = StubbedMcpServer.builder().tool("greet", "Hello").start();
            return new Started(server.uri(), server);
        }
    }

    @Test
    void aServerOfStubsIsOneToTheExtensionAsWell(McpConnection stubs) {
        assertThat(stubs.callTool("greet")).hasText("Hello");
        assertThat(stubs.catalog().tool("greet")).isPresent();
    }
}
