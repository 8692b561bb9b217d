/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import dev.mcpjunit.drift.change.Usage;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.model.RecordedCall;
import dev.mcpjunit.model.RecordedPrompt;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptExchange;
import dev.mcpjunit.transcript.internal.RecordedTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A recording of a server: a transcript of its whole life.
 *
 * <pre>{@code
 * Cassette weather = Cassette.read(Path.of("src/test/resources/mcp/weather.cassette.jsonl"));
 * weather.calls().forEach(call -> System.out.println(call.tool() + " " + call.arguments()));
 * }</pre>
 *
 * @param transcript everything that was recorded
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Cassette(Transcript transcript) {

    /**
     * Read a file.
     *
     * @param file the cassette
     * @return the cassette; never {@code null}
     * @throws IOException if the file cannot be read
     * @throws dev.mcpjunit.transcript.InvalidTranscriptException if it is no transcript
     */
    public static Cassette read(Path file) throws IOException {
        return new Cassette(Transcript.read(file));
    }

    /**
     * Get the recorded tool calls.
     *
     * @return the calls, in the order in which they were made; never {@code null}
     */
    public List<RecordedCall> calls() {
        var calls = new ArrayList<RecordedCall>();
        for (TranscriptExchange exchange : transcript.exchanges()) {
            Optional<JsonObject> request = exchange.request()
                    .filter(message -> RpcMessage.isRequest(message))
                    .filter(Cassette::isToolCall);
            request.map(RpcMessage::params).ifPresent(params -> params.string("name")
                    .ifPresent(tool -> calls.add(new RecordedCall(
                            calls.size() + 1,
                            tool,
                            params.object("arguments").orElse(JsonObject.EMPTY),
                            exchange.response()
                                    .flatMap(response -> response.object("result"))
                                    .map(result -> new ToolResult(tool, result))))));
        }
        return calls;
    }

    /**
     * Get the tools that the server listed in the recording.
     *
     * @return the tools, each as it was listed last; never {@code null}
     */
    public List<Tool> listedTools() {
        Map<String, Tool> tools = new LinkedHashMap<>();
        transcript.exchanges().stream()
                .filter(exchange -> exchange.request()
                        .filter(request -> RpcMessage.isCall(request, McpList.TOOLS.method()))
                        .isPresent())
                .flatMap(exchange -> exchange.response().stream())
                .flatMap(response -> response.object("result").stream())
                .flatMap(result -> result.array("tools").stream())
                .flatMap(JsonArray::objects)
                .map(Tool::new)
                .forEach(tool -> tools.put(tool.name(), tool));
        return List.copyOf(tools.values());
    }

    /**
     * Get what the recorded requests use of the server: for comparisons in which changes of everything else do not
     * fail.
     *
     * @return the usage; never {@code null}
     */
    public Usage usage() {
        var prompts = new ArrayList<RecordedPrompt>();
        Set<String> resources = new LinkedHashSet<>();
        Set<String> methods = new LinkedHashSet<>();
        for (TranscriptExchange exchange : transcript.exchanges()) {
            exchange.request().filter(message -> RpcMessage.isRequest(message)).ifPresent(request -> {
                JsonObject params = RpcMessage.params(request);
                String method = request.string("method").orElse("");
                switch (method) {
                    case Methods.GET_PROMPT -> prompts.add(prompt(params, exchange));
                    case Methods.READ_RESOURCE, Methods.SUBSCRIBE ->
                        params.string("uri").ifPresent(resources::add);
                    case Methods.LISTEN ->
                        params.object("notifications")
                                .flatMap(wanted -> wanted.array("resourceSubscriptions"))
                                .ifPresent(uris -> uris.forEach(uri -> {
                                    if (uri instanceof JsonString text) {
                                        resources.add(text.value());
                                    }
                                }));
                    case Methods.COMPLETE ->
                        params.object("ref").ifPresent(completed -> {
                            completed
                                    .string("name")
                                    .ifPresent(name ->
                                            prompts.add(new RecordedPrompt(name, completed(params), Optional.empty())));
                            completed.string("uri").ifPresent(resources::add);
                        });
                    default -> {}
                }
                if (!method.endsWith("/list") && !Methods.isHandshake(method)) {
                    methods.add(method);
                }
            });
        }
        methods.addAll(RecordedTests.listMethods(transcript));
        return new Usage(calls(), prompts, resources, methods);
    }

    /** The argument that a request wants to be completed, as if it were sent. */
    private static JsonObject completed(JsonObject params) {
        return params.object("argument")
                .flatMap(argument -> argument.string("name").map(name -> JsonObject.builder()
                        .put(name, argument.string("value").orElse(""))
                        .build()))
                .orElse(JsonObject.EMPTY);
    }

    private static RecordedPrompt prompt(JsonObject params, TranscriptExchange exchange) {
        return new RecordedPrompt(
                params.string("name").orElse(""),
                params.object("arguments").orElse(JsonObject.EMPTY),
                exchange.response().flatMap(response -> response.object("result")));
    }

    private static boolean isToolCall(JsonObject message) {
        return RpcMessage.isCall(message, Methods.CALL_TOOL);
    }

    /**
     * Get the tools that were called.
     *
     * @return the names, in the order of the first calls; never {@code null}
     */
    public Set<String> tools() {
        Set<String> tools = new LinkedHashSet<>();
        calls().forEach(call -> tools.add(call.tool()));
        return tools;
    }
}
