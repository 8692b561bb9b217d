/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolRequest;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.CompleteResult;
import io.modelcontextprotocol.modern.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.modern.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.modern.McpSchema.GetPromptResult;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.InputRequiredResult;
import io.modelcontextprotocol.modern.McpSchema.Prompt;
import io.modelcontextprotocol.modern.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.modern.McpSchema.Resource;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpChangeFeed;
import io.modelcontextprotocol.modern.server.feature.McpSyncPrompt;
import io.modelcontextprotocol.modern.server.feature.McpSyncPromptRepository;
import io.modelcontextprotocol.modern.server.feature.McpSyncResource;
import io.modelcontextprotocol.modern.server.feature.McpSyncResourceRepository;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.PromptsFeature;
import io.modelcontextprotocol.modern.server.feature.PromptsPage;
import io.modelcontextprotocol.modern.server.feature.ResourcesFeature;
import io.modelcontextprotocol.modern.server.feature.ResourcesPage;
import io.modelcontextprotocol.modern.server.feature.ServerChange;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import io.modelcontextprotocol.modern.server.transport.StdioMcpTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A modern server of the Java SDK, with the tools of {@link SdkServer} that its API can have. */
public final class ModernSdkServer {

    private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();
    private static final String INPUT = "input";
    private static final String NOTE = "notes://today";

    private ModernSdkServer() {}

    /** As {@code @McpServer(inProcess = ModernSdkServer.class)} finds it. */
    public static McpServer create() {
        var changes = new McpChangeFeed();
        return McpServer.builder()
                .serverInfo(Implementation.builder("java-sdk", "1").build())
                .feature(ToolsFeature.ofSync(new Tools(changes)))
                .feature(PromptsFeature.ofSync(new Prompts()))
                .feature(ResourcesFeature.ofSync(new Resources()))
                .subscriptions(changes)
                .build();
    }

