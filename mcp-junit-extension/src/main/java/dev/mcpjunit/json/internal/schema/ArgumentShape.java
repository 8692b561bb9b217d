/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** What the argument of a keyword looks like. Schemas inside an argument are not looked at. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum ArgumentShape {
    ANY("any value", argument -> true),
    STRING("a string", JsonString.class::isInstance),
    BOOLEAN("true or false", JsonBoolean.class::isInstance),
    NUMBER("a number", JsonNumber.class::isInstance),
    POSITIVE_NUMBER(
            "a number greater than 0",
            argument -> argument instanceof JsonNumber number && number.value().signum() > 0),
    /** A flag beside the bound in draft 4, a bound of its own ever since. */
    EXCLUSIVE_BOUND("a number", JsonNumber.class::isInstance),
    COUNT(
            "an integer of at least 0",
            argument -> argument instanceof JsonNumber count
                    && count.isInteger()
                    && count.value().signum() >= 0),
    TYPES("a type of JSON Schema, or a list of different types", ArgumentShape::areTypes),
    LIST("an array", JsonArray.class::isInstance),
    VALUES("an array", JsonArray.class::isInstance),
    NAMES("an array of different strings", ArgumentShape::areNames),
    NAMES_BY_NAME(
            "an object whose members are arrays of different strings",
            argument -> isObjectOf(argument, ArgumentShape::areNames)),
    FLAGS_BY_NAME("an object of booleans", argument -> isObjectOf(argument, JsonBoolean.class::isInstance)),
    SCHEMA("a schema: an object, true or false", ArgumentShape::isSchema),
    SCHEMAS(
            "a list of at least one schema",
            argument -> argument instanceof JsonArray list && !list.items().isEmpty()),
    SCHEMA_OR_SCHEMAS("a schema: an object, true or false", ArgumentShape::isSchema),
    SCHEMAS_BY_NAME("an object whose members are schemas", JsonObject.class::isInstance),
    DEPENDENCIES(
            "an object whose members are schemas or arrays of different strings",
            argument -> isObjectOf(argument, each -> isSchema(each) || areNames(each))),
    ADDRESS("an address without a fragment", argument -> matches(argument, Holder.ADDRESS)),
    ANCHOR("a plain name", argument -> matches(argument, Holder.ANCHOR)),
    /** Taken back in 2020-12, where its meta-schema takes it for an ordinary anchor. */
    RECURSIVE_ANCHOR("a plain name", argument -> matches(argument, Holder.ANCHOR));

    private static final class Holder {
        private static final Pattern ADDRESS = Pattern.compile("[^#]*#?", Pattern.DOTALL);
        private static final Pattern ANCHOR = Pattern.compile("[A-Za-z_][-A-Za-z0-9._]*");
        private static final Pattern OLD_ANCHOR = Pattern.compile("[A-Za-z][-A-Za-z0-9.:_]*");
        private static final Set<String> TYPES =
                Set.of("array", "boolean", "integer", "null", "number", "object", "string");
    }

    private final String expected;
    // A method reference without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<JsonValue> test;

    ArgumentShape(String expected, Predicate<JsonValue> test) {
        this.expected = expected;
        this.test = test;
    }

    /** Whether an argument has this shape. */
    public boolean fits(JsonValue argument, SchemaDialect dialect) {
        boolean draft04 = dialect == SchemaDialect.DRAFT_04;
        return switch (this) {
            case EXCLUSIVE_BOUND -> draft04 ? argument instanceof JsonBoolean : test.test(argument);
            case VALUES -> draft04 ? isSet(argument) && !isEmpty(argument) : test.test(argument);
            case NAMES -> test.test(argument) && !(draft04 && isEmpty(argument));
            case SCHEMA_OR_SCHEMAS ->
                test.test(argument) || (dialect != SchemaDialect.DRAFT_2020_12 && SCHEMAS.fits(argument, dialect));
            case DEPENDENCIES -> test.test(argument) && !(draft04 && isObjectWith(argument, ArgumentShape::isNewer));
            case ADDRESS ->
                dialect.atLeast(SchemaDialect.DRAFT_2019_09) ? test.test(argument) : argument instanceof JsonString;
            case ANCHOR ->
                dialect == SchemaDialect.DRAFT_2019_09 ? matches(argument, Holder.OLD_ANCHOR) : test.test(argument);
            case RECURSIVE_ANCHOR ->
                dialect == SchemaDialect.DRAFT_2019_09 ? argument instanceof JsonBoolean : test.test(argument);
            default -> test.test(argument);
        };
    }

    /** What an argument has to be, as a phrase. */
    String expected(SchemaDialect dialect) {
        return switch (this) {
            case EXCLUSIVE_BOUND -> dialect == SchemaDialect.DRAFT_04 ? "true or false" : expected;
            case VALUES, NAMES -> dialect == SchemaDialect.DRAFT_04 ? expected + ", and not empty" : expected;
            case SCHEMA_OR_SCHEMAS ->
                dialect == SchemaDialect.DRAFT_2020_12 ? expected : expected + ", or a list of schemas";
            default -> expected;
        };
    }

    private static boolean isSchema(JsonValue value) {
        return value instanceof JsonObject || value instanceof JsonBoolean;
    }

    private static boolean areTypes(JsonValue argument) {
        return isType(argument)
                || (isSet(argument)
                        && !isEmpty(argument)
                        && ((JsonArray) argument).items().stream().allMatch(ArgumentShape::isType));
    }

    private static boolean isType(JsonValue value) {
        return value instanceof JsonString name && Holder.TYPES.contains(name.value());
    }

    private static boolean areNames(JsonValue argument) {
        return isSet(argument) && ((JsonArray) argument).items().stream().allMatch(JsonString.class::isInstance);
    }

    private static boolean isSet(JsonValue argument) {
        return argument instanceof JsonArray array
                && (array.items().size() < 2
                        || new HashSet<>(array.items()).size() == array.items().size());
    }

    private static boolean isEmpty(JsonValue argument) {
        return argument instanceof JsonArray array && array.items().isEmpty();
    }

    private static boolean isObjectOf(JsonValue argument, Predicate<JsonValue> test) {
        return argument instanceof JsonObject object
                && object.members().values().stream().allMatch(test);
    }

    private static boolean isObjectWith(JsonValue argument, Predicate<JsonValue> test) {
        return argument instanceof JsonObject object
                && object.members().values().stream().anyMatch(test);
    }

    /** What draft 4 did not know yet as a dependency. */
    private static boolean isNewer(JsonValue dependency) {
        return dependency instanceof JsonBoolean || isEmpty(dependency);
    }

    private static boolean matches(JsonValue argument, Pattern pattern) {
        return argument instanceof JsonString text
                && pattern.matcher(text.value()).matches();
    }
}
