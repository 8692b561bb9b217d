/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notation goes, meaning stays. */
class SchemaNormalizerTests {

    /** Pairs of spellings that mean the same. */
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        {"type":"string","title":"t","description":"d","default":"x","examples":["e"],"$comment":"c","deprecated":true,"format":"email"} ~ {"type":"string"}
        {"required":["a","b"],"type":"object"} ~ {"type":"object","required":["b","a"]}
        {"properties":{},"required":[],"additionalProperties":{}} ~ {}
        {"additionalProperties":true} ~ true
        {"minLength":0,"minItems":0,"minProperties":0,"uniqueItems":false} ~ {}
        {"type":["string"]} ~ {"type":"string"}
        {"anyOf":[{"type":"string"},{"type":"null"}]} ~ {"type":["null","string"]}
        {"anyOf":[{"type":"string"}]} ~ {"type":"string"}
        {"allOf":[{"type":"string"}]} ~ {"type":"string"}
        {"allOf":[{"allOf":[{"minimum":1},{"maximum":2}]},true]} ~ {"allOf":[{"minimum":1},{"maximum":2}]}
        {"anyOf":[{"minimum":1},false]} ~ {"anyOf":[{"minimum":1}]}
        {"not":false} ~ {}
        {"if":{"type":"string"}} ~ {}
        {"if":true,"then":{"type":"string"}} ~ {"type":"string"}
        {"minContains":3} ~ {}
        {"contains":{"type":"string"},"minContains":1} ~ {"contains":{"type":"string"}}
        {"propertyNames":{"type":"string"}} ~ {}
        {"minimum":1,"exclusiveMinimum":1} ~ {"exclusiveMinimum":1}
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"string"} ~ {"type":"string"}
        {"$schema":"http://json-schema.org/draft-07/schema#","type":"string"} ~ {"type":"string"}
        {"$schema":"http://json-schema.org/draft-04/schema#","minimum":1,"exclusiveMinimum":true} ~ {"exclusiveMinimum":1}
        {"$schema":"http://json-schema.org/draft-04/schema#","minimum":1,"exclusiveMinimum":false} ~ {"minimum":1}
        {"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}],"additionalItems":false} ~ {"prefixItems":[{"type":"string"}],"items":false}
        {"$schema":"http://json-schema.org/draft-07/schema#","items":{"type":"string"},"additionalItems":false} ~ {"items":{"type":"string"}}
        {"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b"]}} ~ {"dependentRequired":{"a":["b"]}}
        {"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":{"minProperties":2}}} ~ {"dependentSchemas":{"a":{"minProperties":2}}}
        {"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/a","minimum":9,"definitions":{"a":{"type":"string"}}} ~ {"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}
        {"$ref":"#/definitions/x","definitions":{"x":{"type":"string"},"unused":{"type":"null"}}} ~ {"$ref":"#/$defs/y","$defs":{"y":{"type":"string"}}}
        {"$ref":"#/properties/a","properties":{"a":{"type":"string"}}} ~ {"$ref":"#/$defs/k","properties":{"a":{"type":"string"}},"$defs":{"k":{"type":"string"}}}
        {"$ref":"#n","$defs":{"a":{"$anchor":"n","type":"string"}}} ~ {"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}
        {"minimum":1.0} ~ {"minimum":1}
        """)
    void two_spellings_have_one_normal_form(String one, String other) {
        assertThat(normal(one)).isEqualTo(normal(other));
    }

    @ParameterizedTest(name = "{0} # {1}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        {"prefixItems":[{"type":"string"},{"type":"null"}]} ~ {"prefixItems":[{"type":"null"},{"type":"string"}]}
        {"properties":{"title":{"type":"string"}}} ~ {"properties":{}}
        {"properties":{"default":{"type":"string"}},"required":["default"]} ~ {"required":["default"]}
        {"const":{"title":"a"}} ~ {"const":{"title":"b"}}
        {"enum":[{"description":"a"}]} ~ {"enum":[{}]}
        {"oneOf":[{"type":"string"},{"type":"string"}]} ~ {"type":"string"}
        {"anyOf":[true,{"properties":{"a":true}}],"unevaluatedProperties":false} ~ {"unevaluatedProperties":false}
        {"properties":{"a":true},"unevaluatedProperties":false} ~ {"unevaluatedProperties":false}
        {"items":[{"type":"string"}]} ~ {"items":{"type":"string"}}
        {"type":"strong"} ~ {}
        """)
    void what_means_something_stays(String one, String other) {
        assertThat(normal(one)).isNotEqualTo(normal(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "3",
                "[]",
                "\"x\"",
                "true",
                "false",
                "{\"type\":3}",
                "{\"properties\":[1]}",
                "{\"properties\":{\"a\":3}}",
                "{\"allOf\":{}}",
                "{\"allOf\":[]}",
                "{\"required\":\"a\"}",
                "{\"$ref\":3}",
                "{\"$ref\":\"#/nowhere\"}",
                "{\"$ref\":\"%%%\"}",
                "{\"$id\":\":::\",\"type\":\"string\"}",
                "{\"$defs\":3,\"$ref\":\"#/$defs\"}",
                "{\"if\":3,\"then\":4}",
                "{\"$dynamicRef\":\"#x\"}",
                "{\"$schema\":7}"
            })
    void any_json_has_a_normal_form_and_it_is_its_own(String json) {
        JsonValue normal = normal(json);

        assertThat(SchemaNormalizer.normalize(normal)).isEqualTo(normal);
    }

    private static JsonValue normal(String schema) {
        return SchemaNormalizer.normalize(Json.parse(schema));
    }
}
