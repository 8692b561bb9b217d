/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.testkit.Awaiting;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the client of the Java SDK sees of the server that has everything.
 *
 * @param seen in words, in the order in which it was asked for
 * @param progressTook from the first report to the last
 */
record Features(List<String> seen, Duration progressTook) {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int STEPS = 4;
    private static final double SECONDS = 1.2;

    /** Reports come 300 ms apart; were they kept back until the answer, all would come together. */
    static final Duration LEAST_SPAN = Duration.ofMillis(300);

    @SuppressWarnings("deprecation")
    static Features of(McpClientTransport transport) {
        Queue<Long> reports = new ConcurrentLinkedQueue<>();
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(BOUND)
                .initializationTimeout(BOUND)
                .capabilities(ClientCapabilities.builder()
                        .sampling()
                        .elicitation()
                        .roots(true)
                        .build())
                .roots(new McpSchema.Root("file:///somewhere", "somewhere"))
                .sampling(asked -> CreateMessageResult.builder(McpSchema.Role.ASSISTANT, "sampled", "a-model")
                        .build())
                .elicitation(asked -> ElicitResult.builder(ElicitResult.Action.ACCEPT)
                        .content(Map.of("name", "Ada", "check", true))
                        .build())
                .progressConsumer(report -> reports.add(System.nanoTime()))
                .toolsChangeConsumer(tools -> heard.add("tools changed"))
                .build();
        try {
            client.initialize();
            List<String> seen = see(client);
            Awaiting.until(BOUND, () -> assertThat(reports).hasSize(STEPS));
            List<Long> times = reports.stream().sorted().toList();
            return new Features(seen, Duration.ofNanos(times.get(STEPS - 1) - times.get(0)));
        } finally {
            client.closeGracefully();
        }
    }

    private static List<String> see(McpSyncClient client) {
        var seen = new ArrayList<String>();
        seen.add(client.getServerInfo().toString());
        seen.add(client.getServerCapabilities().toString());
        // It has more tools for who can sample, and may need a moment to find that out.
        Awaiting.until(BOUND, () -> assertThat(client.listTools().toString()).contains("trigger-sampling-request"));
        seen.add(client.listTools().toString());
        seen.add(client.listPrompts().toString());
        seen.add(client.listResources().toString());
        seen.add(client.listResourceTemplates().toString());
        seen.add(client.getPrompt(
                        McpSchema.GetPromptRequest.builder("simple-prompt").build())
                .toString());
        seen.add(call(client, "echo", Map.of("message", "plain")));
        seen.add(call(client, "echo", Map.of("message", "ä€😀\r\n".repeat(20_000))));
        seen.add(call(client, "get-sum", Map.of("a", 2, "b", 3)));
        seen.add(call(client, "get-sum", Map.of("a", "no number")));
        seen.add(call(client, "get-structured-content", Map.of("location", "Chicago")));
        seen.add(call(client, "get-tiny-image", Map.of()));
        seen.add(call(client, "trigger-long-running-operation", Map.of("duration", SECONDS, "steps", STEPS)));
        seen.add(call(client, "trigger-sampling-request", Map.of("prompt", "say it")));
        seen.add(call(client, "trigger-elicitation-request", Map.of()));
        seen.add(call(client, "get-roots-list", Map.of()));
        client.ping();
        return seen;
    }

    private static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        try {
            var result = client.callTool(CallToolRequest.builder(tool)
                    .arguments(arguments)
                    .progressToken(tool)
                    .build());
            return tool + ": " + result;
        } catch (RuntimeException refused) {
            return tool + ": " + refused.getMessage();
        }
    }
}
