/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code type}, {@code enum} and {@code const}: which values there can be at all. */
final class Types {

    private static final Set<String> ALL = Set.of("array", "boolean", "null", "number", "object", "string");

    private Types() {}

    static void simplify(Map<String, JsonValue> schema) {
        enumeration(schema);
        JsonValue type = schema.get("type");
        if (type == null || !Shape.TYPES.fits(type)) {
            return;
        }
        Set<String> types = of(type);
        if (schema.get("enum") instanceof JsonArray values) {
            // Listed values have their types; the keyword could only strike some off the list.
            List<JsonValue> left = values.items().stream()
                    .filter(value -> accept(types, value))
                    .toList();
            schema.put("enum", new JsonArray(left));
            schema.remove("type");
        } else if (types.equals(ALL)) {
            schema.remove("type");
        } else {
            schema.put("type", print(types));
        }
    }

    /** {@code const} is an {@code enum} of one; of both, what is in both is left. */
    private static void enumeration(Map<String, JsonValue> schema) {
        JsonValue constant = schema.remove("const");
        JsonValue values = schema.get("enum");
        if (values instanceof JsonArray array) {
            var distinct = new LinkedHashSet<>(array.items());
            if (constant != null) {
                distinct.retainAll(List.of(constant));
            }
            schema.put("enum", new JsonArray(List.copyOf(distinct)));
        } else if (constant != null && values == null) {
            schema.put("enum", new JsonArray(List.of(constant)));
        } else if (constant != null) {
            schema.put("const", constant);
        }
    }

    /** The types that a schema object names; none where it has no {@code type}, or a malformed one. */
    static Set<String> of(JsonObject schema) {
        JsonValue type = schema.get("type");
        return type != null && Shape.TYPES.fits(type) ? of(type) : Set.of();
    }

    private static Set<String> of(JsonValue type) {
        Set<String> types = new TreeSet<>();
        Collection<JsonValue> names = type instanceof JsonArray several ? several.items() : List.of(type);
        names.forEach(name -> types.add(((JsonString) name).value()));
        if (types.contains("number")) {
            types.remove("integer");
        }
        return types;
    }

    private static JsonValue print(Set<String> types) {
        return types.size() == 1 ? new JsonString(types.iterator().next()) : JsonValue.of(types);
    }

    private static boolean accept(Set<String> types, JsonValue value) {
        return types.contains(value.typeName())
                || (types.contains("integer") && value instanceof JsonNumber number && number.isInteger());
    }

    /** Write branches that only name types as one list of types; return whether that was possible. */
    static boolean merge(Map<String, JsonValue> schema, String keyword, List<JsonValue> branches) {
        if (schema.containsKey("type")) {
            return false;
        }
        Set<String> types = new LinkedHashSet<>();
        for (JsonValue branch : branches) {
            if (!(branch instanceof JsonObject object) || object.members().size() != 1) {
                return false;
            }
            Set<String> own = of(object);
            // A value of two branches' types matches anyOf, but not oneOf.
            boolean disjoint = own.stream().allMatch(type -> !types.contains(type))
                    && !(own.contains("integer") && types.contains("number"))
                    && !(own.contains("number") && types.contains("integer"));
            if (own.isEmpty() || (keyword.equals("oneOf") && !disjoint)) {
                return false;
            }
            types.addAll(own);
        }
        schema.remove(keyword);
        schema.put("type", JsonValue.of(types));
        return true;
    }
}
