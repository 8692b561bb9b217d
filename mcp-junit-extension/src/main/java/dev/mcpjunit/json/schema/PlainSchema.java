/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Schemas of which it is plain that their meta-schema agrees, so that it need not be asked, which costs a hundred times
 * as much. To doubt is always right: then the meta-schema decides.
 */
final class PlainSchema {

    private static final int DEEPEST = 60;

    private static final BigDecimal LARGEST_COUNT = BigDecimal.valueOf(Integer.MAX_VALUE);

    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");

    private final Effort effort;

    private PlainSchema(Effort effort) {
        this.effort = effort;
    }

    /** Tell whether the meta-schema agrees for certain; it still may where this says no. */
    static boolean isCertainly(JsonValue schema, SchemaDialect dialect, Effort effort) {
        // The two mean the same by all keywords below; their elders do not.
        return (dialect == SchemaDialect.DRAFT_07 || dialect == SchemaDialect.DRAFT_2020_12)
                && new PlainSchema(effort).isPlain(schema, 0);
    }

    private boolean isPlain(JsonValue schema, int depth) {
        effort.spend(1);
        if (schema instanceof JsonBoolean) {
            return true;
        }
        if (depth > DEEPEST || !(schema instanceof JsonObject object)) {
            return false;
        }
        for (var member : object.members().entrySet()) {
            if (!isPlain(member.getKey(), member.getValue(), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlain(String keyword, JsonValue argument, int depth) {
        return switch (keyword) {
            case "const", "default" -> true;
            case "$comment", "$ref", "$schema", "description", "format", "pattern", "title" ->
                argument instanceof JsonString;
            case "deprecated", "readOnly", "uniqueItems", "writeOnly" -> argument instanceof JsonBoolean;
            case "examples" -> argument instanceof JsonArray;
            case "enum" -> isSet(argument) && !argument.equals(JsonArray.EMPTY);
            case "exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum" -> argument instanceof JsonNumber;
            case "multipleOf" ->
                argument instanceof JsonNumber factor && factor.value().signum() > 0;
            case "maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties" ->
                isCount(argument);
            case "required" -> isSet(argument) && hasOnlyText((JsonArray) argument);
            case "type" ->
                isType(argument)
                        || (isSet(argument)
                                && !argument.equals(JsonArray.EMPTY)
                                && ((JsonArray) argument).items().stream().allMatch(PlainSchema::isType));
            case "additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then" ->
                isPlain(argument, depth);
            case "allOf", "anyOf", "oneOf" -> isListOfPlain(argument, depth);
            case "$defs", "definitions", "patternProperties", "properties" -> isMapOfPlain(argument, depth);
            // What is nobody's keyword in either dialect may be anything.
            default -> keyword.startsWith("x-");
        };
    }

    private boolean isListOfPlain(JsonValue argument, int depth) {
        if (!(argument instanceof JsonArray schemas) || schemas.items().isEmpty()) {
            return false;
        }
        for (JsonValue schema : schemas) {
            if (!isPlain(schema, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean isMapOfPlain(JsonValue argument, int depth) {
        if (!(argument instanceof JsonObject schemas)) {
            return false;
        }
        for (JsonValue schema : schemas.members().values()) {
            if (!isPlain(schema, depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCount(JsonValue argument) {
        return argument instanceof JsonNumber count
                && count.isInteger()
                && count.value().signum() >= 0
                && count.value().compareTo(LARGEST_COUNT) <= 0;
    }

    private static boolean isType(JsonValue argument) {
        return argument instanceof JsonString name && TYPES.contains(name.value());
    }

    private static boolean isSet(JsonValue argument) {
        if (!(argument instanceof JsonArray array)) {
            return false;
        }
        List<JsonValue> items = array.items();
        return items.size() < 2 || new HashSet<>(items).size() == items.size();
    }

    private static boolean hasOnlyText(JsonArray array) {
        return array.items().stream().allMatch(JsonString.class::isInstance);
    }
}
