/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import static java.util.Comparator.comparing;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** A schema in which what is a set but has to be written as a list is sorted. */
final class Unordered {

    private static final Set<String> SETS = Set.of("required", "enum", "type", "anyOf", "oneOf", "allOf");

    /** Keywords whose members are named by the user, not by JSON Schema. */
    static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** Keywords whose value is data. */
    static final Set<String> DATA = Set.of("const", "default", "examples");

    private Unordered() {}

    static JsonValue schema(JsonValue schema) {
        if (schema instanceof JsonArray schemas) {
            return new JsonArray(schemas.items().stream().map(Unordered::schema).toList());
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        var members = new LinkedHashMap<String, JsonValue>();
        boolean parallel = hasParallel(object);
        object.members()
                .forEach((keyword, value) ->
                        members.put(keyword, parallel && keyword.equals("enum") ? value : keyword(keyword, value)));
        return JsonObject.of(members);
    }

    /** Whether the order of the allowed values matters, since another list says something of each of them. */
    private static boolean hasParallel(JsonObject schema) {
        return schema.array("enum").isPresent()
                && schema.names().stream().anyMatch(keyword -> isParallel(schema, keyword));
    }

    /** Whether a keyword says something of each of the allowed values, in their order. */
    static boolean isParallel(JsonObject schema, String keyword) {
        return AnnotationChanged.isAnnotation(keyword)
                && schema.get(keyword) instanceof JsonArray said
                && schema.get("enum") instanceof JsonArray values
                && said.items().size() == values.items().size();
    }

    private static JsonValue keyword(String keyword, JsonValue value) {
        if (DATA.contains(keyword)) {
            return value;
        }
        if (NAMED_SCHEMAS.contains(keyword) && value instanceof JsonObject named) {
            var members = new LinkedHashMap<String, JsonValue>();
            named.members().forEach((name, schema) -> members.put(name, schema(schema)));
            return JsonObject.of(members);
        }
        if (SETS.contains(keyword) && value instanceof JsonArray set) {
            List<JsonValue> items = keyword.equals("enum")
                    ? set.items()
                    : set.items().stream().map(Unordered::schema).toList();
            return new JsonArray(
                    items.stream().sorted(comparing(Json::printSorted)).toList());
        }
        return schema(value);
    }
}
