/* SPDX-License-Identifier: Apache-2.0 */
package com.example.greeter;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.List;
import java.util.Map;

/** A server with one tool, on the MCP Java SDK. */
// tag::server[]
public class Greeter {

    public static McpSyncServer on(McpStreamableServerTransportProvider transport) {
        Map<String, Object> input = Map.of(
                "type", "object",
                "properties", Map.of("name", Map.of("type", "string")),
                "required", List.of("name"));
        Tool greet = Tool.builder("greet", input).description("Greet a person.").build();

        return McpServer.sync(transport)
                .serverInfo("greeter", "1.0")
                .toolCall(greet, (exchange, call) -> CallToolResult.builder()
                        .addTextContent("Hello, " + call.arguments().get("name") + "!")
                        .build())
                .build();
    }
}
// end::server[]
