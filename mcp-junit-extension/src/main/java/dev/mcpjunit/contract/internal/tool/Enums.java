/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The values that schemas list for members, by the name of the member. A result repeats values of the arguments, so the
 * enums of both schemas of a tool count.
 */
final class Enums {

    private static final int DEEPEST = 32;

    private final Map<String, Set<String>> values = new HashMap<>();

    private Enums() {}

    static Enums of(List<JsonValue> schemas) {
        var enums = new Enums();
        schemas.forEach(schema -> enums.collect(schema, schema, 0));
        return enums;
    }

    /** Whether the value is one of several that are listed for the member. */
    boolean has(String member, String value) {
        return values.getOrDefault(member, Set.of()).contains(value);
    }

    private void collect(JsonValue part, JsonValue root, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (part instanceof JsonObject object) {
            object.object("properties")
                    .ifPresent(properties -> properties.members().forEach((name, schema) -> listed(schema, root, 0)
                            .forEach(value -> values.computeIfAbsent(name, any -> new HashSet<>())
                                    .add(value))));
            object.members().values().forEach(member -> collect(member, root, depth + 1));
        } else if (part instanceof JsonArray array) {
            array.items().forEach(item -> collect(item, root, depth + 1));
        }
    }

    private static Stream<String> listed(JsonValue schema, JsonValue root, int depth) {
        if (depth > DEEPEST || !(schema instanceof JsonObject object)) {
            return Stream.of();
        }
        Stream<JsonValue> own = Stream.concat(
                object.array("enum").stream().flatMap(array -> array.items().stream()),
                Stream.ofNullable(object.get("const")));
        Stream<JsonValue> parts = Stream.concat(
                Stream.of("anyOf", "oneOf", "allOf")
                        .flatMap(keyword -> object.array(keyword).stream())
                        .flatMap(array -> array.items().stream()),
                Stream.concat(
                        Stream.ofNullable(object.get("items")),
                        object.string("$ref").filter(reference -> reference.startsWith("#/")).stream()
                                .flatMap(reference -> root.at(reference.substring(1)).stream())));
        return Stream.concat(
                own.filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value()),
                parts.flatMap(part -> listed(part, root, depth + 1)));
    }
}
