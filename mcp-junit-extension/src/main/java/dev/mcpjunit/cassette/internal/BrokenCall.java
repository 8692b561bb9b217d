/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static java.util.stream.Collectors.toMap;

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
import java.util.Map;
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
     * Find the calls that a catalog does not allow, although the recorded declarations of the server did. A call that
     * failed in the recording only says that there was such a tool, if it was listed. Values with a masked secret, and
     * schemas that the validator cannot read, say nothing.
     *
     * @param recorded the tools that the server listed in the recording
     */
    public static List<BrokenCall> among(List<RecordedCall> calls, List<Tool> recorded, Catalog catalog) {
        Map<String, Tool> listed = recorded.stream().collect(toMap(Tool::name, tool -> tool, (first, again) -> again));
        var broken = new ArrayList<BrokenCall>();
        for (RecordedCall call : calls) {
            Optional<Tool> then = Optional.ofNullable(listed.get(call.tool()));
            if (succeeded(call)) {
                check(call, then, catalog).filter(now -> !wasBroken(now, then)).ifPresent(broken::add);
            } else if (call.result().isPresent() && then.isPresent()) {
                removed(call, catalog).ifPresent(broken::add);
            }
        }
        return broken;
    }

    /** A lenient server accepts more than it declares, and recording it again would change nothing. */
    private static boolean wasBroken(BrokenCall now, Optional<Tool> recorded) {
        return recorded.flatMap(tool -> switch (now.part()) {
                    case TOOL -> Optional.<String>empty();
                    case INPUT -> input(now.call(), tool);
                    case OUTPUT -> output(now.call(), tool);
                })
                .isPresent();
    }

    private static boolean succeeded(RecordedCall call) {
        return call.result().filter(result -> !result.isError()).isPresent();
    }

    private static Optional<BrokenCall> removed(RecordedCall call, Catalog catalog) {
        return catalog.tool(call.tool()).isPresent()
                ? Optional.empty()
                : Optional.of(new BrokenCall(call, Part.TOOL, "there is no such tool any more"));
    }

    private static Optional<BrokenCall> check(RecordedCall call, Optional<Tool> then, Catalog catalog) {
        Optional<Tool> tool = catalog.tool(call.tool());
        if (tool.isEmpty()) {
            return removed(call, catalog);
        }
        boolean promised = then.flatMap(Tool::outputSchema).isPresent();
        boolean returned = call.result().flatMap(ToolResult::structuredContent).isPresent();
        if (promised && returned && tool.get().outputSchema().isEmpty()) {
            return Optional.of(new BrokenCall(call, Part.OUTPUT, "the tool declares no outputSchema any more"));
        }
        Optional<String> input = input(call, tool.get());
        return input.isPresent()
                ? Optional.of(new BrokenCall(call, Part.INPUT, input.get()))
                : output(call, tool.get()).map(reason -> new BrokenCall(call, Part.OUTPUT, reason));
    }

    private static Optional<String> input(RecordedCall call, Tool tool) {
        return tool.inputSchema().flatMap(schema -> violation(schema, call.arguments()));
    }

    private static Optional<String> output(RecordedCall call, Tool tool) {
        Optional<JsonValue> content = call.result().flatMap(ToolResult::structuredContent);
        return tool.outputSchema()
                .flatMap(schema -> content.isEmpty()
                        ? Optional.of("the result has no structuredContent")
                        : violation(schema, content.get()));
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
