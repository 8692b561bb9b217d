/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads a schema as a server does that fills in defaults before it looks. */
final class DefaultedMembers {

    private static final int DEPTH_LIMIT = 200;

    private DefaultedMembers() {}

    /** The schema, with no member required that has a default. */
    static JsonObject optional(JsonObject schema) {
        return optional(schema, 0);
    }

    private static JsonObject optional(JsonObject schema, int depth) {
        if (depth > DEPTH_LIMIT) {
            return schema;
        }
        var members = new LinkedHashMap<String, JsonValue>();
        schema.members().forEach((keyword, value) -> members.put(keyword, inside(keyword, value, depth)));
        JsonObject properties = SchemaPair.properties(schema);
        if (schema.get("required") instanceof JsonArray required) {
            List<JsonValue> left = required.items().stream()
                    .filter(name -> !(name instanceof JsonString text
                            && properties.get(text.value()) instanceof JsonObject property
                            && property.has("default")))
                    .toList();
            members.put("required", new JsonArray(left));
        }
        return JsonObject.of(members);
    }

    private static JsonValue inside(String keyword, JsonValue value, int depth) {
        if (keyword.equals("properties") && value instanceof JsonObject properties) {
            var members = new LinkedHashMap<String, JsonValue>();
            properties.members().forEach((name, schema) -> members.put(name, part(schema, depth)));
            return JsonObject.of(members);
        }
        return keyword.equals("items") ? part(value, depth) : value;
    }

    private static JsonValue part(JsonValue schema, int depth) {
        return schema instanceof JsonObject object ? optional(object, depth + 1) : schema;
    }
}
