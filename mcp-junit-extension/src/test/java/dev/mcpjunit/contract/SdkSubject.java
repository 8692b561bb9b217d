/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.endpoint.McpEndpoint;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The client of the Java SDK with its default settings. */
final class SdkSubject {

    private SdkSubject() {}

    static ClientUnderTest connect(McpEndpoint server, Duration timeout) {
        McpSyncClient client =
                McpClient.sync(transport(server)).requestTimeout(timeout).build();
        try {
            client.initialize();
        } catch (RuntimeException failure) {
            client.close();
            throw failure;
        }
        return ClientUnderTest.of(tool -> client.callTool(request(tool)), client);
    }

    /** The client that the SDK calls modern, over HTTP; what connects is its first request. */
    static ClientUnderTest connectModern(McpEndpoint server, Duration timeout) {
        var client = io.modelcontextprotocol.modern.client.McpClient.sync(
                        HttpClientMcpTransport.builder(server.httpUri()).build())
                .roundTimeout(timeout)
                .callTimeout(timeout)
                .build();
        client.discover();
        return ClientUnderTest.of(
                tool -> client.tool(tool)
                        .arguments(Map.of("city", "Oslo"))
                        .progress(report -> {})
                        .call(),
                () -> {});
    }

    private static McpClientTransport transport(McpEndpoint server) {
        if (server instanceof McpEndpoint.Http http) {
            return HttpClientStreamableHttpTransport.builder(
                            http.uri().getScheme() + "://" + http.uri().getAuthority())
                    .endpoint(http.uri().getPath())
                    .build();
        }
        var stdio = (McpEndpoint.Stdio) server;
        return new StdioClientTransport(
                ServerParameters.builder(stdio.program())
                        .args(stdio.arguments())
                        .env(stdio.environment())
                        .build(),
                McpJsonDefaults.getMapper());
    }

    private static CallToolRequest request(String tool) {
        return CallToolRequest.builder(tool)
                .arguments(Map.of("city", "Oslo"))
                .meta(Map.of("progressToken", UUID.randomUUID().toString()))
                .build();
    }
}
