/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two subschemas that describe the same part of a value, before and now.
 *
 * @param oldAt where the old one stands
 * @param newAt where the new one stands
 * @param before the old one, references followed
 * @param now the new one, references followed
 * @param property the name of the property that they describe, if it is one
 */
record SchemaPair(JsonPointer oldAt, JsonPointer newAt, JsonObject before, JsonObject now, Optional<String> property) {

    boolean isRoot() {
        return newAt.tokens().isEmpty() && oldAt.tokens().isEmpty();
    }

    /** The place of a keyword: in the new schema, or in the old one where it is gone. */
    JsonPointer at(String keyword) {
        return now.has(keyword) ? newAt.child(keyword) : oldAt.child(keyword);
    }

    boolean differsIn(String keyword) {
        return !java.util.Objects.equals(before.get(keyword), now.get(keyword));
    }

    /** A schema whose keyword is as it is in another one. */
    static JsonObject copy(JsonObject to, JsonObject from, String keyword) {
        JsonValue value = from.get(keyword);
        return value == null
                ? to.toBuilder().remove(keyword).build()
                : to.toBuilder().put(keyword, value).build();
    }

    static Map<String, JsonValue> properties(JsonObject schema) {
        return schema.object("properties").map(JsonObject::members).orElse(Map.of());
    }

    static Set<String> required(JsonObject schema) {
        var names = new LinkedHashSet<String>();
        for (JsonValue name : schema.array("required").orElse(JsonArray.EMPTY)) {
            if (name instanceof JsonString text) {
                names.add(text.value());
            }
        }
        return names;
    }

    /** Whether objects may have members that are not declared. */
    static boolean isOpen(JsonObject schema) {
        return !isFalse(schema.get("additionalProperties")) && !isFalse(schema.get("unevaluatedProperties"));
    }

    static boolean isFalse(@Nullable JsonValue value) {
        return value != null && value.toString().equals("false");
    }

    static boolean hasDefault(@Nullable JsonValue schema) {
        return schema instanceof JsonObject object && object.has("default");
    }
}
