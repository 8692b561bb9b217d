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
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The definition of a tool as clients give it to a model, and what can be left out of it. */
final class Definition {

    private static final Set<String> EXAMPLES = Set.of("examples", "example");
    private static final Set<String> TITLES = Set.of("title");
    private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\h*\\R");
    private static final Set<String> DIALECT = Set.of("$schema");

    /** The members below these keywords have names of arguments or of definitions. */
    private static final Set<String> OF_NAMES = Set.of(
            "properties",
            "patternProperties",
            "$defs",
            "definitions",
            "dependentSchemas",
            "dependentRequired",
            "dependencies");

    /** The values of these keywords are data. */
    private static final Set<String> OF_DATA = Set.of("enum", "const", "default");

    private final Tool tool;
    private final Tokenizer tokenizer;
    private final String description;
    private final JsonValue input;
    private final int total;

    Definition(Tool tool, Tokenizer tokenizer) {
        this.tool = tool;
        this.tokenizer = tokenizer;
        this.description = tool.description().orElse("");
        this.input = without(tool.inputSchema().orElse(JsonObject.EMPTY), Set.of());
        this.total = total(description, input);
    }

    ToolCost cost(String server) {
        JsonValue plain = without(input, EXAMPLES);
        int schema = count(input);
        int withoutExamples = isSame(plain, input) ? schema : count(plain);
        return new ToolCost(
                server,
                tool.name(),
                total,
                tokenizer.count(description),
                withoutExamples,
                Math.max(0, schema - withoutExamples),
                tool.outputSchema()
                        .map(schemaOfResult -> count(without(schemaOfResult, Set.of())))
                        .orElse(0));
    }

    private int total(String text, JsonValue schema) {
        var definition = JsonObject.builder().put("name", tool.name());
        if (!text.isEmpty()) {
            definition.put("description", text);
        }
        return count(definition.put("input_schema", schema).build());
    }

    private int count(JsonValue value) {
        return tokenizer.count(DeepStack.call(List.of(value), () -> Json.print(value)));
    }

    /** The cuts of the tool that save something. */
    List<CostCut> cuts(String server) {
        var cuts = new ArrayList<CostCut>();
        cut(server, "remove the examples", description, without(input, EXAMPLES), cuts);
        cut(server, "remove the titles in the input schema", description, without(input, TITLES), cuts);
        cut(server, "remove $schema from the input schema", description, without(input, DIALECT), cuts);
        firstParagraph()
                .ifPresent(first -> cut(server, "shorten the description to its first paragraph", first, input, cuts));
        return cuts;
    }

    private void cut(String server, String what, String text, JsonValue schema, List<CostCut> cuts) {
        if (text.equals(description) && isSame(schema, input)) {
            return;
        }
        int saves = total - total(text, schema);
        if (saves > 0) {
            cuts.add(new CostCut(server, tool.name(), what, saves));
        }
    }

    private Optional<String> firstParagraph() {
        String[] paragraphs = PARAGRAPHS.split(description.strip(), 2);
        return paragraphs.length < 2 ? Optional.empty() : Optional.of(paragraphs[0]);
    }

    private static boolean isSame(JsonValue one, JsonValue other) {
        return DeepStack.call(List.of(one, other), () -> one.equals(other));
    }

    /** A schema with sorted members, without some keywords at any depth. Data and names of arguments stay. */
    private static JsonValue without(JsonValue schema, Set<String> keywords) {
        return DeepStack.call(List.of(schema), () -> reduced(schema, keywords, Members.KEYWORDS));
    }

    /** What the names of the members of an object are. */
    private enum Members {
        KEYWORDS,
        NAMES,
        DATA;

        Members below(String name) {
            if (this == DATA || (this == KEYWORDS && (OF_DATA.contains(name) || EXAMPLES.contains(name)))) {
                return DATA;
            }
            return this == KEYWORDS && OF_NAMES.contains(name) ? NAMES : KEYWORDS;
        }
    }

    private static JsonValue reduced(JsonValue value, Set<String> keywords, Members members) {
        if (value instanceof JsonArray array) {
            return new JsonArray(array.items().stream()
                    .map(item -> reduced(item, keywords, members))
                    .toList());
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        var kept = new TreeMap<String, JsonValue>();
        object.members().forEach((name, member) -> {
            boolean isRemoved = members == Members.KEYWORDS && keywords.contains(name) && isKeyword(name, member);
            if (!isRemoved) {
                kept.put(name, reduced(member, keywords, members.below(name)));
            }
        });
        return JsonObject.of(kept);
    }

    /** A title is a string; anything else of that name is not the keyword. */
    private static boolean isKeyword(String name, JsonValue member) {
        return !name.equals("title") || member instanceof JsonString;
    }
}
