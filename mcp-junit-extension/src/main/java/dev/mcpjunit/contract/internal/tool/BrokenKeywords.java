/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes sample arguments so that they break one keyword of their schema: a bound, a length, a whole number, a list
 * that is too long, a member that is not declared. What comes out may still be valid; a validator decides.
 */
final class BrokenKeywords {

    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_LIST = 1_000;
    private static final int DEEPEST = 16;
    private static final int MOST_REFERENCES = 16;

    /** More are of no use: a tool gets fewer. */
    private static final int MOST = 1_000;

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final JsonValue root;
    private final List<JsonValue> found = new ArrayList<>();

    private BrokenKeywords(JsonValue root) {
        this.root = root;
    }

    static List<JsonValue> of(JsonObject sample, JsonValue schema) {
        var broken = new BrokenKeywords(schema);
        broken.object(sample, broken.resolved(schema), whole -> whole, 0);
        return broken.found;
    }

    private JsonObject resolved(JsonValue schema) {
        JsonValue part = schema;
        for (int i = 0; i < MOST_REFERENCES && part instanceof JsonObject object && object.has("$ref"); i++) {
            part = Enums.target(object, root).orElse(JsonObject.EMPTY);
        }
        return part instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private void object(JsonObject value, JsonObject schema, UnaryOperator<JsonValue> put, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        schema.object("properties").ifPresent(properties -> properties.members().forEach((name, member) -> {
            UnaryOperator<JsonValue> inside = changed -> put.apply(with(value, name, changed));
            value(value.get(name), resolved(member), inside, depth);
        }));
        if (schema.has("additionalProperties") || schema.has("unevaluatedProperties") || schema.has("propertyNames")) {
            add(put.apply(with(value, "unlistedMember", new JsonString("text"))));
        }
    }

    private void value(@Nullable JsonValue value, JsonObject schema, UnaryOperator<JsonValue> put, int depth) {
        numbers(value, schema).forEach(number -> add(put.apply(new JsonNumber(number))));
        texts(schema).forEach(text -> add(put.apply(new JsonString(text))));
        if (value instanceof JsonArray array && !array.items().isEmpty()) {
            lists(array, schema).forEach(list -> add(put.apply(list)));
            JsonValue first = array.items().get(0);
            UnaryOperator<JsonValue> inside = changed -> {
                var items = new ArrayList<>(array.items());
                items.set(0, changed);
                return put.apply(new JsonArray(items));
            };
            JsonValue items = schema.get("items");
            if (items != null && depth <= DEEPEST) {
                value(first, resolved(items), inside, depth + 1);
            }
        } else if (value instanceof JsonObject object) {
            object(object, schema, put, depth + 1);
        }
    }

    private static List<BigDecimal> numbers(@Nullable JsonValue value, JsonObject schema) {
        var numbers = new ArrayList<BigDecimal>();
        if (schema.get("minimum") instanceof JsonNumber lowest) {
            numbers.add(lowest.value().subtract(BigDecimal.ONE));
        }
        if (schema.get("maximum") instanceof JsonNumber highest) {
            numbers.add(highest.value().add(BigDecimal.ONE));
        }
        if (schema.get("exclusiveMinimum") instanceof JsonNumber bound) {
            numbers.add(bound.value());
        }
        if (schema.get("exclusiveMaximum") instanceof JsonNumber bound) {
            numbers.add(bound.value());
        }
        if (schema.get("multipleOf") instanceof JsonNumber factor) {
            numbers.add(factor.value().multiply(HALF));
        }
        if (schema.string("type").filter("integer"::equals).isPresent()) {
            numbers.add((value instanceof JsonNumber number ? number.value() : BigDecimal.ONE).add(HALF));
        }
        return numbers;
    }

    private static List<String> texts(JsonObject schema) {
        var texts = new ArrayList<String>();
        if (schema.has("minLength") || schema.has("pattern")) {
            texts.add("");
        }
        if (schema.has("pattern")) {
            texts.add(" \u00a7 ");
        }
        if (schema.get("maxLength") instanceof JsonNumber longest && isAtMost(longest, LONGEST_TEXT)) {
            texts.add("x".repeat(longest.value().intValue() + 1));
        }
        return texts;
    }

    private static List<JsonValue> lists(JsonArray value, JsonObject schema) {
        var lists = new ArrayList<JsonValue>();
        JsonValue first = value.items().get(0);
        if (schema.get("maxItems") instanceof JsonNumber most && isAtMost(most, LONGEST_LIST)) {
            lists.add(new JsonArray(Collections.nCopies(most.value().intValue() + 1, first)));
        }
        if (schema.has("uniqueItems")) {
            var twice = new ArrayList<>(value.items());
            twice.add(first);
            lists.add(new JsonArray(twice));
        }
        return lists;
    }

    private static boolean isAtMost(JsonNumber number, int most) {
        return number.value().signum() >= 0 && number.value().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static JsonObject with(JsonObject object, String name, JsonValue value) {
        var members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return JsonObject.of(members);
    }

    private void add(JsonValue changed) {
        if (found.size() < MOST) {
            found.add(changed);
        }
    }
}
