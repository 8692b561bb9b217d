/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.JsonSchema;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is part of what, keyword by keyword, as the specification has it. */
class SchemaInclusionTests {

    /** So that a slow machine changes no verdict: steps are counted, time is not. */
    private static final Budget BUDGET = new Budget(Budget.DEFAULT.steps(), Budget.DEFAULT.time(), () -> 0);

    /**
     * The columns: two schemas and how they stand to each other; {@code <} where the first is part of the second but
     * not the other way round, {@code =} where both are, {@code #} where neither is.
     */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        {"type":"integer"} ~ < ~ {"type":"number"}
        {"type":["integer","number"]} ~ = ~ {"type":"number"}
        {"type":"integer"} ~ = ~ {"type":"number","multipleOf":1}
        {"type":"integer","minimum":0.5} ~ = ~ {"type":"integer","minimum":1}
        {"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":2} ~ = ~ {"const":1}
        {"type":"boolean"} ~ = ~ {"enum":[true,false]}
        {"type":"null"} ~ = ~ {"const":null}
        {"enum":[1,1.0]} ~ = ~ {"const":1}
        {"enum":["a","b"]} ~ < ~ {"type":"string","maxLength":1}
        {"enum":[[1],{"a":1}]} ~ < ~ {"type":["array","object"]}
        {"minimum":3} ~ < ~ {"minimum":2}
        {"type":"number","minimum":3} ~ < ~ {"type":"number","exclusiveMinimum":2}
        {"type":"number","minimum":3} ~ # ~ {"type":"number","maximum":3}
        {"type":"number","minimum":4,"maximum":3} ~ < ~ {"const":"x"}
        {"multipleOf":6} ~ < ~ {"multipleOf":3}
        {"multipleOf":6} ~ < ~ {"multipleOf":1.5}
        {"allOf":[{"multipleOf":4},{"multipleOf":6}]} ~ = ~ {"multipleOf":12}
        {"type":"integer","multipleOf":0.5} ~ = ~ {"type":"integer"}
        {"multipleOf":2} ~ # ~ {"multipleOf":3}
        {"type":"string","minLength":2} ~ < ~ {"type":"string","minLength":1}
        {"type":"string","pattern":"^.{2,}$"} ~ < ~ {"type":"string","minLength":2}
        {"type":"string","maxLength":0} ~ = ~ {"const":""}
        {"type":"string","format":"email"} ~ = ~ {"type":"string"}
        {"type":"array","items":{"const":1}} ~ < ~ {"type":"array","items":{"type":"integer"}}
        {"type":"array","items":false} ~ = ~ {"type":"array","maxItems":0}
        {"type":"array","items":false} ~ = ~ {"const":[]}
        {"prefixItems":[{"type":"string"}],"items":{"type":"string"}} ~ = ~ {"items":{"type":"string"}}
        {"type":"array","prefixItems":[{"type":"string"}],"items":false} ~ < ~ {"type":"array","maxItems":1}
        {"type":"array","contains":{"const":1}} ~ < ~ {"type":"array","minItems":1}
        {"type":"array","contains":true,"minContains":2} ~ = ~ {"type":"array","minItems":2}
        {"type":"array","contains":{"type":"integer"},"minContains":2} ~ < ~ {"type":"array","contains":{"type":"number"}}
        {"type":"array","items":{"type":"integer"},"minItems":1} ~ < ~ {"type":"array","contains":{"type":"number"}}
        {"contains":{"type":"string"},"minContains":0} ~ = ~ true
        {"type":"array","uniqueItems":true,"items":{"type":"boolean"}} ~ < ~ {"type":"array","maxItems":2}
        {"type":"array","maxItems":1} ~ < ~ {"type":"array","uniqueItems":true}
        {"required":["a","b"]} ~ < ~ {"required":["a"]}
        {"type":"object","required":["a","b"]} ~ < ~ {"type":"object","minProperties":2}
        {"type":"object","properties":{"a":{"const":1}},"required":["a"]} ~ < ~ {"type":"object","required":["a"]}
        {"type":"object","properties":{"a":false}} ~ # ~ {"type":"object","required":["a"]}
        {"type":"object","additionalProperties":false} ~ = ~ {"type":"object","maxProperties":0}
        {"type":"object","properties":{"a":true},"additionalProperties":false} ~ < ~ {"type":"object","maxProperties":1}
        {"type":"object","properties":{"a":{"type":"string"}}} ~ < ~ {"type":"object"}
        {"patternProperties":{"^a":{"type":"integer"}}} ~ < ~ {"patternProperties":{"^ab":{"type":"number"}}}
        {"patternProperties":{"":{"type":"integer"}}} ~ = ~ {"additionalProperties":{"type":"integer"}}
        {"type":"object","propertyNames":{"pattern":"^a"}} ~ = ~ {"type":"object","patternProperties":{"^a":true},"additionalProperties":false}
        {"propertyNames":{"type":"string"}} ~ = ~ true
        {"type":"object","propertyNames":{"enum":["a","b"]}} ~ < ~ {"type":"object","maxProperties":2}
        {"dependentRequired":{"a":["b"]}} ~ = ~ {"dependentSchemas":{"a":{"required":["b"]}}}
        {"dependentRequired":{"a":["b"]}} ~ = ~ {"anyOf":[{"not":{"required":["a"]}},{"required":["b"]},{"not":{"type":"object"}}]}
        {"allOf":[{"type":"integer"},{"minimum":1}]} ~ = ~ {"type":"integer","minimum":1}
        {"anyOf":[{"type":"integer"},{"type":"string"}]} ~ = ~ {"type":["string","integer"]}
        {"anyOf":[{"type":"integer","maximum":5},{"type":"integer","minimum":4}]} ~ = ~ {"type":"integer"}
        {"anyOf":[{"type":"number","maximum":5},{"type":"number","exclusiveMinimum":5}]} ~ = ~ {"type":"number"}
        {"oneOf":[{"type":"integer"},{"type":"string"}]} ~ = ~ {"anyOf":[{"type":"integer"},{"type":"string"}]}
        {"oneOf":[{"type":"integer"},{"type":"number"}]} ~ < ~ {"type":"number"}
        {"oneOf":[{"type":"integer"},{"type":"integer"}]} ~ < ~ {"const":1}
        {"not":{"type":"string"}} ~ = ~ {"type":["null","boolean","number","array","object"]}
        {"not":{"not":{"minimum":3}}} ~ = ~ {"minimum":3}
        {"not":{"anyOf":[{"type":"string"},{"type":"null"}]}} ~ = ~ {"allOf":[{"not":{"type":"string"}},{"not":{"type":"null"}}]}
        {"type":"string","not":{"const":"x"}} ~ < ~ {"type":"string"}
        {"if":{"type":"string"},"then":{"minLength":1}} ~ = ~ {"anyOf":[{"not":{"type":"string"}},{"minLength":1}]}
        {"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}} ~ # ~ {"required":["b"]}
        {"if":true,"then":{"type":"string"}} ~ = ~ {"type":"string"}
        {"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false} ~ = ~ {"properties":{"a":true},"additionalProperties":false}
        {"anyOf":[{"properties":{"a":{"const":1}},"required":["a"]},{"properties":{"b":true}}],"unevaluatedProperties":false} ~ < ~ {"propertyNames":{"enum":["a","b"]}}
        {"prefixItems":[true],"unevaluatedItems":false} ~ = ~ {"prefixItems":[true],"items":false}
        {"$ref":"#/$defs/a","minimum":1,"$defs":{"a":{"type":"integer"}}} ~ = ~ {"type":"integer","minimum":1}
        {"$id":"http://x.example/","$ref":"y","$defs":{"y":{"$id":"y","type":"string"}}} ~ = ~ {"type":"string"}
        {"$ref":"#here","$defs":{"a":{"$anchor":"here","type":"string"}}} ~ = ~ {"type":"string"}
        {"type":"array","items":{"$ref":"#"}} ~ = ~ {"$ref":"#/$defs/t","$defs":{"t":{"type":"array","items":{"$ref":"#/$defs/t"}}}}
        {"type":"object","properties":{"n":{"$ref":"#"}},"required":["n"]} ~ = ~ false
        {"type":"array","items":{"$ref":"#"},"maxItems":1} ~ < ~ {"type":"array","items":{"$ref":"#"}}
        {"const":{"a":[1,{"b":null}]}} ~ < ~ {"properties":{"a":{"prefixItems":[{"const":1},{"required":["b"]}]}}}
        """)
    void keywords(String one, String relation, String other) {
        JsonValue left = Json.parse(one);
        JsonValue right = Json.parse(other);

        assertIncluded(left, right, !relation.equals("#"));
        assertIncluded(right, left, relation.equals("="));
    }

    private static void assertIncluded(JsonValue sub, JsonValue sup, boolean expected) {
        Inclusion inclusion = SchemaInclusion.check(sub, sup, ContentModel.STRICT, BUDGET);
        if (expected) {
            assertThat(inclusion).as("%s in %s", sub, sup).isInstanceOf(Inclusion.Proved.class);
            return;
        }
        assertThat(inclusion).as("%s in %s", sub, sup).isInstanceOf(Inclusion.Refuted.class);
        JsonValue witness = ((Inclusion.Refuted) inclusion).witness().value();
        assertThat(JsonSchema.of(sub).validate(witness)).isEmpty();
        assertThat(JsonSchema.of(sup).validate(witness)).isNotEmpty();
    }

    /** Each stands beside a schema that it might be taken for if the odd part were passed over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"strong\"}",
                "{\"type\":\"string\",\"minLength\":\"2\"}",
                "{\"type\":\"string\",\"pattern\":\"(\"}",
                "{\"type\":\"string\",\"$ref\":\"#/nowhere\"}",
                "{\"type\":\"string\",\"$ref\":\"https://example.invalid/x\"}",
                "{\"type\":\"string\",\"allOf\":{}}",
                "{\"type\":\"string\",\"not\":3}",
                "{\"type\":\"string\",\"enum\":\"a\"}",
                "[]",
                "\"string\"",
                "null"
            })
    void what_is_no_sound_schema_is_never_taken_for_compatible(String odd) {
        JsonValue sound = Json.parse("{\"type\":\"string\"}");
        Inclusion inclusion = SchemaInclusion.check(sound, Json.parse(odd), ContentModel.STRICT, BUDGET);

        assertThat(inclusion).isNotInstanceOf(Inclusion.Proved.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        {"$ref":"https://example.invalid/x"} ~ the reference to https://example.invalid/x leads out of the schema, and remote references are never fetched
        {"type":"string","pattern":"("} ~ '(' is no ECMA-262 regular expression
        {"anyOf":[{"type":"string"},{"$ref":"#/nowhere"}]} ~ the $ref '#/nowhere' leads nowhere at /anyOf/1
        {"type":"strong"} ~ "strong" is none of
        """)
    void what_is_undecided_says_what_stands_in_the_way(String odd, String reason) {
        Inclusion inclusion = SchemaInclusion.check(
                Json.parse("{\"type\":\"string\"}"), Json.parse(odd), ContentModel.STRICT, BUDGET);

        assertThat(inclusion)
                .isInstanceOfSatisfying(Inclusion.Undecided.class, undecided -> assertThat(undecided.reason())
                        .contains(reason));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        {"properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a"]} ~ {"properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["a"]} ~ {"a":"a","b":"a"}
        {"type":"array","items":{"type":"integer"}} ~ {"type":"array","maxItems":2} ~ [1,1,1]
        {"type":"string"} ~ {"type":"string","minLength":3} ~ "a"
        {"properties":{"o":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}}} ~ {"properties":{"o":{"type":"object","properties":{"x":{"type":"integer","maximum":9}},"required":["x"]}}} ~ {"o":{"x":10}}
        """)
    void a_witness_is_short(String sub, String sup, String like) {
        Inclusion inclusion =
                SchemaInclusion.check(Json.parse(sub), Json.parse(sup), ContentModel.DECLARED_ONLY, BUDGET);

        assertThat(inclusion).isInstanceOfSatisfying(Inclusion.Refuted.class, refuted -> assertThat(
                        refuted.witness().value().toString())
                .hasSizeLessThanOrEqualTo(like.length() + 2));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        {"properties":{"a":{}}} ~ {"properties":{"a":{"type":"string"}}} ~ type ~ /a ~ /properties/a
        {"properties":{"a":{}}} ~ {"properties":{"a":{}},"required":["a"]} ~ required ~ `` ~ ``
        {"properties":{"a":{"type":"integer"}}} ~ {"properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]}}} ~ anyOf ~ /a ~ /properties/a
        {"properties":{"a":{"type":"array"}}} ~ {"properties":{"a":{"items":{"type":"string"}}}} ~ type ~ /a/0 ~ /properties/a/items
        """)
    void a_witness_says_what_it_violates_and_where(
            String sub, String sup, String keyword, String instance, String schema) {
        Inclusion inclusion =
                SchemaInclusion.check(Json.parse(sub), Json.parse(sup), ContentModel.DECLARED_ONLY, BUDGET);

        assertThat(inclusion).isInstanceOfSatisfying(Inclusion.Refuted.class, refuted -> {
            var violation = refuted.witness().violation();
            assertThat(List.of(violation.keyword(), violation.instancePointer(), violation.schemaPointer()))
                    .containsExactly(keyword, instance, schema);
            assertThat(violation.message()).isNotBlank();
        });
    }
}
