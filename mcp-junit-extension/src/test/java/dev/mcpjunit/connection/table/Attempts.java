/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.Progress;
import dev.mcpjunit.connection.Subscription;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.testkit.Awaiting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Ways to try a feature; each throws where it cannot be seen to work. */
final class Attempts {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private Attempts() {}

    static void lists(McpConnection connection) {
        assertThat(connection.catalog().tools()).isNotEmpty();
    }

    static Consumer<McpConnection> call(String tool, Map<String, ?> arguments) {
        return connection -> called(connection, tool, arguments);
    }

    static Consumer<McpConnection> structure(String tool, Map<String, ?> arguments) {
        return connection -> assertThat(called(connection, tool, arguments).structuredContent())
                .isPresent();
    }

    /** Several reports must have come before the answer does. */
    static Consumer<McpConnection> progress(String tool, Map<String, ?> arguments) {
        return connection -> {
            Queue<Progress> reports = new ConcurrentLinkedQueue<>();
            succeeded(connection.callTool(tool, arguments, reports::add));
            Awaiting.until(BOUND, () -> assertThat(reports).hasSizeGreaterThan(1));
        };
    }

    static Consumer<McpConnection> elicitation(String tool, Map<String, ?> arguments, Map<String, ?> answer) {
        return connection -> {
            var asked = new AtomicInteger();
            connection.onElicitation(question -> {
                asked.incrementAndGet();
                return ElicitationAnswer.accept(answer);
            });
            called(connection, tool, arguments);
            assertThat(asked).hasPositiveValue();
        };
    }

    static Consumer<McpConnection> sampling(String tool, Map<String, ?> arguments) {
        return connection -> {
            connection.onSampling(question -> JsonObject.builder()
                    .put("role", "assistant")
                    .put("content", Map.of("type", "text", "text", "as the model says"))
                    .put("model", "a-model")
                    .build());
            assertThat(called(connection, tool, arguments).text()).contains("as the model says");
        };
    }

    static Consumer<McpConnection> roots(String tool) {
        return connection -> {
            connection.withRoots(List.of(URI.create("file:///home/of/roots")));
            assertThat(called(connection, tool, Map.of()).text()).contains("/home/of/roots");
        };
    }

    /** The handshake era sets a level for the connection, the stateless one with each request. */
    static Consumer<McpConnection> logging(String tool) {
        return connection -> {
            var call = JsonObject.builder().put("name", tool).put("arguments", JsonObject.EMPTY);
            if (isStateless(connection)) {
                call.put("_meta", Map.of("io.modelcontextprotocol/logLevel", "debug"));
            } else {
                connection.request(
                        "logging/setLevel",
                        JsonObject.builder().put("level", "debug").build());
            }
            succeeded(new ToolResult(tool, connection.request("tools/call", call.build())));
            awaitNotification(connection, "notifications/message");
        };
    }

    static Consumer<McpConnection> changes(Runnable change) {
        return connection -> {
            Subscription listening = connection.listen();
            change.run();
            awaitNotification(connection, "notifications/tools/list_changed");
            listening.close();
        };
    }

    static Consumer<McpConnection> changes(String tool) {
        return connection -> changes(() -> called(connection, tool, Map.of())).accept(connection);
    }

    /** Where nothing says that the server's stream is open, changes are made until one is reported. */
    static Consumer<McpConnection> changesUnasked(String tool) {
        return connection -> Awaiting.until(BOUND, () -> {
            called(connection, tool, Map.of());
            assertNotified(connection, "notifications/tools/list_changed");
        });
    }

    static Consumer<McpConnection> updatesUnasked(String tool, String resource) {
        return connection -> {
            connection.request(
                    "resources/subscribe",
                    JsonObject.builder().put("uri", resource).build());
            Awaiting.until(BOUND, () -> {
                called(connection, tool, Map.of());
                assertNotified(connection, "notifications/resources/updated");
            });
        };
    }

    static Consumer<McpConnection> updates(String tool, String resource) {
        return connection -> {
            Subscription listening = connection.listen(resource);
            called(connection, tool, Map.of());
            awaitNotification(connection, "notifications/resources/updated");
            listening.close();
        };
    }

    static Consumer<McpConnection> resource(String uri) {
        return connection ->
                assertThat(connection.readResource(uri).raw().toString()).contains(uri);
    }

    static Consumer<McpConnection> prompt(String name, Map<String, String> arguments) {
        return connection -> assertThat(
                        connection.getPrompt(name, arguments).raw().array("messages"))
                .isPresent();
    }

    static Consumer<McpConnection> completion(String prompt, String argument, String start) {
        return connection -> {
            JsonObject completed = connection.request(
                    "completion/complete",
                    JsonObject.builder()
                            .put("ref", Map.of("type", "ref/prompt", "name", prompt))
                            .put("argument", Map.of("name", argument, "value", start))
                            .build());
            assertThat(completed.object("completion").flatMap(each -> each.array("values")))
                    .hasValueSatisfying(values -> assertThat(values.items()).isNotEmpty());
        };
    }

    static boolean isStateless(McpConnection connection) {
        return ProtocolRevision.STATELESS_REVISIONS.contains(connection.server().protocol());
    }

    private static ToolResult called(McpConnection connection, String tool, Map<String, ?> arguments) {
        return succeeded(connection.callTool(tool, arguments));
    }

    private static ToolResult succeeded(ToolResult result) {
        assertThat(result.isError()).as("%s", result.raw()).isFalse();
        return result;
    }

    private static void awaitNotification(McpConnection connection, String method) {
        Awaiting.until(BOUND, () -> assertNotified(connection, method));
    }

    private static void assertNotified(McpConnection connection, String method) {
        assertThat(connection.notifications())
                .extracting(message -> message.string("method").orElse(""))
                .contains(method);
    }
}
