/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.cassette.RecordedCall;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaViolation;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A recorded call that succeeded, and that other declarations of the server do not allow.
 *
 * @param part what does not allow it
 * @param reason why not, in words
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BrokenCall(RecordedCall call, Part part, String reason) {

    /** What does not allow a call. */
    public enum Part {
        /** There is no such tool. */
        TOOL,
        /** The arguments are not valid. */
        INPUT,
        /** The result is not valid. */
        OUTPUT
    }

    /**
     * Find the calls that a catalog does not allow. Calls that failed in the recording say nothing, and neither do
     * values with a masked secret, or schemas that the validator cannot read.
     */
    public static List<BrokenCall> among(List<RecordedCall> calls, Catalog catalog) {
        var broken = new ArrayList<BrokenCall>();
        calls.stream().filter(BrokenCall::succeeded).forEach(call -> check(call, catalog)
                .ifPresent(broken::add));
        return broken;
    }

    private static boolean succeeded(RecordedCall call) {
        return call.result().filter(result -> !result.isError()).isPresent();
    }

    private static Optional<BrokenCall> check(RecordedCall call, Catalog catalog) {
        Optional<Tool> tool = catalog.tool(call.tool());
        if (tool.isEmpty()) {
            return Optional.of(new BrokenCall(call, Part.TOOL, "there is no such tool any more"));
        }
        Optional<String> input = tool.get().inputSchema().flatMap(schema -> violation(schema, call.arguments()));
        if (input.isPresent()) {
            return Optional.of(new BrokenCall(call, Part.INPUT, input.get()));
        }
        return tool.get()
                .outputSchema()
                .flatMap(schema -> call.result()
                        .flatMap(ToolResult::structuredContent)
                        .flatMap(content -> violation(schema, content)))
                .map(reason -> new BrokenCall(call, Part.OUTPUT, reason));
    }

    private static Optional<String> violation(JsonValue schema, JsonValue value) {
        if (value.toString().contains("[masked: ")) {
            return Optional.empty();
        }
        try {
            return JsonSchema.of(schema).validate(value).stream().findFirst().map(SchemaViolation::toString);
        } catch (InvalidSchemaException unreadable) {
            return Optional.empty();
        }
    }
}
