/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/**
 * Random schemas and values out of a few names, numbers and texts, so that they meet each other often. The same seed
 * always gives the same ones.
 */
final class RandomJson {

    private static final List<String> NAMES = List.of("a", "b", "ab", "c");
    private static final List<String> PATTERNS = List.of("^a", "b$", "^[ab]+$", "c|d", "^.{2}$", "^a?b*$");
    private static final List<String> SCALARS = List.of(
            "null", "true", "false", "0", "1", "2", "3", "-1", "1.5", "0.5", "\"\"", "\"a\"", "\"ab\"", "\"abb\"",
            "\"c\"");
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "null", "object", "array");

    private final Random random;

    RandomJson(long seed) {
        this.random = new Random(seed);
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    JsonValue value(int depth) {
        int kind = random.nextInt(10);
        if (depth > 0 && kind < 3) {
            var members = new LinkedHashMap<String, JsonValue>();
            for (int i = upTo(3); i > 0; i--) {
                members.put(any(NAMES), value(depth - 1));
            }
            return JsonObject.of(members);
        }
        if (depth > 0 && kind < 5) {
            return new JsonArray(list(3, () -> value(depth - 1)));
        }
        return Json.parse(any(SCALARS));
    }

    /** A value made from the names and types of a schema, so that it matches now and then. */
    JsonValue valueFor(JsonValue schema, int depth) {
        if (!(schema instanceof JsonObject object) || depth == 0 || chance(15)) {
            return value(depth);
        }
        for (String branches : List.of("anyOf", "oneOf", "allOf")) {
            if (object.array(branches).isPresent() && chance(50)) {
                return valueFor(any(object.array(branches).get().items()), depth);
            }
        }
        if (object.array("enum").isPresent()
                && !object.array("enum").get().items().isEmpty()) {
            return any(object.array("enum").get().items());
        }
        if (object.has("properties") || object.has("required")) {
            var members = new LinkedHashMap<String, JsonValue>();
            object.object("properties")
                    .ifPresent(properties -> properties.members().forEach((name, inner) -> {
                        if (chance(60)) {
                            members.put(name, valueFor(inner, depth - 1));
                        }
                    }));
            object.array("required")
                    .ifPresent(names -> names.forEach(
                            name -> members.putIfAbsent(name.toJava().toString(), value(depth - 1))));
            if (chance(20)) {
                members.put(any(NAMES), value(depth - 1));
            }
            return JsonObject.of(members);
        }
        if (object.has("items")) {
            return new JsonArray(list(3, () -> valueFor(object.get("items"), depth - 1)));
        }
        return value(depth);
    }

    JsonValue schema(int depth) {
        if (chance(4)) {
            return JsonValue.of(chance(70));
        }
        var schema = JsonObject.builder();
        if (chance(70)) {
            schema.put("type", chance(75) ? any(TYPES) : List.of(any(TYPES.subList(0, 4)), "null"));
        }
        for (int i = 1 + upTo(2); i > 0; i--) {
            keyword(schema, depth);
        }
        return schema.build();
    }

    private void keyword(JsonObject.Builder schema, int depth) {
        int inner = depth - 1;
        switch (random.nextInt(depth > 0 ? 26 : 12)) {
            case 0 -> schema.put("enum", list(3, () -> value(1)));
            case 1 -> schema.put("const", value(1));
            case 2 -> schema.put("minimum", upTo(3) - 1);
            case 3 -> schema.put("maximum", upTo(4));
            case 4 -> schema.put(chance(50) ? "exclusiveMinimum" : "exclusiveMaximum", upTo(4));
            case 5 -> schema.put("multipleOf", any(List.of(1, 2, 3, 0.5, 1.5)));
            case 6 -> schema.put("minLength", upTo(3));
            case 7 -> schema.put("maxLength", upTo(3));
            case 8 -> schema.put("pattern", any(PATTERNS));
            case 9 -> schema.put(chance(50) ? "minItems" : "maxItems", upTo(3));
            case 10 ->
                schema.put(
                        "required",
                        list(2, () -> any(NAMES)).stream().distinct().toList());
            case 11 -> schema.put(chance(50) ? "minProperties" : "maxProperties", upTo(3));
            case 12, 13 -> schema.put("properties", schemas(inner, NAMES));
            case 14 -> schema.put("additionalProperties", chance(50) ? false : schema(inner));
            case 15 -> schema.put("items", schema(inner));
            case 16 -> schema.put("prefixItems", nonEmpty(() -> schema(inner)));
            case 17 -> {
                schema.put("contains", schema(inner));
                if (chance(40)) {
                    schema.put(chance(50) ? "minContains" : "maxContains", upTo(2));
                }
            }
            case 18 -> schema.put("uniqueItems", true);
            case 19 -> schema.put(any(List.of("anyOf", "oneOf", "allOf")), nonEmpty(() -> schema(inner)));
            case 20 -> schema.put("not", schema(inner));
            case 21 ->
                schema.put("if", schema(inner)).put("then", schema(inner)).put("else", schema(inner));
            case 22 -> schema.put("patternProperties", schemas(inner, PATTERNS));
            case 23 -> schema.put("propertyNames", schema(0));
            case 24 ->
                schema.put("dependentSchemas", schemas(inner, NAMES))
                        .put("dependentRequired", java.util.Map.of(any(NAMES), List.of(any(NAMES))));
            default ->
                schema.put(
                        chance(60) ? "unevaluatedProperties" : "unevaluatedItems", chance(60) ? false : schema(inner));
        }
    }

    private JsonObject schemas(int depth, List<String> names) {
        var schemas = new LinkedHashMap<String, JsonValue>();
        for (int i = 1 + upTo(2); i > 0; i--) {
            schemas.put(any(names), schema(depth));
        }
        return JsonObject.of(schemas);
    }

    private <T> List<T> nonEmpty(java.util.function.Supplier<T> element) {
        var elements = new ArrayList<>(list(2, element));
        elements.add(element.get());
        return elements;
    }

    private <T> List<T> list(int most, java.util.function.Supplier<T> element) {
        var elements = new ArrayList<T>();
        for (int i = upTo(most); i > 0; i--) {
            elements.add(element.get());
        }
        return elements;
    }

    /** A schema that differs from another one in a single place, somewhere. */
    JsonValue edited(JsonValue schema, int depth) {
        if (!(schema instanceof JsonObject object) || depth == 0 || object.isEmpty() || chance(25)) {
            return schema(Math.min(depth, 2));
        }
        String name = any(List.copyOf(object.names()));
        JsonValue part = object.get(name);
        if (chance(15)) {
            return object.toBuilder().remove(name).build();
        }
        if (part instanceof JsonObject inner && chance(80)) {
            boolean named =
                    name.equals("properties") || name.equals("patternProperties") || name.equals("dependentSchemas");
            if (named && !inner.isEmpty()) {
                String member = any(List.copyOf(inner.names()));
                return object.toBuilder()
                        .put(
                                name,
                                inner.toBuilder()
                                        .put(member, edited(inner.get(member), depth - 1))
                                        .build())
                        .build();
            }
            if (!named && !name.startsWith("dependent") && !name.equals("const")) {
                return object.toBuilder().put(name, edited(inner, depth - 1)).build();
            }
        }
        var builder = object.toBuilder();
        keyword(builder, Math.min(depth, 2));
        return builder.build();
    }
}
