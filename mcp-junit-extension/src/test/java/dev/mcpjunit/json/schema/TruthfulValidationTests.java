/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A validator that passes over something in silence makes a test green that should be red. */
class TruthfulValidationTests {

    private static List<SchemaViolation> validate(String schema, String value) {
        return JsonSchema.of(Json.parse(schema)).validate(Json.parse(value));
    }

    /** The columns: a schema, a value it accepts, one it rejects, the keyword that rejects. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        {"type":"integer"} | 1.0 | 1.5 | type
        {"type":["string","null"]} | null | 1 | type
        {"enum":[1,{"a":[2]}]} | {"a":[2.0]} | {"a":[3]} | enum
        {"const":{"$ref":"#"}} | {"$ref":"#"} | 1 | const
        {"minimum":1} | 1 | 0.999 | minimum
        {"maximum":1} | "x" | 2 | maximum
        {"exclusiveMinimum":1} | 1.1 | 1 | exclusiveMinimum
        {"exclusiveMaximum":1} | 0 | 1 | exclusiveMaximum
        {"multipleOf":0.01} | 19.99 | 19.999 | multipleOf
        {"multipleOf":0.0001} | 0.0075 | 0.00751 | multipleOf
        {"minLength":2} | "🦀🦀" | "🦀" | minLength
        {"maxLength":1} | "🦀" | "ab" | maxLength
        {"pattern":"^\\\\d+$"} | "12" | "١٢" | pattern
        {"items":{"type":"string"}} | ["a"] | [1] | type
        {"prefixItems":[true,{"type":"string"}]} | [1] | [1,2] | type
        {"prefixItems":[true],"items":false} | [1] | [1,2] | false
        {"contains":{"type":"string"}} | [1,"a"] | [] | contains
        {"contains":{"type":"string"},"minContains":2} | ["a","b"] | ["a",1] | minContains
        {"contains":{"type":"string"},"maxContains":1} | ["a"] | ["a","b"] | maxContains
        {"minItems":1} | [1] | [] | minItems
        {"maxItems":1} | [1] | [1,2] | maxItems
        {"uniqueItems":true} | [1,true,"1"] | [1,1.0] | uniqueItems
        {"required":["a"]} | {"a":null} | {} | required
        {"properties":{"a":{"type":"string"}}} | {"b":1} | {"a":1} | type
        {"patternProperties":{"^x":{"type":"string"}}} | {"ax":1} | {"xa":1} | type
        {"properties":{"a":true},"additionalProperties":false} | {"a":1} | {"b":1} | additionalProperties
        {"additionalProperties":{"type":"string"}} | {"a":"b"} | {"a":1} | type
        {"propertyNames":{"maxLength":1}} | {"a":1} | {"ab":1} | maxLength
        {"minProperties":1} | {"a":1} | {} | minProperties
        {"maxProperties":1} | {"a":1} | {"a":1,"b":2} | maxProperties
        {"dependentRequired":{"a":["b"]}} | {"b":1} | {"a":1} | dependentRequired
        {"dependentSchemas":{"a":{"maxProperties":1}}} | {"a":1} | {"a":1,"b":1} | maxProperties
        {"dependencies":{"a":["b"]}} | {"b":1} | {"a":1} | dependencies
        {"allOf":[{"minimum":1},{"maximum":2}]} | 1 | 3 | maximum
        {"anyOf":[{"minimum":3},{"maximum":1}]} | 1 | 2 | anyOf
        {"oneOf":[{"minimum":1},{"maximum":2}]} | 3 | 2 | oneOf
        {"not":{"type":"string"}} | 1 | "a" | not
        {"if":{"type":"string"},"then":{"minLength":1},"else":{"minimum":1}} | "a" | 0 | minimum
        {"unevaluatedProperties":false,"anyOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":true}}]} | {"a":"x"} | {"c":1} | false
        {"unevaluatedItems":false,"prefixItems":[true]} | [1] | [1,2] | false
        {"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}} | "x" | 1 | type
        {"$ref":"#a","$defs":{"x":{"$anchor":"a","type":"string"}}} | "x" | 1 | type
        {"properties":{"child":{"$ref":"#"}},"additionalProperties":false} | {"child":{"child":{}}} | {"child":{"x":1}} | additionalProperties
        {"$schema":"http://json-schema.org/draft-04/schema#","minimum":1,"exclusiveMinimum":true} | 2 | 1 | minimum
        {"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/a","minimum":5,"definitions":{"a":{"type":"integer"}}} | 1 | 1.5 | type
        {"items":[{"type":"string"}]} | ["a",1] | [1] | type
        {"items":[true],"dependentRequired":{"a":["b"]}} | {"b":1} | {"a":1} | dependentRequired
        """)
    void keywords(String schema, String accepted, String rejected, String keyword) {
        assertThat(validate(schema, accepted)).isEmpty();
        assertThat(validate(schema, rejected))
                .extracting(SchemaViolation::keyword)
                .contains(keyword);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        {"$ref":"#/$defs/none"} | the $ref '#/$defs/none' leads nowhere
        {"not":{"$ref":"#/nowhere"}} | the $ref '#/nowhere' leads nowhere at /not
        {"anyOf":[true,{"$ref":"#none"}]} | the $ref '#none' leads nowhere at /anyOf/1
        {"not":{"$ref":"https://example.invalid/a"}} | remote references are never fetched
        {"properties":{"a":{"pattern":"("}}} | unclosed group at index 1 at /properties/a
        {"patternProperties":{"[":true}} | [' is no ECMA-262 regular expression
        {"type":"strong"} | "strong" is none of
        {"required":"a"} | expected array, found string at /required
        {"minLength":-1} | -1 is less than 0
        {"minItems":99999999999} | minItems of 99999999999 is more than can be counted
        3 | expected object or boolean, found integer
        {"const":1,"then":[]} | expected object or boolean, found array at /then
        {"const":1,"minimum":1,"exclusiveMinimum":true} | expected number, found boolean at /exclusiveMinimum
        {"properties":{"a":{"contains":true}},"additionalProperties":{"exclusiveMinimum":true}} | /additionalProperties/exclusiveMinimum
        {"items":[true],"prefixItems":[true]} | expected object or boolean, found array at /items
        {"$schema":"urn:unheard-of"} | unknown dialect "urn:unheard-of"
        """)
    void what_a_validator_might_pass_over_is_refused(String schema, String because) {
        assertThatThrownBy(() -> JsonSchema.of(Json.parse(schema)))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageStartingWith("Not a usable JSON Schema: ")
                .hasMessageContaining(because);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enum\":[{\"$ref\":\"#/nowhere\"}]}",
                "{\"const\":{\"$id\":\"x\",\"pattern\":\"(\"}}",
                "{\"default\":{\"$ref\":\"https://example.invalid\"}}",
                "{\"properties\":{\"$ref\":{\"type\":\"string\"},\"pattern\":{\"type\":\"string\"}}}",
                "{\"examples\":[{\"$id\":\"not a uri %%\"}]}"
            })
    void data_that_looks_like_a_schema_is_data(String schema) {
        assertThat(JsonSchema.of(Json.parse(schema))).isNotNull();
    }

    @Test
    void a_name_in_data_is_no_name_of_a_schema() {
        String schema = "{\"$id\":\"https://example.invalid/root\",\"enum\":[{\"$id\":\"other\",\"type\":\"string\"}]}";

        assertThat(validate(schema, "{\"$id\":\"other\",\"type\":\"string\"}")).isEmpty();
        assertThat(validate(schema, "\"text\"")).hasSize(1);
    }

    @Test
    @Timeout(30)
    void no_pattern_and_no_text_make_a_validation_hang() {
        JsonValue text = new JsonString("a".repeat(5_000) + "!");

        assertThat(JsonSchema.of(Json.parse("{\"pattern\":\"^(a+)+$\"}")).validate(text))
                .hasSize(1);
        assertThatThrownBy(() -> JsonSchema.of(Json.parse("{\"pattern\":\"^(a+)+\\\\1$\"}"))
                        .validate(text))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageStartingWith("The schema cannot be applied: ");
    }

    @Test
    @Timeout(30)
    void branches_that_multiply_are_given_up() {
        String doubling = "{\"$defs\":{\"d0\":{\"type\":\"string\"}";
        for (int i = 1; i < 40; i++) {
            String ref = "{\"$ref\":\"#/$defs/d" + (i - 1) + "\"}";
            doubling += ",\"d" + i + "\":{\"anyOf\":[" + ref + "," + ref + "]}";
        }
        JsonSchema unending = JsonSchema.of(Json.parse(doubling + "},\"$ref\":\"#/$defs/d39\"}"));

        assertThatThrownBy(() -> unending.validate(Json.parse("1"), Effort.of(100_000)))
                .isInstanceOf(EffortExhaustedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\":\"#\"}",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}"
            })
    void references_in_a_circle_are_told(String schema) {
        JsonSchema circle = JsonSchema.of(Json.parse(schema));

        assertThatThrownBy(() -> circle.validate(Json.parse("1")))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageStartingWith("The schema cannot be applied: ");
    }

    @Test
    void messages_are_english_and_name_what_was_found() {
        assertThat(validate("{\"properties\":{\"n\":{\"type\":\"integer\"}}}", "{\"n\":\"x\"}"))
                .singleElement()
                .hasToString("/n: expected integer, found string");
        assertThat(validate("{\"required\":[\"a\",\"b\"]}", "{}"))
                .singleElement()
                .hasToString("required properties 'a', 'b' are missing");
        assertThat(validate("{\"oneOf\":[{\"minimum\":1},{\"maximum\":2}]}", "2"))
                .singleElement()
                .hasToString("the value matches 2 branches of 'oneOf', at 0, 1");
    }

    @Test
    void a_lenient_reading_minds_a_broken_part_only_where_a_value_needs_it() {
        JsonValue source = Json.parse("{\"properties\":{\"a\":{\"pattern\":\"(\"},\"b\":{\"type\":\"string\"}}}");
        JsonSchema schema = JsonSchema.lenient(source, SchemaReading.of(source, Effort.UNLIMITED));

        assertThat(schema.validate(Json.parse("{\"b\":1}"))).hasSize(1);
        assertThatThrownBy(() -> schema.validate(Json.parse("{\"a\":\"x\"}")))
                .isInstanceOf(InvalidSchemaException.class);
    }

    @Test
    void the_dialect_is_guessed_where_none_is_named_or_the_named_one_is_wrong() {
        assertThat(SchemaReading.of(Json.parse("{\"items\":[{\"type\":\"string\"}]}"), Effort.UNLIMITED)
                        .dialect())
                .isEqualTo(SchemaDialect.DRAFT_07);
        assertThat(SchemaReading.of(
                                Json.parse(
                                        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"items\":[{}]}"),
                                Effort.UNLIMITED)
                        .dialect())
                .isNotEqualTo(SchemaDialect.DRAFT_2020_12);
        assertThat(SchemaReading.of(Json.parse("{\"minimum\":1,\"exclusiveMinimum\":true}"), Effort.UNLIMITED)
                        .dialect())
                .isEqualTo(SchemaDialect.DRAFT_04);
    }

    @Test
    void a_guessed_dialect_never_ignores_a_keyword() {
        JsonValue schema =
                Json.parse("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"const\":1,\"then\":[]}");

        SchemaReading reading = SchemaReading.of(schema, Effort.UNLIMITED);

        assertThat(reading.problem()).contains("expected object or boolean, found array at /then");
        assertThatThrownBy(() -> JsonSchema.lenient(schema, reading)).isInstanceOf(InvalidSchemaException.class);
        assertThat(SchemaReading.of(Json.parse("{\"items\":[true],\"unevaluatedItems\":false}"), Effort.UNLIMITED)
                        .dialect())
                .isEqualTo(SchemaDialect.DRAFT_2019_09);
    }
}
