/* SPDX-License-Identifier: Apache-2.0 */
package com.example.greeter;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A client of the greeter, on the MCP Java SDK. */
// tag::client[]
public class GreeterClient implements AutoCloseable {

    private final McpSyncClient client;

    public GreeterClient(URI server) {
        var transport = HttpClientStreamableHttpTransport.builder(server.toString())
                .endpoint(server.getPath())
                .build();
        client = McpClient.sync(transport).requestTimeout(Duration.ofSeconds(2)).build();
    }

    public CallToolResult greet(String name) {
        return client.callTool(
                CallToolRequest.builder("greet").arguments(Map.of("name", name)).build());
    }

    @Override
    public void close() {
        client.close();
    }
}
// end::client[]
