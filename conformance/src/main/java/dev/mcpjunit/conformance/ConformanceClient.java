/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.conformance;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.server.ServerSpec;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the scenario that the environment names with our connection. The suite is the server and judges the result. */
final class ConformanceClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private ConformanceClient() {}

    /** The last argument is the address of the server. */
    public static void main(String[] arguments) {
        URI server = URI.create(arguments[arguments.length - 1]);
        String scenario = System.getenv().getOrDefault("MCP_CONFORMANCE_SCENARIO", "");
        ServerSpec spec = ServerSpec.url(server)
                .name("conformance")
                .startupTimeout(TIMEOUT)
                .requestTimeout(TIMEOUT)
                .clientCapabilities(List.of("elicitation", "sampling", "roots"))
                .authorization(ConformanceLogin.in(scenario, server))
                .build();
        try (var handle = new ServerHandle(spec)) {
            perform(scenario, handle.connection().onElicitation(ConformanceClient::asItIsFilledIn));
        }
    }

    private static void perform(String scenario, McpConnection connection) {
        switch (scenario) {
            case "json-schema-2020-12-preservation" -> echoSchema(connection);
            case "tools_call" -> {
                connection.listTools();
                connection.callTool("add_numbers", Map.of("a", 5, "b", 3));
            }
            case "initialize", "json-schema-ref-no-deref" -> connection.listTools();
            case "http-custom-headers" -> callAsRequested(connection);
            default -> callEachTool(connection);
        }
    }

    /** Send the schema of one tool back, unchanged, to the tool that takes a schema. */
    private static void echoSchema(McpConnection connection) {
        List<Tool> tools = connection.listTools();
        Tool echo = tools.stream()
                .filter(ConformanceClient::takesSchema)
                .findFirst()
                .orElseThrow();
        Tool rich =
                tools.stream().filter(tool -> !takesSchema(tool)).findFirst().orElseThrow();
        connection.callTool(echo.name(), Map.of("schema", rich.inputSchema().orElseThrow()));
    }

    private static boolean takesSchema(Tool tool) {
        return tool.inputSchema()
                .flatMap(schema -> ((JsonObject) schema).object("properties"))
                .filter(properties -> properties.has("schema"))
                .isPresent();
    }

    /** The environment lists the calls and their arguments. */
    private static void callAsRequested(McpConnection connection) {
        connection.listTools();
        var context = (JsonObject) Json.parse(System.getenv("MCP_CONFORMANCE_CONTEXT"));
        context.array("toolCalls").orElseThrow().objects().forEach(call -> {
            String tool = call.string("name").orElseThrow();
            JsonObject arguments = call.object("arguments").orElse(JsonObject.EMPTY);
            connection.request(
                    "tools/call",
                    JsonObject.builder()
                            .put("name", tool)
                            .put("arguments", arguments)
                            .build());
        });
    }

    private static void callEachTool(McpConnection connection) {
        connection.listTools().forEach(tool -> connection.callTool(tool.name(), Map.of()));
    }

    /** Accept a form with its defaults. */
    private static ElicitationAnswer asItIsFilledIn(JsonObject form) {
        Map<String, JsonValue> content = new LinkedHashMap<>();
        form.object("requestedSchema")
                .flatMap(schema -> schema.object("properties"))
                .ifPresent(properties -> properties.members().forEach((name, property) -> {
                    JsonValue preset = ((JsonObject) property).get("default");
                    if (preset != null) {
                        content.put(name, preset);
                    }
                }));
        return ElicitationAnswer.accept(content);
    }
}