    /** Its command, with the class path of this JVM. */
    public static ServerSpecBuilder stdio() {
        return ServerSpec.command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ModernSdkServer.class.getName())
                .startupTimeout(Duration.ofMinutes(2))
                .requestTimeout(Duration.ofMinutes(2));
    }

    /** As a process that speaks on standard input and output. */
    public static void main(String[] arguments) {
        new StdioMcpTransport(create(), MAPPER).start().block();
    }

    private static final class Tools implements McpSyncToolRepository {

        private final List<McpSyncTool> tools;

        Tools(McpChangeFeed changes) {
            tools = List.of(
                    McpSyncTool.of(adder(), (context, call) -> McpSyncResponse.result(add(call))),
                    McpSyncTool.of(tool("count"), (context, call) -> count(call)),
                    McpSyncTool.of(tool("confirm"), (context, call) -> McpSyncResponse.result(confirm(call))),
                    McpSyncTool.of(tool("ask-model"), (context, call) -> McpSyncResponse.result(askModel(call))),
                    McpSyncTool.of(tool("see-roots"), (context, call) -> McpSyncResponse.result(seeRoots(call))),
                    McpSyncTool.of(tool("change-tools"), (context, call) -> {
                        changes.broadcast(new ServerChange.ToolsListChanged());
                        return McpSyncResponse.result(text("changed"));
                    }),
                    McpSyncTool.of(tool("change-note"), (context, call) -> {
                        changes.broadcast(new ServerChange.ResourceUpdated(NOTE));
                        return McpSyncResponse.result(text("changed"));
                    }));
        }

        @Override
        public ToolsPage list(McpRequestContext context, String cursor) {
            return ToolsPage.of(tools.stream().map(McpSyncTool::definition).toList());
        }

        @Override
        public McpSyncTool find(McpRequestContext context, String name) {
            return tools.stream()
                    .filter(tool -> tool.definition().name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static Tool tool(String name) {
        return Tool.builder(name, Map.of("type", "object")).build();
    }

    private static Tool adder() {
        Map<String, Object> number = Map.of("type", "number");
        return Tool.builder(
                        "add",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("a", number, "b", number),
                                "required",
                                List.of("a", "b")))
                .outputSchema(Map.of("type", "object", "properties", Map.of("sum", number)))
                .build();
    }

    private static CallToolOutcome add(CallToolRequest call) {
        int sum = ((Number) call.arguments().get("a")).intValue()
                + ((Number) call.arguments().get("b")).intValue();
        return as(
                CallToolResult.class,
                Map.of("content", content(String.valueOf(sum)), "structuredContent", Map.of("sum", sum)));
    }

    private static McpSyncResponse<CallToolOutcome> count(CallToolRequest call) {
        int to = ((Number) call.arguments().get("to")).intValue();
        return McpSyncResponse.streaming(client -> {
            for (int i = 1; i <= to; i++) {
                client.progress(i, (double) to, "counted");
            }
            return text("counted to " + to);
        });
    }

    private static CallToolOutcome confirm(CallToolRequest call) {
        var question = ElicitFormRequest.builder(
                        "Sure?", Map.of("type", "object", "properties", Map.of("confirm", Map.of("type", "boolean"))))
                .build();
        return answered(call, InputRequiredResult.builder().elicit(INPUT, question));
    }

    @SuppressWarnings("deprecation")
    private static CallToolOutcome askModel(CallToolRequest call) {
        var message = Map.of("role", "user", "content", content("Say a word.").get(0));
        var question = as(CreateMessageRequest.class, Map.of("messages", List.of(message), "maxTokens", 10));
        return answered(call, InputRequiredResult.builder().createMessage(INPUT, question));
    }

    @SuppressWarnings("deprecation")
    private static CallToolOutcome seeRoots(CallToolRequest call) {
        return answered(call, InputRequiredResult.builder().listRoots(INPUT));
    }

    private static CallToolOutcome answered(CallToolRequest call, InputRequiredResult.Builder question) {
        return call.inputResponses() != null && call.inputResponses().containsKey(INPUT)
                ? text("answered " + call.inputResponses().get(INPUT))
                : question.build();
    }

    private static final class Prompts implements McpSyncPromptRepository {

        private final McpSyncPrompt greet = McpSyncPrompt.of(
                        as(
                                Prompt.class,
                                Map.of(
                                        "name",
                                        "greet",
                                        "arguments",
                                        List.of(Map.of("name", "name", "required", true)))),
                        (context, request) -> McpSyncResponse.result(as(
                                GetPromptResult.class,
                                Map.of(
                                        "messages",
                                        List.of(Map.of(
                                                "role",
                                                "user",
                                                "content",
                                                content("Greet a person.").get(0)))))))
                .withCompletionHandler((context, request) ->
                        as(CompleteResult.class, Map.of("completion", Map.of("values", List.of("Ada", "Alan")))));

        @Override
        public PromptsPage list(McpRequestContext context, String cursor) {
            return PromptsPage.of(List.of(greet.definition()));
        }

        @Override
        public McpSyncPrompt find(McpRequestContext context, String name) {
            return name.equals("greet") ? greet : null;
        }

        @Override
        public boolean supportsCompletion() {
            return true;
        }
    }

    private static final class Resources implements McpSyncResourceRepository {

        @Override
        public ResourcesPage list(McpRequestContext context, String cursor) {
            return ResourcesPage.of(List.of(as(Resource.class, Map.of("uri", NOTE, "name", "today"))));
        }

        @Override
        public McpSyncResource find(McpRequestContext context, String uri) {
            var contents = Map.of("uri", NOTE, "mimeType", "text/plain", "text", "Buy milk.");
            return uri.equals(NOTE)
                    ? McpSyncResource.of((asked, request) ->
                            McpSyncResponse.result(as(ReadResourceResult.class, Map.of("contents", List.of(contents)))))
                    : null;
        }

        @Override
        public boolean supportsSubscribe() {
            return true;
        }
    }

    private static CallToolOutcome text(String words) {
        return as(CallToolResult.class, Map.of("content", content(words)));
    }

    private static List<Map<String, String>> content(String words) {
        return List.of(Map.of("type", "text", "text", words));
    }

    private static <T> T as(Class<T> type, Map<String, ?> json) {
        return MAPPER.convertValue(json, type);
    }
}
