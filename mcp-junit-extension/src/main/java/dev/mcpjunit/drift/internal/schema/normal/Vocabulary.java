/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.ANY;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.COUNT;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.FLAG;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.LIST;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.NAMES;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.NAMES_BY_NAME;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.NUMBER;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.SCHEMA;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.SCHEMAS;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.SCHEMAS_BY_NAME;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.TEXT;
import static dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape.TYPES;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_04;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_06;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_07;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_2019_09;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_2020_12;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The keywords of 2020-12 that decide whether a value is valid, in the order in which a normal form has them. All
 * others are annotations: they say something about values but reject none.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Vocabulary {
    REF("$ref", TEXT, DRAFT_04),
    DYNAMIC_REF("$dynamicRef", TEXT, DRAFT_2020_12),
    TYPE("type", TYPES, DRAFT_04),
    ENUM("enum", LIST, DRAFT_04),
    CONST("const", ANY, DRAFT_06),
    MULTIPLE_OF("multipleOf", NUMBER, DRAFT_04),
    MINIMUM("minimum", NUMBER, DRAFT_04),
    EXCLUSIVE_MINIMUM("exclusiveMinimum", NUMBER, DRAFT_06),
    MAXIMUM("maximum", NUMBER, DRAFT_04),
    EXCLUSIVE_MAXIMUM("exclusiveMaximum", NUMBER, DRAFT_06),
    MIN_LENGTH("minLength", COUNT, DRAFT_04),
    MAX_LENGTH("maxLength", COUNT, DRAFT_04),
    PATTERN("pattern", TEXT, DRAFT_04),
    PREFIX_ITEMS("prefixItems", SCHEMAS, DRAFT_2020_12),
    ITEMS("items", SCHEMA, DRAFT_04),
    CONTAINS("contains", SCHEMA, DRAFT_06),
    MIN_CONTAINS("minContains", COUNT, DRAFT_2019_09),
    MAX_CONTAINS("maxContains", COUNT, DRAFT_2019_09),
    MIN_ITEMS("minItems", COUNT, DRAFT_04),
    MAX_ITEMS("maxItems", COUNT, DRAFT_04),
    UNIQUE_ITEMS("uniqueItems", FLAG, DRAFT_04),
    UNEVALUATED_ITEMS("unevaluatedItems", SCHEMA, DRAFT_2019_09),
    REQUIRED("required", NAMES, DRAFT_04),
    PROPERTIES("properties", SCHEMAS_BY_NAME, DRAFT_04),
    PATTERN_PROPERTIES("patternProperties", SCHEMAS_BY_NAME, DRAFT_04),
    ADDITIONAL_PROPERTIES("additionalProperties", SCHEMA, DRAFT_04),
    PROPERTY_NAMES("propertyNames", SCHEMA, DRAFT_06),
    MIN_PROPERTIES("minProperties", COUNT, DRAFT_04),
    MAX_PROPERTIES("maxProperties", COUNT, DRAFT_04),
    DEPENDENT_REQUIRED("dependentRequired", NAMES_BY_NAME, DRAFT_2019_09),
    DEPENDENT_SCHEMAS("dependentSchemas", SCHEMAS_BY_NAME, DRAFT_2019_09),
    UNEVALUATED_PROPERTIES("unevaluatedProperties", SCHEMA, DRAFT_2019_09),
    ALL_OF("allOf", SCHEMAS, DRAFT_04),
    ANY_OF("anyOf", SCHEMAS, DRAFT_04),
    ONE_OF("oneOf", SCHEMAS, DRAFT_04),
    NOT("not", SCHEMA, DRAFT_04),
    IF("if", SCHEMA, DRAFT_07),
    THEN("then", SCHEMA, DRAFT_07),
    ELSE("else", SCHEMA, DRAFT_07);

    /** What a keyword's argument looks like. */
    enum Shape {
        ANY,
        TEXT,
        FLAG,
        NUMBER,
        COUNT,
        TYPES,
        LIST,
        NAMES,
        NAMES_BY_NAME,
        SCHEMA,
        SCHEMAS,
        SCHEMAS_BY_NAME;

        boolean fits(JsonValue argument) {
            return switch (this) {
                case ANY -> true;
                case TEXT -> argument instanceof JsonString;
                case FLAG -> argument instanceof JsonBoolean;
                case NUMBER -> argument instanceof JsonNumber;
                case COUNT ->
                    argument instanceof JsonNumber count
                            && count.isInteger()
                            && count.value().signum() >= 0;
                case TYPES ->
                    isType(argument)
                            || (argument instanceof JsonArray types
                                    && !types.items().isEmpty()
                                    && types.items().stream().allMatch(Vocabulary::isType));
                case LIST -> argument instanceof JsonArray;
                case NAMES -> allItems(argument, TEXT);
                case NAMES_BY_NAME -> allMembers(argument, NAMES);
                case SCHEMA -> argument instanceof JsonObject || argument instanceof JsonBoolean;
                case SCHEMAS -> allItems(argument, SCHEMA);
                case SCHEMAS_BY_NAME -> allMembers(argument, SCHEMA);
            };
        }

        private static boolean allItems(JsonValue argument, Shape shape) {
            return argument instanceof JsonArray array && array.items().stream().allMatch(shape::fits);
        }

        private static boolean allMembers(JsonValue argument, Shape shape) {
            return argument instanceof JsonObject object
                    && object.members().values().stream().allMatch(shape::fits);
        }
    }

    private static final Set<String> TYPE_NAMES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");

    private final String keyword;
    private final Shape shape;
    private final SchemaDialect since;

    Vocabulary(String keyword, Shape shape, SchemaDialect since) {
        this.keyword = keyword;
        this.shape = shape;
        this.since = since;
    }

    /**
     * Get the keyword as it is written.
     *
     * @return its name; never {@code null}
     */
    public String keyword() {
        return keyword;
    }

    /**
     * Tell whether the keyword can have an argument.
     *
     * @param argument what stands behind the keyword
     * @return whether it has the right shape
     */
    public boolean takes(JsonValue argument) {
        return shape.fits(argument);
    }

    Shape shape() {
        return shape;
    }

    boolean isIn(SchemaDialect dialect) {
        return dialect.atLeast(since);
    }

    private static boolean isType(JsonValue value) {
        return value instanceof JsonString name && TYPE_NAMES.contains(name.value());
    }
}
