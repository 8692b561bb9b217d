/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.DeepStack;
import dev.mcpjunit.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The definition of a tool as clients give it to a model, and what can be left out of it. */
final class Definition {

    private static final Set<String> EXAMPLES = Set.of("examples", "example");

    /** Names of arguments stand below these keywords. A name is no keyword. */
    private static final Set<String> OF_NAMES =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** The values of these keywords are data. */
    private static final Set<String> OF_DATA = Set.of("enum", "const", "default");

    private final Tool tool;
    private final Tokenizer tokenizer;

    Definition(Tool tool, Tokenizer tokenizer) {
        this.tool = tool;
        this.tokenizer = tokenizer;
    }

    ToolCost cost(String server) {
        JsonValue input = tool.inputSchema().orElse(JsonObject.EMPTY);
        int schema = count(input);
        int withoutExamples = count(without(input, EXAMPLES));
        return new ToolCost(
                server,
                tool.name(),
                total(description(), input),
                tool.description().map(tokenizer::count).orElse(0),
                withoutExamples,
                Math.max(0, schema - withoutExamples),
                tool.outputSchema().map(this::count).orElse(0));
    }

    private String description() {
        return tool.description().orElse("");
    }

    private int total(String description, JsonValue input) {
        var definition = JsonObject.builder().put("name", tool.name());
        if (!description.isEmpty()) {
            definition.put("description", description);
        }
        return count(definition.put("input_schema", input).build());
    }

    private int count(JsonValue value) {
        return tokenizer.count(DeepStack.call(List.of(value), () -> Json.print(value)));
    }

    /** The cuts of the tool that save something. */
    List<Cut> cuts(String server) {
        JsonValue input = tool.inputSchema().orElse(JsonObject.EMPTY);
        int total = total(description(), input);
        var cuts = new ArrayList<Cut>();
        cut(server, "remove the examples", total - total(description(), without(input, EXAMPLES)), cuts);
        cut(
                server,
                "remove the titles of arguments",
                total - total(description(), without(input, Set.of("title"))),
                cuts);
        firstParagraph()
                .ifPresent(first -> cut(
                        server, "shorten the description to its first paragraph", total - total(first, input), cuts));
        return cuts;
    }

    private void cut(String server, String what, int saves, List<Cut> cuts) {
        if (saves > 0) {
            cuts.add(new Cut(server, tool.name(), what, saves));
        }
    }

    private Optional<String> firstParagraph() {
        String text = description().strip();
        int end = text.indexOf("\n\n");
        return end < 0 ? Optional.empty() : Optional.of(text.substring(0, end));
    }

    /** A schema without some keywords at any depth. Data and names of arguments stay. */
    private static JsonValue without(JsonValue schema, Set<String> keywords) {
        return DeepStack.call(List.of(schema), () -> reduced(schema, keywords, false));
    }

    private static JsonValue reduced(JsonValue value, Set<String> keywords, boolean isOfNames) {
        if (value instanceof JsonArray array) {
            return new JsonArray(
                    array.items().stream().map(item -> reduced(item, keywords, false)).toList());
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        var kept = JsonObject.builder();
        object.members().forEach((name, member) -> {
            boolean isRemoved = !isOfNames && keywords.contains(name) && !isSubschema(name, member);
            if (!isRemoved) {
                boolean isData = !isOfNames && OF_DATA.contains(name);
                kept.put(
                        name,
                        isData ? member : reduced(member, keywords, !isOfNames && OF_NAMES.contains(name)));
            }
        });
        return kept.build();
    }

    /** A title is a string; anything else of that name is not the keyword. */
    private static boolean isSubschema(String name, JsonValue member) {
        return name.equals("title") && !(member instanceof JsonString);
    }
}
