/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Convention;
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
 * @param before the old one, references followed
 * @param now the new one, references followed
 * @param oldTypes the types that the old one names, if it does
 * @param newTypes the types that the new one names, if it does
 * @param property the name of the property that they describe, if it is one
 * @param lost what the old one declares and the new one does not
 * @param conventions what holds beyond the schemas
 * @param document the new schema as a whole
 */
record SchemaPair(
        Place old,
        Place young,
        JsonObject before,
        JsonObject now,
        Optional<Set<String>> oldTypes,
        Optional<Set<String>> newTypes,
        Optional<String> property,
        DeclarationsLost lost,
        Set<Convention> conventions,
        SchemaDocument document) {

    boolean isRoot() {
        return newAt().tokens().isEmpty() && oldAt().tokens().isEmpty();
    }

    JsonPointer oldAt() {
        return old.at();
    }

    JsonPointer newAt() {
        return young.at();
    }

    /** The place of a keyword: in the new schema, or in the old one where it is gone. */
    JsonPointer at(String keyword) {
        return now.has(keyword) ? young.at(keyword) : old.at(keyword);
    }

    /** Whether no value can be valid under both, whatever else they say. */
    boolean isDisjoint() {
        return oldTypes.isPresent()
                && newTypes.isPresent()
                && oldTypes.get().stream().noneMatch(type -> Types.allIn(Set.of(type), newTypes.get()))
                && newTypes.get().stream().noneMatch(type -> Types.allIn(Set.of(type), oldTypes.get()));
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

    /** A schema in which a keyword goes by another name. */
    static JsonObject rename(JsonObject schema, String keyword, String name) {
        JsonValue value = schema.get(keyword);
        return value == null
                ? schema
                : schema.toBuilder().remove(keyword).put(name, value).build();
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

    /** Whether a server can fill in a property of the new schema that is absent. */
    boolean hasDefault(String name) {
        JsonValue schema = properties(now).get(name);
        return schema != null && Defaults.has(young.child("properties", name, schema), document);
    }
}
