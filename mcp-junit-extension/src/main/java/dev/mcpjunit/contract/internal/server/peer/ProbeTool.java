/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.model.Tool;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Chooses the tool that is called without arguments: one that refuses such a call, or does no harm. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProbeTool {

    private ProbeTool() {}

    /**
     * Choose a tool.
     *
     * @param connection asked for the tools where they matter
     * @param wish the tool that the test wants, or empty text
     */
    public static String choose(ServerDescription server, McpConnection connection, String wish) {
        if (!wish.isEmpty()) {
            return wish;
        }
        List<Tool> tools = server.offers("tools") ? connection.listTools() : List.of();
        if (tools.isEmpty()) {
            throw Finding.notApplicable("the server offers no tools");
        }
        return harmless(tools)
                .orElseThrow(() -> Finding.inconclusive("each tool can be called without arguments and none is marked"
                        + " readOnlyHint, so that a call could do harm. Say which one may be called: override"
                        + " toolToCallWithoutArguments()"));
    }

    /** The tool to call without arguments; empty if the test wants none and none can be called without harm. */
    public static Optional<String> find(ServerDescription server, McpConnection connection, String wish) {
        if (!wish.isEmpty()) {
            return Optional.of(wish);
        }
        return server.offers("tools") ? harmless(connection.listTools()) : Optional.empty();
    }

    /** The tool to call without arguments, if there is one that can be. */
    public static Optional<String> harmless(List<Tool> tools) {
        return tools.stream()
                .filter(tool -> needsArguments(tool) || isReadOnly(tool))
                .min(Comparator.comparing((Tool tool) -> !isReadOnly(tool))
                        .thenComparing(tool -> !needsArguments(tool)))
                .map(Tool::name);
    }

    /** A tool that is marked as read-only and can be called without arguments. */
    public static Optional<String> readOnlyWithoutArguments(List<Tool> tools) {
        return tools.stream()
                .filter(tool -> isReadOnly(tool) && !needsArguments(tool))
                .map(Tool::name)
                .findFirst();
    }

    private static boolean isReadOnly(Tool tool) {
        return tool.annotations().bool("readOnlyHint").orElse(false);
    }

    private static boolean needsArguments(Tool tool) {
        return tool
                .inputSchema()
                .filter(JsonObject.class::isInstance)
                .flatMap(schema -> ((JsonObject) schema).array("required"))
                .map(JsonArray::items)
                .stream()
                .anyMatch(required -> !required.isEmpty());
    }

    /** The two calls without arguments. */
    public static Stream<Call> calls(String tool) {
        JsonObject without = JsonObject.builder().put("name", tool).build();
        return Stream.of(
                new Call("tools/call '" + tool + "' without arguments", without),
                new Call(
                        "tools/call '" + tool + "' with arguments null",
                        without.toBuilder().put("arguments", JsonNull.NULL).build()));
    }

    /**
     * A call.
     *
     * @param name what it is, for messages
     */
    public record Call(String name, JsonObject params) {}
}
