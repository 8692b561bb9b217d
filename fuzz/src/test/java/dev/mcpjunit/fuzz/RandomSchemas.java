/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Schemas out of the bytes of an input, and edited copies of them. Every sequence of bytes gives one; most are usable,
 * some are not.
 */
final class RandomSchemas {

    private static final List<String> KEYWORDS = List.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "prefixItems",
            "enum",
            "const",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "minContains",
            "maxContains",
            "minProperties",
            "maxProperties",
            "patternProperties",
            "propertyNames",
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
            "anyOf",
            "oneOf",
            "allOf",
            "not",
            "if",
            "then",
            "else",
            "$ref",
            "$defs",
            "definitions",
            "$anchor",
            "$id",
            "$dynamicRef",
            "$dynamicAnchor",
            "unevaluatedProperties",
            "unevaluatedItems",
            "additionalItems",
            "$schema",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "nullable",
            "x-other");
    private static final List<String> NAMES = List.of("a", "b", "ab", "c", "", "a/b", "~", "\u00e9", "\ud83d\ude00");
    private static final List<String> PATTERNS = List.of(
            "^a", "b$", "^[ab]+$", "c|d", "^.{2}$", "(a+)+$", "(", "\\p{L}", "(?=a)b", "[^a]", "\\d{3,}", "^$",
            "a{9999}");
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "null", "object", "array", "any");
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "2",
            "-1",
            "1.0",
            "1.5",
            "0.1",
            "1e400",
            "-0",
            "123456789012345678901",
            "\"\"",
            "\"a\"",
            "\"ab\"",
            "\"\\ud83d\\ude00\"");
    private static final List<String> REFERENCES = List.of(
            "#",
            "#/$defs/a",
            "#/$defs/b",
            "#/definitions/a",
            "#/properties/a",
            "#a",
            "https://example.com/s",
            "#/no",
            "#/properties/a~1b");
    private static final List<String> DIALECTS = List.of(
            "https://json-schema.org/draft/2020-12/schema",
            "https://json-schema.org/draft/2019-09/schema",
            "http://json-schema.org/draft-07/schema#",
            "http://json-schema.org/draft-04/schema#",
            "https://example.com/unknown");

    private final FuzzedDataProvider data;

    RandomSchemas(FuzzedDataProvider data) {
        this.data = data;
    }

    JsonValue schema(int depth) {
        int kind = data.consumeInt(0, 15);
        if (kind == 0) {
            return JsonValue.of(data.consumeBoolean());
        }
        if (kind == 1) {
            return value(1);
        }
        var schema = new LinkedHashMap<String, JsonValue>();
        for (int more = data.consumeInt(0, 4); more > 0; more--) {
            String keyword = data.pickValue(KEYWORDS);
            schema.put(keyword, argument(keyword, depth));
        }
        return JsonObject.of(schema);
    }

    /** A copy with some keywords set, replaced or removed, at any depth. */
    JsonValue edited(JsonValue schema) {
        if (!(schema instanceof JsonObject object)) {
            return data.consumeBoolean() ? schema : schema(1);
        }
        var copy = new LinkedHashMap<>(object.members());
        switch (data.consumeInt(0, 3)) {
            case 0 -> {
                String keyword = data.pickValue(KEYWORDS);
                copy.put(keyword, argument(keyword, 2));
            }
            case 1 -> {
                if (!copy.isEmpty()) {
                    copy.remove(data.pickValue(new ArrayList<>(copy.keySet())));
                }
            }
            default -> {
                if (!copy.isEmpty()) {
                    copy.computeIfPresent(data.pickValue(new ArrayList<>(copy.keySet())), (name, old) -> inside(old));
                }
            }
        }
        return JsonObject.of(copy);
    }

    private JsonValue inside(JsonValue old) {
        if (old instanceof JsonArray array && !array.items().isEmpty()) {
            var items = new ArrayList<>(array.items());
            int at = data.consumeInt(0, items.size() - 1);
            items.set(at, edited(items.get(at)));
            return new JsonArray(items);
        }
        return old instanceof JsonObject ? edited(old) : value(1);
    }

    private JsonValue argument(String keyword, int depth) {
        if (data.consumeInt(0, 30) == 0) {
            return value(2);
        }
        return switch (keyword) {
            case "type" -> data.consumeBoolean() ? type() : new JsonArray(List.of(type(), type()));
            case "properties", "$defs", "definitions", "dependentSchemas", "dependencies" -> schemas(NAMES, depth);
            case "patternProperties" -> schemas(PATTERNS, depth);
            case "required" -> names();
            case "dependentRequired" ->
                JsonObject.of(new LinkedHashMap<>(java.util.Map.of(data.pickValue(NAMES), names())));
            case "prefixItems", "anyOf", "oneOf", "allOf" -> list(() -> schema(inner(depth)));
            case "enum", "examples" -> list(() -> value(2));
            case "const", "default", "x-other" -> value(2);
            case "pattern" -> JsonValue.of(data.pickValue(PATTERNS));
            case "format" -> JsonValue.of("date");
            case "$ref", "$dynamicRef" -> JsonValue.of(data.pickValue(REFERENCES));
            case "$anchor", "$dynamicAnchor" -> JsonValue.of("a");
            case "$id" -> JsonValue.of("https://example.com/s");
            case "$schema" -> JsonValue.of(data.pickValue(DIALECTS));
            case "title", "description" -> JsonValue.of(data.pickValue(NAMES));
            case "uniqueItems", "deprecated", "nullable" -> JsonValue.of(data.consumeBoolean());
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" -> value(0);
            default ->
                keyword.startsWith("min") || keyword.startsWith("max")
                        ? JsonValue.of(data.consumeInt(-1, 5))
                        : schema(inner(depth));
        };
    }

    private static int inner(int depth) {
        return Math.max(0, depth - 1);
    }

    private JsonValue type() {
        return JsonValue.of(data.pickValue(TYPES));
    }

    private JsonValue names() {
        return list(() -> new JsonString(data.pickValue(NAMES)));
    }

    private JsonValue schemas(List<String> names, int depth) {
        var schemas = new LinkedHashMap<String, JsonValue>();
        for (int more = depth == 0 ? 0 : data.consumeInt(0, 3); more > 0; more--) {
            schemas.put(data.pickValue(names), schema(depth - 1));
        }
        return JsonObject.of(schemas);
    }

    private JsonArray list(java.util.function.Supplier<JsonValue> item) {
        var items = new ArrayList<JsonValue>();
        for (int more = data.consumeInt(0, 3); more > 0; more--) {
            items.add(item.get());
        }
        return new JsonArray(items);
    }

    private JsonValue value(int depth) {
        return switch (depth == 0 ? 9 : data.consumeInt(0, 9)) {
            case 0, 1 -> list(() -> value(depth - 1));
            case 2, 3 -> {
                var members = new LinkedHashMap<String, JsonValue>();
                for (int more = data.consumeInt(0, 3); more > 0; more--) {
                    members.put(data.pickValue(NAMES), value(depth - 1));
                }
                yield JsonObject.of(members);
            }
            default -> Json.parse(data.pickValue(SCALARS));
        };
    }
}
