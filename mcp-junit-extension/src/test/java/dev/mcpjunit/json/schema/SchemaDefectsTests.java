/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.schema.SchemaDefect;
import dev.mcpjunit.json.internal.schema.SchemaDefect.Kind;
import dev.mcpjunit.json.internal.schema.SchemaDefects;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of keywords agrees with the meta-schemas; and what meta-schemas do not see is found too. */
class SchemaDefectsTests {

    static Stream<String> keywords() {
        return PlainSchemaTests.keywords();
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void an_argument_is_a_defect_where_the_meta_schema_rejects_it(String keyword) {
        var disagreements = new ArrayList<String>();
        for (String argument : PlainSchemaTests.ARGUMENTS) {
            JsonValue schema = Json.parse("{\"" + keyword + "\":" + argument + "}");
            JsonValue deeper =
                    JsonObject.builder().put("properties", Map.of("a", schema)).build();
            for (SchemaDialect dialect : SchemaDialect.values()) {
                if (isKnownDifference(keyword, dialect)) {
                    continue;
                }
                for (JsonValue each : List.of(schema, deeper)) {
                    boolean rejected =
                            MetaSchemas.ask(dialect, each, Effort.UNLIMITED).isPresent();
                    boolean defective =
                            SchemaDefects.in(each, dialect).stream().anyMatch(SchemaDefectsTests::isOfShape);
                    if (rejected != defective) {
                        disagreements.add(dialect + " " + each + (rejected ? ": rejected" : ": accepted"));
                    }
                }
            }
        }
        assertThat(disagreements).isEmpty();
    }

    /** Where the meta-schemas of the older dialects say less, or more than their specification and other validators. */
    private static boolean isKnownDifference(String keyword, SchemaDialect dialect) {
        return switch (keyword) {
            case "$ref" -> dialect == SchemaDialect.DRAFT_04;
            case "$defs" -> !dialect.atLeast(SchemaDialect.DRAFT_2019_09);
            // Only wrong because the bound beside it is missing.
            case "exclusiveMaximum", "exclusiveMinimum" -> dialect == SchemaDialect.DRAFT_04;
            // The library's meta-schemas want different values, at least one; the specification only recommends that.
            case "enum" -> dialect == SchemaDialect.DRAFT_06 || dialect == SchemaDialect.DRAFT_07;
            default -> false;
        };
    }

    /** What the meta-schemas know of; they take every string for a pattern and every reference for a good one. */
    private static boolean isOfShape(SchemaDefect defect) {
        return (defect.kind() == Kind.ARGUMENT || defect.kind() == Kind.NO_SCHEMA)
                && !defect.problem().contains("more than validators can count")
                && !defect.problem().contains("regular expression");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'date'} | /type | \"date\" is not a type of JSON Schema",
                "{'required':null} | /required | required must be an array of different strings, but is null",
                "{'properties':[]} | /properties | properties must be an object whose members are schemas, but is []",
                "{'properties':{'a':'string'}} | /properties/a | a schema must be an object, but this is \"string\"",
                "{'properties':{'a':{'required':true}}} | /properties/a/required | required must be an array of different strings, but is true",
                "{'$ref':'#/$defs/A'} | /$ref | the $ref '#/$defs/A' leads nowhere",
                "{'$ref':'#plain'} | /$ref | the $ref '#plain' leads nowhere",
                "{'$ref':'#/components/schemas/A'} | /$ref | the $ref '#/components/schemas/A' leads nowhere",
                "{'$ref':'#'} | /$ref | the $ref '#' leads back to itself",
                "{'properties':{'a':{'$ref':'#/properties/a'}}} | /properties/a/$ref | the $ref '#/properties/a' leads back to itself",
                "{'$defs':{'A':{'anyOf':[{},{'$ref':'#/$defs/A'}]}}} | /$defs/A/anyOf/1/$ref | the $ref '#/$defs/A' leads back to itself",
                "{'items':[{}]} | /items | items must be a schema: an object, true or false, but is [{}]",
                "{'exclusiveMinimum':true} | /exclusiveMinimum | exclusiveMinimum must be a number, but is true",
                "{'anyOf':[]} | /anyOf | anyOf must be a list of at least one schema, but is []",
                "{'enum':{}} | /enum | enum must be an array, but is {}",
                "{'minLength':'1'} | /minLength | minLength must be an integer of at least 0, but is \"1\"",
                "{'minLength':99999999999999} | /minLength | minLength of 99999999999999 is more than validators can count"
            })
    void a_defect_says_where_it_is_and_what_is_wrong(String schema, String at, String problem) {
        assertThat(SchemaDefects.in(json(schema), SchemaDialect.DRAFT_2020_12))
                .singleElement()
                .satisfies(defect -> {
                    assertThat(defect.at()).hasToString(at);
                    assertThat(defect.problem()).isEqualTo(problem);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"([", "(?i)a", "(?P<n>a)", "a\\\\Z", "*a", "a{2,1}"})
    void a_pattern_that_is_no_regular_expression_of_ecma_is_a_defect(String pattern) {
        assertThat(SchemaDefects.in(json("{'pattern':'" + pattern + "'}"), SchemaDialect.DRAFT_2020_12))
                .singleElement()
                .satisfies(defect -> assertThat(defect.at()).hasToString("/pattern"));
        assertThat(SchemaDefects.in(json("{'patternProperties':{'" + pattern + "':{}}}"), SchemaDialect.DRAFT_07))
                .singleElement()
                .satisfies(defect -> assertThat(defect.place()).hasToString("/patternProperties"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$defs':{'T':{'properties':{'t':{'$ref':'#/$defs/T'}}}},'$ref':'#/$defs/T'}",
                "{'items':{'$ref':'#'}}",
                "{'$defs':{'a':{'$anchor':'x'}},'$ref':'#x'}",
                "{'$id':'https://example.com/a','$ref':'https://example.com/a#/$defs/b','$defs':{'b':{}}}",
                "{'allOf':[{'$ref':'#/$defs/A'},{'$ref':'#/$defs/A'}],'$defs':{'A':{}}}",
                "{'$ref':'http://json-schema.org/draft-07/schema#'}",
                "{'type':'string','nullable':true,'example':1,'x-any':[null]}",
                "{'pattern':'^[\\\\w\\\\-]+\\\\.(?<n>a)$'}",
                "true"
            })
    void what_can_be_used_has_no_defect(String schema) {
        assertThat(SchemaDefects.in(json(schema), SchemaDialect.DRAFT_2020_12)).isEmpty();
    }

    @Test
    void a_reference_out_of_the_document_is_of_its_own_kind() {
        assertThat(SchemaDefects.in(json("{'$ref':'https://example.com/a'}"), SchemaDialect.DRAFT_2020_12))
                .singleElement()
                .satisfies(defect -> assertThat(defect.kind()).isEqualTo(Kind.REMOTE_REFERENCE));
    }

    @Test
    void a_chain_of_references_may_be_longer_than_any_stack() {
        var definitions = JsonObject.builder();
        for (int i = 0; i < 20_000; i++) {
            definitions.put("d" + i, Map.of("$ref", "#/$defs/d" + (i + 1)));
        }
        definitions.put("d20000", Map.of("$ref", "#/$defs/d7"));
        JsonValue schema = JsonObject.builder()
                .put("$ref", "#/$defs/d0")
                .put("$defs", definitions.build())
                .build();

        assertThat(SchemaDefects.in(schema, SchemaDialect.DRAFT_2020_12))
                .singleElement()
                .satisfies(defect -> assertThat(defect.at()).hasToString("/$defs/d20000/$ref"));
    }

    private static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
