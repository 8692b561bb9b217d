/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_04;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_06;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_07;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_2019_09;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_2020_12;

import dev.mcpjunit.json.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The keywords of JSON Schema, in the order in which a normal form has them: which dialects have them, and what their
 * arguments look like. This is the only table of keywords.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Keyword {
    REF("$ref", ArgumentShape.STRING, DRAFT_04),
    DYNAMIC_REF("$dynamicRef", ArgumentShape.STRING, DRAFT_2020_12),
    TYPE("type", ArgumentShape.TYPES, DRAFT_04),
    ENUM("enum", ArgumentShape.VALUES, DRAFT_04),
    CONST("const", ArgumentShape.ANY, DRAFT_06),
    MULTIPLE_OF("multipleOf", ArgumentShape.POSITIVE_NUMBER, DRAFT_04),
    MINIMUM("minimum", ArgumentShape.NUMBER, DRAFT_04),
    EXCLUSIVE_MINIMUM("exclusiveMinimum", ArgumentShape.EXCLUSIVE_BOUND, DRAFT_04),
    MAXIMUM("maximum", ArgumentShape.NUMBER, DRAFT_04),
    EXCLUSIVE_MAXIMUM("exclusiveMaximum", ArgumentShape.EXCLUSIVE_BOUND, DRAFT_04),
    MIN_LENGTH("minLength", ArgumentShape.COUNT, DRAFT_04),
    MAX_LENGTH("maxLength", ArgumentShape.COUNT, DRAFT_04),
    PATTERN("pattern", ArgumentShape.STRING, DRAFT_04),
    PREFIX_ITEMS("prefixItems", ArgumentShape.SCHEMAS, DRAFT_2020_12),
    ITEMS("items", ArgumentShape.SCHEMA_OR_SCHEMAS, DRAFT_04),
    CONTAINS("contains", ArgumentShape.SCHEMA, DRAFT_06),
    MIN_CONTAINS("minContains", ArgumentShape.COUNT, DRAFT_2019_09),
    MAX_CONTAINS("maxContains", ArgumentShape.COUNT, DRAFT_2019_09),
    MIN_ITEMS("minItems", ArgumentShape.COUNT, DRAFT_04),
    MAX_ITEMS("maxItems", ArgumentShape.COUNT, DRAFT_04),
    UNIQUE_ITEMS("uniqueItems", ArgumentShape.BOOLEAN, DRAFT_04),
    UNEVALUATED_ITEMS("unevaluatedItems", ArgumentShape.SCHEMA, DRAFT_2019_09),
    REQUIRED("required", ArgumentShape.NAMES, DRAFT_04),
    PROPERTIES("properties", ArgumentShape.SCHEMAS_BY_NAME, DRAFT_04),
    PATTERN_PROPERTIES("patternProperties", ArgumentShape.SCHEMAS_BY_NAME, DRAFT_04),
    ADDITIONAL_PROPERTIES("additionalProperties", ArgumentShape.SCHEMA, DRAFT_04),
    PROPERTY_NAMES("propertyNames", ArgumentShape.SCHEMA, DRAFT_06),
    MIN_PROPERTIES("minProperties", ArgumentShape.COUNT, DRAFT_04),
    MAX_PROPERTIES("maxProperties", ArgumentShape.COUNT, DRAFT_04),
    DEPENDENT_REQUIRED("dependentRequired", ArgumentShape.NAMES_BY_NAME, DRAFT_2019_09),
    DEPENDENT_SCHEMAS("dependentSchemas", ArgumentShape.SCHEMAS_BY_NAME, DRAFT_2019_09),
    UNEVALUATED_PROPERTIES("unevaluatedProperties", ArgumentShape.SCHEMA, DRAFT_2019_09),
    ALL_OF("allOf", ArgumentShape.SCHEMAS, DRAFT_04),
    ANY_OF("anyOf", ArgumentShape.SCHEMAS, DRAFT_04),
    ONE_OF("oneOf", ArgumentShape.SCHEMAS, DRAFT_04),
    NOT("not", ArgumentShape.SCHEMA, DRAFT_04),
    IF("if", ArgumentShape.SCHEMA, DRAFT_07),
    THEN("then", ArgumentShape.SCHEMA, DRAFT_07),
    ELSE("else", ArgumentShape.SCHEMA, DRAFT_07),

    // What is translated into the keywords above.
    ADDITIONAL_ITEMS("additionalItems", ArgumentShape.SCHEMA, DRAFT_04, DRAFT_2019_09),
    DEPENDENCIES("dependencies", ArgumentShape.DEPENDENCIES, DRAFT_04),
    RECURSIVE_REF("$recursiveRef", ArgumentShape.STRING, DRAFT_2019_09, DRAFT_2019_09),

    // What names or carries schemas.
    SCHEMA("$schema", ArgumentShape.STRING, DRAFT_04),
    ID("$id", ArgumentShape.ADDRESS, DRAFT_06),
    OLD_ID("id", ArgumentShape.STRING, DRAFT_04, DRAFT_04),
    ANCHOR("$anchor", ArgumentShape.ANCHOR, DRAFT_2019_09),
    DYNAMIC_ANCHOR("$dynamicAnchor", ArgumentShape.ANCHOR, DRAFT_2020_12),
    RECURSIVE_ANCHOR("$recursiveAnchor", ArgumentShape.RECURSIVE_ANCHOR, DRAFT_2019_09),
    VOCABULARY("$vocabulary", ArgumentShape.FLAGS_BY_NAME, DRAFT_2019_09),
    DEFS("$defs", ArgumentShape.SCHEMAS_BY_NAME, DRAFT_2019_09),
    DEFINITIONS("definitions", ArgumentShape.SCHEMAS_BY_NAME, DRAFT_04),

    // Annotations.
    COMMENT("$comment", ArgumentShape.STRING, DRAFT_07),
    TITLE("title", ArgumentShape.STRING, DRAFT_04),
    DESCRIPTION("description", ArgumentShape.STRING, DRAFT_04),
    DEFAULT("default", ArgumentShape.ANY, DRAFT_04),
    EXAMPLES("examples", ArgumentShape.LIST, DRAFT_06),
    DEPRECATED("deprecated", ArgumentShape.BOOLEAN, DRAFT_2019_09),
    READ_ONLY("readOnly", ArgumentShape.BOOLEAN, DRAFT_07),
    WRITE_ONLY("writeOnly", ArgumentShape.BOOLEAN, DRAFT_07),
    FORMAT("format", ArgumentShape.STRING, DRAFT_04),
    CONTENT_ENCODING("contentEncoding", ArgumentShape.STRING, DRAFT_07),
    CONTENT_MEDIA_TYPE("contentMediaType", ArgumentShape.STRING, DRAFT_07),
    CONTENT_SCHEMA("contentSchema", ArgumentShape.SCHEMA, DRAFT_2019_09);

    private static final Map<String, Keyword> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Keyword::keyword, Function.identity()));

    private final String keyword;
    private final ArgumentShape shape;
    private final SchemaDialect since;
    private final SchemaDialect until;

    Keyword(String keyword, ArgumentShape shape, SchemaDialect since) {
        this(keyword, shape, since, DRAFT_2020_12);
    }

    Keyword(String keyword, ArgumentShape shape, SchemaDialect since, SchemaDialect until) {
        this.keyword = keyword;
        this.shape = shape;
        this.since = since;
        this.until = until;
    }

    /**
     * Find a keyword.
     *
     * @return the keyword; empty if no dialect has it
     */
    public static Optional<Keyword> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Get the keyword as it is written. */
    public String keyword() {
        return keyword;
    }

    /** Get what its argument looks like. */
    public ArgumentShape shape() {
        return shape;
    }

    /**
     * Whether this keyword restricts the accepted values: it does not name or hold schemas, and is not an annotation.
     */
    public boolean constrains() {
        return compareTo(SCHEMA) < 0;
    }

    /** Whether a dialect has this keyword. */
    public boolean isIn(SchemaDialect dialect) {
        return dialect.atLeast(since) && until.atLeast(dialect);
    }

    /**
     * Tell what is wrong with an argument; schemas inside the argument are not looked at.
     *
     * @return what the argument has to be, as a phrase; empty if it is that
     */
    public Optional<String> problem(JsonValue argument, SchemaDialect dialect) {
        return shape.fits(argument, dialect) ? Optional.empty() : Optional.of(shape.expected(dialect));
    }
}
