/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourcesUpdatedNotification;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** Servers of the Java SDK with the same tools as {@code server.mjs}, as far as the SDK can. */
final class SdkServer {

    private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();
    private static final String NOTE = "notes://today";

    private SdkServer() {}

    /** With sessions, so that it can send requests and notifications. Revision 2026-07-28 deprecates logging. */
    @SuppressWarnings("deprecation")
    static McpSyncServer withSessions(SyncSpecification<?> specification) {
        var self = new AtomicReference<McpSyncServer>();
        McpSyncServer server = specification
                .serverInfo("java-sdk", "1")
                .capabilities(ServerCapabilities.builder()
                        .tools(true)
                        .prompts(false)
                        .resources(true, false)
                        .logging()
                        .completions()
                        .build())
                .tools(
                        new SyncToolSpecification(adder(), (exchange, call) -> add(call)),
                        tool("count", SdkServer::count),
                        tool("confirm", SdkServer::confirm),
                        tool("ask-model", SdkServer::askModel),
                        tool("see-roots", (exchange, call) -> text("roots are " + exchange.listRoots())),
                        tool("log", SdkServer::log),
                        tool("change-tools", (exchange, call) -> {
                            self.get().notifyToolsListChanged();
                            return text("changed");
                        }),
                        tool("change-note", (exchange, call) -> {
                            self.get().notifyResourcesUpdated(new ResourcesUpdatedNotification(NOTE));
                            return text("changed");
                        }))
                .resources(new SyncResourceSpecification(note(), (exchange, request) -> readNote()))
                .prompts(new SyncPromptSpecification(greeting(), (exchange, request) -> greet()))
                .completions(new SyncCompletionSpecification(
                        new PromptReference("greet"), (exchange, request) -> completed()))
                .build();
        self.set(server);
        return server;
    }

    /** Without: each request stands alone. */
    static McpStatelessSyncServer stateless(McpStatelessServerTransport transport) {
        BiFunction<McpTransportContext, CallToolRequest, CallToolResult> add = (context, call) -> add(call);
        return McpServer.sync(transport)
                .serverInfo("java-sdk", "1")
                .capabilities(ServerCapabilities.builder()
                        .tools(false)
                        .prompts(false)
                        .resources(false, false)
                        .completions()
                        .build())
                .tools(new McpStatelessServerFeatures.SyncToolSpecification(adder(), add))
                .resources(new McpStatelessServerFeatures.SyncResourceSpecification(
                        note(), (context, request) -> readNote()))
                .prompts(new McpStatelessServerFeatures.SyncPromptSpecification(
                        greeting(), (context, request) -> greet()))
                .completions(new McpStatelessServerFeatures.SyncCompletionSpecification(
                        new PromptReference("greet"), (context, request) -> completed()))
                .build();
    }

    private static SyncToolSpecification tool(
            String name, BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> call) {
        return new SyncToolSpecification(
                as(Tool.class, Map.of("name", name, "inputSchema", Map.of("type", "object"))), call);
    }

    private static Tool adder() {
        Map<String, Object> number = Map.of("type", "number");
        // The SDK refuses calls without them. Where a tool throws, its servlets sometimes lose the answer.
        Map<String, Object> input =
                Map.of("type", "object", "properties", Map.of("a", number, "b", number), "required", List.of("a", "b"));
        Map<String, Object> output = Map.of("type", "object", "properties", Map.of("sum", number));
        return as(Tool.class, Map.of("name", "add", "inputSchema", input, "outputSchema", output));
    }

    private static CallToolResult add(CallToolRequest call) {
        int sum = ((Number) call.arguments().get("a")).intValue()
                + ((Number) call.arguments().get("b")).intValue();
        return as(
                CallToolResult.class,
                Map.of("content", content(String.valueOf(sum)), "structuredContent", Map.of("sum", sum)));
    }

    private static CallToolResult count(McpSyncServerExchange exchange, CallToolRequest call) {
        int to = ((Number) call.arguments().get("to")).intValue();
        for (int i = 1; call.progressToken() != null && i <= to; i++) {
            exchange.progressNotification(as(
                    ProgressNotification.class,
                    Map.of("progressToken", call.progressToken(), "progress", i, "total", to)));
        }
        return text("counted");
    }

    private static CallToolResult confirm(McpSyncServerExchange exchange, CallToolRequest call) {
        Map<String, Object> schema =
                Map.of("type", "object", "properties", Map.of("confirm", Map.of("type", "boolean")));
        var answer = exchange.createElicitation(
                as(ElicitFormRequest.class, Map.of("message", "Go on?", "requestedSchema", schema)));
        return text("confirmed: " + answer.content().get("confirm"));
    }

    @SuppressWarnings("deprecation")
    private static CallToolResult askModel(McpSyncServerExchange exchange, CallToolRequest call) {
        var message = Map.of("role", "user", "content", Map.of("type", "text", "text", "Say something."));
        var answer = exchange.createMessage(
                as(CreateMessageRequest.class, Map.of("messages", List.of(message), "maxTokens", 10)));
        return text("the model said " + answer.content());
    }

    @SuppressWarnings("deprecation")
    private static CallToolResult log(McpSyncServerExchange exchange, CallToolRequest call) {
        exchange.loggingNotification(
                as(LoggingMessageNotification.class, Map.of("level", "warning", "data", "something is worth a line")));
        return text("logged");
    }

    private static Resource note() {
        return as(Resource.class, Map.of("uri", NOTE, "name", "note", "mimeType", "text/plain"));
    }

    private static ReadResourceResult readNote() {
        return as(ReadResourceResult.class, Map.of("contents", List.of(Map.of("uri", NOTE, "text", "nothing yet"))));
    }

    private static Prompt greeting() {
        return as(Prompt.class, Map.of("name", "greet", "arguments", List.of(Map.of("name", "name"))));
    }

    private static GetPromptResult greet() {
        var message = Map.of("role", "user", "content", Map.of("type", "text", "text", "Greet a person."));
        return as(GetPromptResult.class, Map.of("messages", List.of(message)));
    }

    private static CompleteResult completed() {
        return as(CompleteResult.class, Map.of("completion", Map.of("values", List.of("Ada", "Alan"))));
    }

    private static CallToolResult text(String words) {
        return as(CallToolResult.class, Map.of("content", content(words)));
    }

    private static List<Map<String, String>> content(String words) {
        return List.of(Map.of("type", "text", "text", words));
    }

    private static <T> T as(Class<T> type, Map<String, ?> json) {
        return MAPPER.convertValue(json, type);
    }
}
