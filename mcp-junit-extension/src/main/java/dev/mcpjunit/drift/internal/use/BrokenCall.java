/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import static java.util.stream.Collectors.toMap;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaViolation;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.RecordedCall;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A recorded call that succeeded, and that other declarations of the server do not allow.
 *
 * @param part what does not allow it
 * @param reason why not, in words
 * @param violations what a validator objects to; empty if there is nothing to validate
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BrokenCall(RecordedCall call, Part part, String reason, List<SchemaViolation> violations) {

    /** Begins what stands in the place of a secret. */
    static final String MASK = "[masked: ";

    private static final int LONGEST = 300;

    BrokenCall(RecordedCall call, Part part, String reason) {
        this(call, part, reason, List.of());
    }

    /** What does not allow a call. */
    public enum Part {
        /** There is no such tool. */
        TOOL,
        /** The arguments are not valid. */
        INPUT,
        /** The result is not valid. */
        OUTPUT;

        /** The place in the declaration of a tool. */
        public String place() {
            return switch (this) {
                case TOOL -> "";
                case INPUT -> "/inputSchema";
                case OUTPUT -> "/outputSchema";
            };
        }
    }

    /** Say which call it is, and what happens to it. */
    public String sentence() {
        return switch (part) {
            case TOOL, INPUT ->
                title(call) + " " + shown(call.arguments()) + " was accepted and is now rejected: " + why();
            case OUTPUT ->
                title(call) + " returned "
                        + shown(call.result()
                                .flatMap(ToolResult::structuredContent)
                                .orElse(call.arguments()))
                        + ", which is no longer promised: " + why();
        };
    }

    static String title(RecordedCall call) {
        return "recorded call " + call.number() + " of '" + Printable.line(call.tool()) + "'";
    }

    static String shown(JsonValue value) {
        return Printable.line(value.toString(), LONGEST);
    }

    private String why() {
        return Printable.line(reason);
    }

    /**
     * Find the calls that a catalog does not allow, although the recorded declarations of the server did: a call is
     * there twice if neither its arguments nor its result is allowed. A call that failed in the recording only says
     * that there was such a tool, if it was listed. Values with a masked secret, and schemas that the validator cannot
     * read, say nothing.
     *
     * @param recorded the tools that the server listed in the recording
     */
    public static List<BrokenCall> among(List<RecordedCall> calls, List<Tool> recorded, Catalog catalog) {
        Map<String, Tool> listed = recorded.stream().collect(toMap(Tool::name, tool -> tool, (first, again) -> again));
        var broken = new ArrayList<BrokenCall>();
        for (RecordedCall call : calls) {
            Optional<Tool> then = Optional.ofNullable(listed.get(call.tool()));
            if (succeeded(call)) {
                check(call, then, catalog).filter(now -> !wasBroken(now, then)).forEach(broken::add);
            } else if (call.result().isPresent() && then.isPresent()) {
                removed(call, catalog).ifPresent(broken::add);
            }
        }
        return broken;
    }

    /** A lenient server accepts more than it declares, and recording it again would change nothing. */
    private static boolean wasBroken(BrokenCall now, Optional<Tool> recorded) {
        return recorded.flatMap(tool -> switch (now.part()) {
                    case TOOL -> Optional.<BrokenCall>empty();
                    case INPUT -> input(now.call(), tool);
                    case OUTPUT -> output(now.call(), tool);
                })
                .isPresent();
    }

    static boolean succeeded(RecordedCall call) {
        return call.result().filter(result -> !result.isError()).isPresent();
    }

    /** Whether the result only says which task will have the result. */
    static boolean isTask(RecordedCall call) {
        return call.result()
                .filter(result -> result.raw().has("task")
                        || result.raw()
                                .string("resultType")
                                .filter("task"::equals)
                                .isPresent())
                .isPresent();
    }

    /** Whether the result comes later: a task has it, or the client must answer the server first. */
    static boolean isUnfinished(RecordedCall call) {
        return isTask(call)
                || call.result()
                        .flatMap(result -> result.raw().string("resultType"))
                        .filter(type -> !type.equals("complete"))
                        .isPresent();
    }

    /** Whether a result only lacks what the server promises now. A server that promises more breaks no client. */
    public boolean isOnlyIncomplete() {
        return part == Part.OUTPUT
                && (violations.isEmpty()
                        ? call.result().flatMap(ToolResult::structuredContent).isEmpty()
                        : harmful().isEmpty());
    }

    /** The violations without those that say what a result lacks. */
    List<SchemaViolation> harmful() {
        return violations.stream()
                .filter(violation -> part != Part.OUTPUT || !violation.keyword().equals("required"))
                .toList();
    }

    private static Optional<BrokenCall> removed(RecordedCall call, Catalog catalog) {
        return catalog.tool(call.tool()).isPresent()
                ? Optional.empty()
                : Optional.of(new BrokenCall(call, Part.TOOL, "there is no such tool any more"));
    }

    private static Stream<BrokenCall> check(RecordedCall call, Optional<Tool> then, Catalog catalog) {
        Optional<Tool> tool = catalog.tool(call.tool());
        if (tool.isEmpty()) {
            return removed(call, catalog).stream();
        }
        boolean promised = then.flatMap(Tool::outputSchema).isPresent();
        boolean returned = call.result().flatMap(ToolResult::structuredContent).isPresent();
        Optional<BrokenCall> output =
                promised && returned && tool.get().outputSchema().isEmpty()
                        ? Optional.of(new BrokenCall(call, Part.OUTPUT, "the tool declares no outputSchema any more"))
                        : output(call, tool.get());
        return Stream.concat(input(call, tool.get()).stream(), output.stream());
    }

    private static Optional<BrokenCall> input(RecordedCall call, Tool tool) {
        return tool.inputSchema().flatMap(schema -> violated(call, Part.INPUT, schema, call.arguments()));
    }

    private static Optional<BrokenCall> output(RecordedCall call, Tool tool) {
        Optional<JsonValue> content = call.result().flatMap(ToolResult::structuredContent);
        if (isUnfinished(call)) {
            return Optional.empty();
        }
        return tool.outputSchema()
                .flatMap(schema -> content.isEmpty()
                        ? Optional.of(new BrokenCall(call, Part.OUTPUT, "the result has no structuredContent"))
                        : violated(call, Part.OUTPUT, schema, content.get()));
    }

    private static Optional<BrokenCall> violated(RecordedCall call, Part part, JsonValue schema, JsonValue value) {
        List<SchemaViolation> violations = violations(schema, value).orElse(List.of());
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(new BrokenCall(call, part, violations.get(0).toString(), violations));
    }

    /** Whether the arguments of a call are valid under a schema, and this is known. */
    static boolean isAccepted(RecordedCall call, JsonValue schema) {
        return violations(schema, call.arguments()).filter(List::isEmpty).isPresent();
    }

    /** Whether the arguments of a call are invalid under a schema, or may be. */
    static boolean mayBeRejected(RecordedCall call, JsonValue schema) {
        return !isAccepted(call, schema);
    }

    /** Whether the arguments of a call are valid under a schema, or may be. */
    static boolean mayBeAccepted(RecordedCall call, JsonValue schema) {
        return violations(schema, call.arguments()).map(List::isEmpty).orElse(true);
    }

    /** What a validator objects to; empty if it cannot say. */
    private static Optional<List<SchemaViolation>> violations(JsonValue schema, JsonValue value) {
        if (value.toString().contains(MASK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonSchema.of(schema).validate(value));
        } catch (InvalidSchemaException unreadable) {
            return Optional.empty();
        }
    }
}
