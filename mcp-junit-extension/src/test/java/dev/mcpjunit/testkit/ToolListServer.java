/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.testkit.CannedServer.Answer;
import java.net.URI;
import java.util.List;

/** A server whose list of tools a test can change. */
public final class ToolListServer implements AutoCloseable {

    private final CannedServer server = new CannedServer(this::answer);
    private volatile List<Tool> tools;

    /** Start a server. */
    public ToolListServer(Tool... tools) {
        this.tools = List.of(tools);
    }

    /** Declare other tools from now on. */
    public void change(Tool... now) {
        tools = List.of(now);
    }

    /** Where it is. */
    public URI uri() {
        return server.uri();
    }

    private Answer answer(JsonObject request) {
        String method = request.string("method").orElse("");
        if (method.startsWith("notifications/")) {
            return CannedServer.accepted();
        }
        return switch (method) {
            case "initialize" ->
                CannedServer.result("{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"listed\",\"version\":\"1\"}}");
            case "ping" -> CannedServer.result("{}");
            case "tools/list" -> CannedServer.result("{\"tools\":" + Json.print(list()) + "}");
            case "" -> new Answer(405, "text/plain", "");
            default -> CannedServer.error(200, "{\"code\":-32601,\"message\":\"Method not found\"}");
        };
    }

    private JsonArray list() {
        return new JsonArray(tools.stream().<JsonValue>map(Tool::raw).toList());
    }

    @Override
    public void close() {
        server.close();
    }
}
