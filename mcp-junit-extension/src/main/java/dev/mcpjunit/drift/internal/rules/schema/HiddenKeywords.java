/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keywords that no validator asks for, where the values are the same and no rule looks: what is said at all is
 * compared, wherever it is said. Definitions that describe no value say nothing.
 */
final class HiddenKeywords {

    /** The keywords, and how the ids of their rules begin. */
    private static final Map<String, String> RULES = Map.of(
            "contentEncoding", "content-encoding-",
            "contentMediaType", "content-type-",
            "default", "default-",
            "deprecated", "deprecated",
            "format", "format-");

    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "dependentSchemas", "dependencies");

    private static final Set<String> SCHEMAS = Set.of(
            "allOf",
            "anyOf",
            "oneOf",
            "then",
            "else",
            "items",
            "prefixItems",
            "additionalItems",
            "contains",
            "additionalProperties",
            "unevaluatedItems",
            "unevaluatedProperties");

    private final SchemaDocument document;
    private final Map<String, Map<String, ValueKeywords.Mark>> marks = new LinkedHashMap<>();
    private final Set<JsonPointer> visited = new HashSet<>();

    private HiddenKeywords(JsonValue root) {
        document = new SchemaDocument(root);
        visit(document.place());
    }

    /** What has changed, but for what is reported already. */
    static List<Finding> look(
            JsonValue before, JsonValue now, Direction direction, Set<Convention> conventions, List<Change> seen) {
        var old = new HiddenKeywords(before);
        var young = new HiddenKeywords(now);
        var findings = new ArrayList<Finding>();
        RULES.keySet().stream().sorted().forEach(keyword -> {
            if (seen.stream().noneMatch(change -> change.rule()
                    .startsWith(SchemaChanges.prefix(direction) + RULES.get(keyword)))) {
                findings.addAll(look(
                        keyword, old.without(young, keyword), young.without(old, keyword), direction, conventions));
            }
        });
        return findings;
    }

    private static List<Finding> look(
            String keyword,
            Optional<ValueKeywords.Mark> gone,
            Optional<ValueKeywords.Mark> come,
            Direction direction,
            Set<Convention> conventions) {
        if (gone.isEmpty() && come.isEmpty()) {
            return List.of();
        }
        JsonPointer at = come.or(() -> gone)
                .map(ValueKeywords.Mark::at)
                .map(mark ->
                        new JsonPointer(mark.tokens().subList(0, mark.tokens().size() - 1)))
                .orElse(JsonPointer.ROOT);
        Place before = new Place(at, saying(keyword, gone));
        Place now = new Place(at, saying(keyword, come));
        var pair = new SchemaPair(
                before,
                now,
                before.object(),
                now.object(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DeclarationsLost.NONE,
                conventions,
                SchemaDocument.EMPTY);
        return switch (keyword) {
            case "default" -> new DefaultChanged().look(pair, direction);
            case "deprecated" -> new DeprecationChanged().look(pair, direction);
            case "format" -> new FormatChanged().look(pair, direction);
            default ->
                new ContentKeywordsChanged()
                        .look(
                                new ValueRule.Sides(
                                        before,
                                        new ValueKeywords(SchemaDocument.EMPTY),
                                        now,
                                        new ValueKeywords(SchemaDocument.EMPTY)),
                                direction);
        };
    }

    private static JsonObject saying(String keyword, Optional<ValueKeywords.Mark> mark) {
        return mark.flatMap(ValueKeywords.Mark::value)
                .map(value -> JsonObject.builder().put(keyword, value).build())
                .orElse(JsonObject.EMPTY);
    }

    private Optional<ValueKeywords.Mark> without(HiddenKeywords other, String keyword) {
        Set<String> known = other.marks.getOrDefault(keyword, Map.of()).keySet();
        return marks.getOrDefault(keyword, Map.of()).entrySet().stream()
                .filter(mark -> !known.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void visit(Place place) {
        if (!(place.schema() instanceof JsonObject schema) || !visited.add(place.at())) {
            return;
        }
        place.target(document).ifPresent(target -> visit(new Place(target.at(), target.schema())));
        schema.members().forEach((keyword, value) -> {
            if (RULES.containsKey(keyword)) {
                mark(place, schema, keyword, value);
            } else if (NAMED.contains(keyword) && value instanceof JsonObject named) {
                named.members().forEach((name, inner) -> visit(place.child(keyword, name, inner)));
            } else if (SCHEMAS.contains(keyword)) {
                if (value instanceof JsonArray list) {
                    for (int i = 0; i < list.items().size(); i++) {
                        visit(place.child(keyword, i, list.items().get(i)));
                    }
                } else {
                    visit(place.child(keyword, value));
                }
            }
        });
    }

    private void mark(Place place, JsonObject schema, String keyword, JsonValue value) {
        String name = value.toString();
        if (keyword.startsWith("content")) {
            name = value instanceof JsonString text && ValueKeywords.hasStrings(schema)
                    ? ValueKeywords.normal(text.value())
                    : ValueKeywords.PLAIN;
        }
        if (!name.equals(ValueKeywords.PLAIN)) {
            marks.computeIfAbsent(keyword, any -> new LinkedHashMap<>())
                    .putIfAbsent(name, new ValueKeywords.Mark(Optional.of(value), place.at(keyword)));
        }
    }
}
