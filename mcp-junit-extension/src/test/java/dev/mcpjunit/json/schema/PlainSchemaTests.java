/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSchemaTests {

    private static final List<String> KEYWORDS = List.of(
            "$anchor",
            "$comment",
            "$defs",
            "$dynamicAnchor",
            "$dynamicRef",
            "$id",
            "$recursiveRef",
            "$ref",
            "$schema",
            "$vocabulary",
            "additionalItems",
            "additionalProperties",
            "allOf",
            "anyOf",
            "const",
            "contains",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
            "default",
            "definitions",
            "dependencies",
            "dependentRequired",
            "dependentSchemas",
            "deprecated",
            "description",
            "else",
            "enum",
            "examples",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "id",
            "if",
            "items",
            "maxContains",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minContains",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "not",
            "oneOf",
            "pattern",
            "patternProperties",
            "prefixItems",
            "properties",
            "propertyNames",
            "readOnly",
            "required",
            "then",
            "title",
            "type",
            "unevaluatedItems",
            "unevaluatedProperties",
            "uniqueItems",
            "writeOnly",
            "x-anything");

    static final List<String> ARGUMENTS = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "1.0",
            "1.5",
            "1e12",
            "\"\"",
            "\"a\"",
            "\"string\"",
            "\"[\"",
            "\"# #\"",
            "[]",
            "[1,1]",
            "[1,1.0]",
            "[\"a\"]",
            "[\"a\",\"a\"]",
            "[\"string\",\"null\"]",
            "[\"null\",\"null\"]",
            "[true]",
            "[{}]",
            "[{\"type\":1}]",
            "{}",
            "{\"a\":{}}",
            "{\"a\":true}",
            "{\"a\":1}",
            "{\"a\":[]}",
            "{\"a\":[\"b\"]}",
            "{\"a\":{\"type\":1}}",
            "{\"type\":\"null\"}",
            "{\"type\":\"nothing\"}",
            "{\"minimum\":\"1\"}");

    static Stream<String> keywords() {
        return KEYWORDS.stream();
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void what_is_plain_agrees_with_its_meta_schema(String keyword) {
        for (String argument : ARGUMENTS) {
            JsonValue schema = Json.parse("{\"" + keyword + "\":" + argument + "}");
            JsonValue deeper =
                    JsonObject.builder().put("properties", Map.of("a", schema)).build();
            for (SchemaDialect dialect : SchemaDialect.values()) {
                assertAgrees(schema, dialect);
                assertAgrees(deeper, dialect);
            }
        }
    }

    private static void assertAgrees(JsonValue schema, SchemaDialect dialect) {
        if (PlainSchema.isCertainly(schema, dialect, Effort.UNLIMITED)) {
            assertThat(MetaSchemas.ask(dialect, schema, Effort.UNLIMITED))
                    .as("%s in %s", schema, dialect)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT_07", "DRAFT_2020_12"})
    void what_generators_write_is_plain(SchemaDialect dialect) {
        JsonValue schema = Json.parse("""
                {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{
                  "city":{"type":"string","minLength":1,"description":"Where","examples":["Oslo"]},
                  "days":{"type":["integer","null"],"minimum":0,"exclusiveMaximum":15,"default":null},
                  "tags":{"type":"array","items":{"anyOf":[{"$ref":"#/definitions/tag"},{"const":"x"}]},"maxItems":50},
                  "unit":{"enum":["C","F"],"x-mcp-header":"Unit"}},
                 "required":["city"],"additionalProperties":false,
                 "definitions":{"tag":{"type":"string","pattern":"^[a-z]+$","format":"tag"}}}
                """);

        assertThat(PlainSchema.isCertainly(schema, dialect, Effort.UNLIMITED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "{\"type\":\"strong\"}",
                "{\"items\":[{}]}",
                "{\"required\":true}",
                "{\"minimum\":\"0\"}",
                "{\"multipleOf\":0}",
                "{\"minLength\":-1}",
                "{\"enum\":[]}",
                "{\"properties\":{\"a\":{\"exclusiveMinimum\":true}}}",
                "{\"unheard-of\":1}"
            })
    void the_rest_is_for_the_meta_schema_to_judge(String schema) {
        assertThat(PlainSchema.isCertainly(Json.parse(schema), SchemaDialect.DRAFT_2020_12, Effort.UNLIMITED))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT_04", "DRAFT_06", "DRAFT_2019_09"})
    void elder_dialects_are_for_their_meta_schema_to_judge(SchemaDialect dialect) {
        assertThat(PlainSchema.isCertainly(JsonObject.EMPTY, dialect, Effort.UNLIMITED))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT_07", "DRAFT_2020_12"})
    void what_is_nested_beyond_all_measure_is_not_plain(SchemaDialect dialect) {
        JsonValue schema = JsonObject.EMPTY;
        for (int i = 0; i < 1_000; i++) {
            schema = JsonObject.builder().put("not", schema).build();
        }

        assertThat(PlainSchema.isCertainly(schema, dialect, Effort.UNLIMITED)).isFalse();
    }
}
