/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import static dev.mcpjunit.json.JsonBoolean.FALSE;
import static dev.mcpjunit.json.JsonBoolean.TRUE;

import dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leaves out of a schema object what says nothing, and spells the rest in one way; what is inside is done already. */
final class Simplifier {

    /** Whether {@code unevaluated…} occurs: then a keyword that rejects nothing may still say what it has looked at. */
    private final boolean careful;

    Simplifier(boolean careful) {
        this.careful = careful;
    }

    JsonValue simplify(Map<String, JsonValue> keywords) {
        var schema = new LinkedHashMap<>(keywords);
        conditions(schema);
        branches(schema);
        Types.simplify(schema);
        bounds(schema);
        dropEmpty(schema);
        conjunction(schema);
        return whole(schema);
    }

    private static JsonValue whole(Map<String, JsonValue> schema) {
        if (schema.isEmpty()) {
            return TRUE;
        }
        if (schema.get("not") == TRUE || JsonArray.EMPTY.equals(schema.get("enum"))) {
            return FALSE;
        }
        if (schema.get("allOf") instanceof JsonArray all) {
            if (all.items().contains(FALSE)) {
                return FALSE;
            }
            if (schema.size() == 1 && all.items().size() == 1) {
                return all.items().get(0);
            }
        }
        var ordered = new LinkedHashMap<String, JsonValue>();
        for (Vocabulary keyword : Vocabulary.values()) {
            JsonValue argument = schema.get(keyword.keyword());
            if (argument != null) {
                ordered.put(keyword.keyword(), argument);
            }
        }
        return JsonObject.of(ordered);
    }

    /** Ask for one more schema, beside all that is asked already. */
    static void conjoin(Map<String, JsonValue> schema, JsonValue another) {
        var all = new ArrayList<JsonValue>();
        if (schema.get("allOf") instanceof JsonArray others) {
            all.addAll(others.items());
        }
        all.add(another);
        schema.put("allOf", new JsonArray(all));
    }

    private static void bounds(Map<String, JsonValue> schema) {
        if (schema.get("minimum") instanceof JsonNumber inclusive
                && schema.get("exclusiveMinimum") instanceof JsonNumber exclusive) {
            schema.remove(exclusive.value().compareTo(inclusive.value()) >= 0 ? "minimum" : "exclusiveMinimum");
        }
        if (schema.get("maximum") instanceof JsonNumber inclusive
                && schema.get("exclusiveMaximum") instanceof JsonNumber exclusive) {
            schema.remove(exclusive.value().compareTo(inclusive.value()) <= 0 ? "maximum" : "exclusiveMaximum");
        }
    }

    private void dropEmpty(Map<String, JsonValue> schema) {
        for (String count : List.of("minLength", "minItems", "minProperties")) {
            if (schema.get(count) instanceof JsonNumber least && least.value().signum() == 0) {
                schema.remove(count);
            }
        }
        for (String container : List.of("properties", "patternProperties", "dependentSchemas")) {
            schema.remove(container, JsonObject.EMPTY);
        }
        schema.remove("prefixItems", JsonArray.EMPTY);
        schema.remove("uniqueItems", FALSE);
        Requirements.simplify(schema);
        contains(schema);
        if (!careful) {
            schema.remove("items", TRUE);
            schema.remove("additionalProperties", TRUE);
            schema.remove("unevaluatedItems", TRUE);
            schema.remove("unevaluatedProperties", TRUE);
        }
        if (acceptsAllText(schema.get("propertyNames"))) {
            schema.remove("propertyNames");
        }
    }

    private void contains(Map<String, JsonValue> schema) {
        if (!schema.containsKey("contains")) {
            schema.remove("minContains");
            schema.remove("maxContains");
        } else if (schema.get("minContains") instanceof JsonNumber least) {
            if (least.value().signum() == 0 && !schema.containsKey("maxContains") && !careful) {
                schema.remove("contains");
                schema.remove("minContains");
            } else if (least.equals(JsonValue.of(1))) {
                schema.remove("minContains");
            }
        }
    }

    private static boolean acceptsAllText(@Nullable JsonValue schema) {
        return schema == TRUE
                || (schema instanceof JsonObject object
                        && object.members().size() == 1
                        && object.has("type")
                        && Types.of(object).contains("string"));
    }

    private void conditions(Map<String, JsonValue> schema) {
        schema.remove("then", TRUE);
        schema.remove("else", TRUE);
        JsonValue condition = schema.get("if");
        if (condition == null || (!schema.containsKey("then") && !schema.containsKey("else") && !careful)) {
            schema.remove("if");
            schema.remove("then");
            schema.remove("else");
        } else if (condition == TRUE || condition == FALSE) {
            JsonValue applied = schema.get(condition == TRUE ? "then" : "else");
            schema.remove("if");
            schema.remove("then");
            schema.remove("else");
            if (applied != null) {
                conjoin(schema, applied);
            }
        }
        schema.remove("not", FALSE);
    }

    private static void branches(Map<String, JsonValue> schema) {
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof JsonArray branches && Shape.SCHEMAS.fits(branches)) {
                var left = new ArrayList<>(branches.items());
                left.removeIf(branch -> branch == FALSE);
                List<JsonValue> distinct =
                        keyword.equals("anyOf") ? left.stream().distinct().toList() : List.copyOf(left);
                if (distinct.isEmpty() && !branches.items().isEmpty()) {
                    schema.remove(keyword);
                    conjoin(schema, FALSE);
                } else if (distinct.size() == 1) {
                    schema.remove(keyword);
                    conjoin(schema, distinct.get(0));
                } else if (!Types.merge(schema, keyword, distinct)) {
                    schema.put(keyword, new JsonArray(distinct));
                }
            }
        }
    }

    private static void conjunction(Map<String, JsonValue> schema) {
        if (!(schema.get("allOf") instanceof JsonArray members) || !Shape.SCHEMAS.fits(members)) {
            return;
        }
        var flat = new LinkedHashSet<JsonValue>();
        for (JsonValue member : members) {
            if (member instanceof JsonObject object
                    && object.members().size() == 1
                    && object.get("allOf") instanceof JsonArray inner
                    && Shape.SCHEMAS.fits(inner)) {
                flat.addAll(inner.items());
            } else if (member != TRUE) {
                flat.add(member);
            }
        }
        if (flat.isEmpty()) {
            schema.remove("allOf");
        } else {
            schema.put("allOf", new JsonArray(List.copyOf(flat)));
        }
    }
}
