/* SPDX-License-Identifier: Apache-2.0 */
package com.example.conditions;

import dev.mcpjunit.endpoint.McpEndpoint;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;

/** How the client of the SDK reaches the server of a test, or the proxy in front of it. */
final class Transports {

    private Transports() {}

    static McpClientTransport to(McpEndpoint.Stdio server) {
        ServerParameters command = ServerParameters.builder(server.program())
                .args(server.arguments())
                .env(server.environment())
                .build();
        return new StdioClientTransport(command, McpJsonDefaults.getMapper());
    }

    static McpClientTransport to(McpEndpoint.Http server) {
        return HttpClientStreamableHttpTransport.builder(server.uri().toString())
                .endpoint(server.uri().getPath())
                .build();
    }
}
