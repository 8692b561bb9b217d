/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The types that a schema names, in whichever of the usual spellings. */
final class Types {

    /** The keywords that may name types. */
    static final List<String> SPELLINGS = List.of("type", "anyOf", "oneOf", "nullable");

    private static final int DEEPEST = 16;

    private Types() {}

    /** The types; empty where the schema does not say. */
    static Optional<Set<String>> of(JsonValue schema) {
        return of(schema, SchemaDocument.EMPTY, 0);
    }

    /** The types; references to the same document are followed. */
    static Optional<Set<String>> of(JsonValue schema, SchemaDocument document) {
        return of(schema, document, 0);
    }

    private static Optional<Set<String>> of(JsonValue reference, SchemaDocument document, int depth) {
        JsonValue schema =
                new Place(JsonPointer.ROOT, reference).followed(document).schema();
        if (depth > DEEPEST || !(schema instanceof JsonObject object)) {
            return Optional.empty();
        }
        JsonValue type = object.get("type");
        var names = new TreeSet<String>();
        if (type instanceof JsonString name) {
            names.add(name.value());
        } else if (type instanceof JsonArray list) {
            list.forEach(item -> names.add(item instanceof JsonString text ? text.value() : item.toString()));
        } else {
            return ofBranches(object, document, depth);
        }
        if (object.bool("nullable").orElse(false)) {
            names.add("null");
        }
        return Optional.of(names);
    }

    private static Optional<Set<String>> ofBranches(JsonObject object, SchemaDocument document, int depth) {
        Optional<JsonArray> branches = object.array("anyOf").or(() -> object.array("oneOf"));
        if (branches.isEmpty()) {
            return Optional.empty();
        }
        var names = new TreeSet<String>();
        for (JsonValue branch : branches.get()) {
            Optional<Set<String>> inner = of(branch, document, depth + 1);
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            names.addAll(inner.get());
        }
        return Optional.of(names);
    }

    /** The schema without {@code null}, however that is spelled. */
    static JsonObject withoutNull(JsonObject schema) {
        JsonObject.Builder rest = schema.toBuilder().remove("nullable");
        schema.array("type")
                .ifPresent(types -> rest.put(
                        "type",
                        types.items().stream()
                                .filter(type -> !type.equals(JsonValue.of("null")))
                                .toList()));
        for (String keyword : List.of("anyOf", "oneOf")) {
            schema.array(keyword)
                    .ifPresent(branches -> rest.put(
                            keyword,
                            branches.items().stream()
                                    .filter(branch -> !Choice.isNull(branch))
                                    .toList()));
        }
        return rest.build();
    }

    /** The narrowest type of a value. */
    static String ofValue(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.isInteger() ? "integer" : "number";
        }
        if (value instanceof JsonString) {
            return "string";
        }
        if (value instanceof JsonBoolean) {
            return "boolean";
        }
        return value instanceof JsonArray ? "array" : value instanceof JsonObject ? "object" : "null";
    }

    /** Whether all values of some types have one of some others. */
    static boolean allIn(Set<String> types, Set<String> others) {
        return types.stream()
                .allMatch(type -> others.contains(type) || (type.equals("integer") && others.contains("number")));
    }
}
