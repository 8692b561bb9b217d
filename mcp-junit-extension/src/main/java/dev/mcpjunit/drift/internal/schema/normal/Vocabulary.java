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

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.ArgumentShape;
import dev.mcpjunit.json.internal.schema.Keyword;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import org.apiguardian.api.API;

/**
 * The keywords of 2020-12 that decide whether a value is valid, in the order in which a normal form has them. All
 * others are annotations: they say something about values but reject none.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Vocabulary {
    REF(Keyword.REF, TEXT),
    DYNAMIC_REF(Keyword.DYNAMIC_REF, TEXT),
    TYPE(Keyword.TYPE, TYPES),
    ENUM(Keyword.ENUM, LIST),
    CONST(Keyword.CONST, ANY),
    MULTIPLE_OF(Keyword.MULTIPLE_OF, NUMBER),
    MINIMUM(Keyword.MINIMUM, NUMBER),
    EXCLUSIVE_MINIMUM(Keyword.EXCLUSIVE_MINIMUM, NUMBER),
    MAXIMUM(Keyword.MAXIMUM, NUMBER),
    EXCLUSIVE_MAXIMUM(Keyword.EXCLUSIVE_MAXIMUM, NUMBER),
    MIN_LENGTH(Keyword.MIN_LENGTH, COUNT),
    MAX_LENGTH(Keyword.MAX_LENGTH, COUNT),
    PATTERN(Keyword.PATTERN, TEXT),
    PREFIX_ITEMS(Keyword.PREFIX_ITEMS, SCHEMAS),
    ITEMS(Keyword.ITEMS, SCHEMA),
    CONTAINS(Keyword.CONTAINS, SCHEMA),
    MIN_CONTAINS(Keyword.MIN_CONTAINS, COUNT),
    MAX_CONTAINS(Keyword.MAX_CONTAINS, COUNT),
    MIN_ITEMS(Keyword.MIN_ITEMS, COUNT),
    MAX_ITEMS(Keyword.MAX_ITEMS, COUNT),
    UNIQUE_ITEMS(Keyword.UNIQUE_ITEMS, FLAG),
    UNEVALUATED_ITEMS(Keyword.UNEVALUATED_ITEMS, SCHEMA),
    REQUIRED(Keyword.REQUIRED, NAMES),
    PROPERTIES(Keyword.PROPERTIES, SCHEMAS_BY_NAME),
    PATTERN_PROPERTIES(Keyword.PATTERN_PROPERTIES, SCHEMAS_BY_NAME),
    ADDITIONAL_PROPERTIES(Keyword.ADDITIONAL_PROPERTIES, SCHEMA),
    PROPERTY_NAMES(Keyword.PROPERTY_NAMES, SCHEMA),
    MIN_PROPERTIES(Keyword.MIN_PROPERTIES, COUNT),
    MAX_PROPERTIES(Keyword.MAX_PROPERTIES, COUNT),
    DEPENDENT_REQUIRED(Keyword.DEPENDENT_REQUIRED, NAMES_BY_NAME),
    DEPENDENT_SCHEMAS(Keyword.DEPENDENT_SCHEMAS, SCHEMAS_BY_NAME),
    UNEVALUATED_PROPERTIES(Keyword.UNEVALUATED_PROPERTIES, SCHEMA),
    ALL_OF(Keyword.ALL_OF, SCHEMAS),
    ANY_OF(Keyword.ANY_OF, SCHEMAS),
    ONE_OF(Keyword.ONE_OF, SCHEMAS),
    NOT(Keyword.NOT, SCHEMA),
    IF(Keyword.IF, SCHEMA),
    THEN(Keyword.THEN, SCHEMA),
    ELSE(Keyword.ELSE, SCHEMA);

    /** What an argument has to look like to be compared; meta-schemas may want more. */
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
                                    && types.items().stream().allMatch(Shape::isType));
                case LIST -> argument instanceof JsonArray;
                case NAMES -> allItems(argument, TEXT);
                case NAMES_BY_NAME -> allMembers(argument, NAMES);
                case SCHEMA -> argument instanceof JsonObject || argument instanceof JsonBoolean;
                case SCHEMAS -> allItems(argument, SCHEMA);
                case SCHEMAS_BY_NAME -> allMembers(argument, SCHEMA);
            };
        }

        private static boolean isType(JsonValue value) {
            return value instanceof JsonString && ArgumentShape.TYPES.fits(value, SchemaDialect.DRAFT_2020_12);
        }

        private static boolean allItems(JsonValue argument, Shape shape) {
            return argument instanceof JsonArray array && array.items().stream().allMatch(shape::fits);
        }

        private static boolean allMembers(JsonValue argument, Shape shape) {
            return argument instanceof JsonObject object
                    && object.members().values().stream().allMatch(shape::fits);
        }
    }

    private final Keyword keyword;
    private final Shape shape;

    Vocabulary(Keyword keyword, Shape shape) {
        this.keyword = keyword;
        this.shape = shape;
    }

    /** Get the keyword as it is written. */
    public String keyword() {
        return keyword.keyword();
    }

    /** Whether the keyword can have an argument. */
    public boolean takes(JsonValue argument) {
        return shape.fits(argument);
    }

    Shape shape() {
        return shape;
    }

    /** Whether a dialect has the keyword with the meaning of 2020-12. */
    boolean isIn(SchemaDialect dialect) {
        boolean flag = keyword.shape() == ArgumentShape.EXCLUSIVE_BOUND && dialect == SchemaDialect.DRAFT_04;
        return keyword.isIn(dialect) && !flag;
    }
}
