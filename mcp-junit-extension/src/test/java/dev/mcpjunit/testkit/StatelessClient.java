/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A client of the stateless era that has only just what a test needs. Keeps one connection as long as it can. */
public final class StatelessClient {

    private final McpEndpoint.Http endpoint;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public StatelessClient(McpEndpoint endpoint) {
        this.endpoint = (McpEndpoint.Http) endpoint;
    }

    /** Call a tool and give the text of its answer. */
    public String call(String tool, Map<String, ?> arguments) throws IOException, InterruptedException {
        JsonObject message = JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "tools/call")
                .put(
                        "params",
                        JsonObject.builder()
                                .put("name", tool)
                                .put("arguments", arguments)
                                .put(
                                        "_meta",
                                        Map.of(
                                                "io.modelcontextprotocol/protocolVersion",
                                                "2026-07-28",
                                                "io.modelcontextprotocol/clientCapabilities",
                                                Map.of()))
                                .build())
                .build();
        var request = HttpRequest.newBuilder(endpoint.uri())
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", tool)
                .POST(BodyPublishers.ofString(message.toString()));
        String body = client.send(request.build(), BodyHandlers.ofString()).body();
        JsonObject result = ((JsonObject) Json.parse(body)).object("result").orElseThrow();
        return result.array("content")
                .orElseThrow()
                .objects()
                .findFirst()
                .orElseThrow()
                .string("text")
                .orElseThrow();
    }
}
