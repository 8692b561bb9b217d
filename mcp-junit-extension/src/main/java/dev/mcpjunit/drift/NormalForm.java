/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static java.util.Comparator.comparing;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tool as it is compared: set-like lists of its schemas are sorted, and hints are left out that say what is the case
 * without them. What is equal in this form means the same to every client.
 */
final class NormalForm {

    /** Keywords whose value is a set that JSON has to write as a list. */
    private static final Set<String> SETS = Set.of("required", "enum", "type", "anyOf", "oneOf", "allOf");

    /** Keywords whose members are named by the user, not by JSON Schema. */
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** Keywords whose value is data. */
    private static final Set<String> DATA = Set.of("const", "default", "examples");

    private NormalForm() {}

    static JsonObject tool(JsonObject raw) {
        var members = new LinkedHashMap<>(raw.members());
        members.computeIfPresent("inputSchema", (name, schema) -> schema(schema));
        members.computeIfPresent("outputSchema", (name, schema) -> schema(schema));
        if (members.get("annotations") instanceof JsonObject annotations) {
            JsonObject effective = annotations(annotations);
            if (effective.isEmpty()) {
                members.remove("annotations");
            } else {
                members.put("annotations", effective);
            }
        }
        return JsonObject.of(members);
    }

    /** The protocol gives each hint a default, and two of them a meaning only for tools that are not read-only. */
    private static JsonObject annotations(JsonObject raw) {
        boolean readOnly = raw.bool("readOnlyHint").orElse(false);
        Map<String, Boolean> defaults =
                Map.of("readOnlyHint", false, "destructiveHint", true, "idempotentHint", false, "openWorldHint", true);
        var members = new LinkedHashMap<>(raw.members());
        defaults.forEach((hint, value) -> members.remove(hint, JsonBoolean.of(value)));
        if (readOnly) {
            members.remove("destructiveHint");
            members.remove("idempotentHint");
        }
        return JsonObject.of(members);
    }

    private static JsonValue schema(JsonValue schema) {
        if (schema instanceof JsonArray schemas) {
            return new JsonArray(
                    schemas.items().stream().map(NormalForm::schema).toList());
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        var members = new LinkedHashMap<String, JsonValue>();
        object.members().forEach((keyword, value) -> members.put(keyword, keyword(keyword, value)));
        return JsonObject.of(members);
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
                    : set.items().stream().map(NormalForm::schema).toList();
            return new JsonArray(
                    items.stream().sorted(comparing(JsonValue::toString)).toList());
        }
        return schema(value);
    }
}
