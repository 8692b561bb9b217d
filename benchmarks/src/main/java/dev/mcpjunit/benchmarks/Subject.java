/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.endpoint.McpEndpoint;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.net.URI;
import java.util.Map;

/**
 * A way to the server.
 *
 * @param name its name in the report
 * @param client a client that goes that way, connected
 */
record Subject(String name, McpSyncClient client) implements AutoCloseable {

    private static final CallToolRequest CHEAP = CallToolRequest.builder("convert-temperature")
            .arguments(Map.of("value", 20, "from", "C", "to", "F"))
            .build();

    static Subject of(String name, McpEndpoint endpoint) {
        McpSyncClient client = McpClient.sync(transport(endpoint)).build();
        client.initialize();
        return new Subject(name, client);
    }

    private static McpClientTransport transport(McpEndpoint endpoint) {
        if (endpoint instanceof McpEndpoint.Http http) {
            URI uri = http.uri();
            return HttpClientStreamableHttpTransport.builder(uri.resolve("/").toString())
                    .endpoint(uri.getPath())
                    .build();
        }
        var stdio = (McpEndpoint.Stdio) endpoint;
        return new StdioClientTransport(
                ServerParameters.builder(stdio.program())
                        .args(stdio.arguments())
                        .env(stdio.environment())
                        .build(),
                McpJsonDefaults.getMapper());
    }

    /** Call a tool that costs the server next to nothing. */
    void call() {
        if (Boolean.TRUE.equals(client.callTool(CHEAP).isError())) {
            throw new IllegalStateException(name + ": the call failed");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
