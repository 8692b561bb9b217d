/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.internal.schema.model.DeclaredContent;
import dev.mcpjunit.drift.internal.schema.model.SchemaCompiler;
import dev.mcpjunit.drift.internal.schema.normal.SchemaNormalizer;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.schema.JsonSchema;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sends that follows a schema, and what only the specification allows. */
class ContentModelTests {

    private static final Budget BUDGET = new Budget(200_000, Duration.ofMinutes(1), () -> 0);

    private static boolean isDeclared(String schema, String value) {
        var compiled = new SchemaCompiler(Effort.UNLIMITED).compile(SchemaNormalizer.normalize(Json.parse(schema)));
        return new DeclaredContent(Effort.UNLIMITED).isAllOf(Json.parse(value), compiled);
    }

    /** The columns: a schema, a value with declared members only, one with another. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        {"properties":{"a":true}} ~ {"a":1} ~ {"b":1}
        {"properties":{"a":true},"additionalProperties":true} ~ {"a":1} ~ {"b":1}
        {"properties":{"a":true},"additionalProperties":{}} ~ {"a":1} ~ {"b":1}
        {"patternProperties":{"^x":true}} ~ {"xa":1} ~ {"a":1}
        {"properties":{"o":{"properties":{"a":true}}}} ~ {"o":{"a":1}} ~ {"o":{"b":1}}
        {"properties":{"l":{"items":{"properties":{"a":true}}}}} ~ {"l":[{"a":1}]} ~ {"l":[{"b":1}]}
        {"properties":{"l":{"prefixItems":[{"properties":{"a":true}}]}}} ~ {"l":[{"a":1},{"b":1}]} ~ {"l":[{"b":1}]}
        {"allOf":[{"properties":{"a":true}},{"properties":{"b":true}}]} ~ {"a":1,"b":1} ~ {"c":1}
        {"anyOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":true},"required":["b"]}]} ~ {"a":"x","b":1} ~ {"c":1}
        {"anyOf":[{"properties":{"a":true},"required":["a"]},{"properties":{"b":true},"required":["b"]}]} ~ {"a":1} ~ {"a":1,"c":1}
        {"oneOf":[{"properties":{"k":{"const":1},"a":true},"required":["k"]},{"properties":{"k":{"const":2},"b":true},"required":["k"]}]} ~ {"k":1,"a":1} ~ {"k":1,"b":1}
        {"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"properties":{"a":true}},"else":{"properties":{"b":true}}} ~ {"k":1,"a":1} ~ {"k":1,"b":1}
        {"properties":{"a":true},"dependentSchemas":{"a":{"properties":{"b":true}}}} ~ {"a":1,"b":1} ~ {"b":1}
        {"$ref":"#/$defs/o","$defs":{"o":{"properties":{"a":{"$ref":"#/$defs/o"}}}}} ~ {"a":{"a":{}}} ~ {"a":{"b":1}}
        {"type":"object"} ~ {} ~ {"a":1}
        true ~ {} ~ {"a":1}
        """)
    void only_what_some_applicable_schema_declares_counts(String schema, String declared, String other) {
        assertThat(isDeclared(schema, declared)).isTrue();
        assertThat(isDeclared(schema, other)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        {"additionalProperties":{"type":"string"}} ~ {"any":"x"}
        {"properties":{"a":true},"additionalProperties":{"type":"string"}} ~ {"any":"x"}
        {"properties":{"a":true},"unevaluatedProperties":{"type":"string"}} ~ {"any":"x"}
        {"properties":{"bag":{"type":"object"}}} ~ {"bag":{"any":{"thing":1}}}
        {"properties":{"bag":true}} ~ {"bag":[{"any":1}]}
        {"properties":{"l":{"type":"array"}}} ~ {"l":[{"any":1}]}
        {"enum":[{"any":1}]} ~ {"any":1}
        {"properties":{"a":{"const":{"any":{"thing":1}}}}} ~ {"a":{"any":{"thing":1}}}
        """)
    void maps_bags_and_listed_values_declare_all_they_have(String schema, String value) {
        assertThat(isDeclared(schema, value)).isTrue();
    }

    /** The columns: what changed, before, after, the verdict on arguments by what is declared, the strict one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        closed                        ~ {"properties":{"a":true}} ~ {"properties":{"a":true},"additionalProperties":false} ~ Equal ~ Breaking
        closed inside                 ~ {"properties":{"o":{"properties":{"a":true}}}} ~ {"properties":{"o":{"properties":{"a":true},"additionalProperties":false}}} ~ Equal ~ Breaking
        optional added to an open one ~ {"properties":{"a":true}} ~ {"properties":{"a":true,"b":{"type":"string"}}} ~ Equal ~ Breaking
        optional added to a closed one ~ {"properties":{"a":true},"additionalProperties":false} ~ {"properties":{"a":true,"b":{"type":"string"}},"additionalProperties":false} ~ Compatible ~ Compatible
        removed and closed            ~ {"properties":{"a":true,"b":true}} ~ {"properties":{"a":true},"additionalProperties":false} ~ Breaking ~ Breaking
        removed from an open one      ~ {"properties":{"a":true,"b":{"type":"string"}}} ~ {"properties":{"a":true}} ~ Equal ~ Compatible
        values of a map narrowed      ~ {"properties":{"m":{"additionalProperties":{"type":"number"}}}} ~ {"properties":{"m":{"additionalProperties":{"type":"integer"}}}} ~ Breaking ~ Breaking
        a bag given a shape           ~ {"properties":{"m":{"type":"object"}}} ~ {"properties":{"m":{"type":"object","properties":{"a":{"type":"string"}}}}} ~ Breaking ~ Breaking
        fewer names                   ~ {"properties":{"a":true}} ~ {"properties":{"a":true},"propertyNames":{"enum":["a"]}} ~ Equal ~ Breaking
        at most so many as declared   ~ {"properties":{"a":true}} ~ {"properties":{"a":true},"maxProperties":1} ~ Equal ~ Breaking
        """)
    void open_objects_make_the_difference(String what, String before, String after, String declared, String strict) {
        assertThat(verdict(before, after, ContentModel.DECLARED_ONLY)).isEqualTo(declared);
        assertThat(verdict(before, after, ContentModel.STRICT)).isEqualTo(strict);
    }

    private static String verdict(String before, String after, ContentModel model) {
        return SchemaComparison.compare(Json.parse(before), Json.parse(after), Direction.INPUT, model, BUDGET)
                .getClass()
                .getSimpleName();
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_verdict_is_never_contradicted_by_a_possible_call(long seed) {
        var random = new RandomJson(seed + 70_000);
        JsonValue before = random.schema(3);
        JsonValue after = random.chance(30) ? random.schema(3) : random.edited(before, 3);
        SchemaVerdict verdict =
                SchemaComparison.compare(before, after, Direction.INPUT, ContentModel.DECLARED_ONLY, BUDGET);
        JsonSchema old = JsonSchema.of(before);
        JsonSchema now = JsonSchema.of(after);
        var compiled = new SchemaCompiler(Effort.UNLIMITED).compile(SchemaNormalizer.normalize(before));
        var content = new DeclaredContent(Effort.UNLIMITED);

        if (verdict instanceof SchemaVerdict.Breaking breaking) {
            JsonValue witness = breaking.witness().value();
            assertThat(old.validate(witness)).isEmpty();
            assertThat(now.validate(witness)).isNotEmpty();
            assertThat(content.isAllOf(witness, compiled)).isTrue();
        } else if (!(verdict instanceof SchemaVerdict.Undecided)) {
            for (int i = 0; i < 60; i++) {
                JsonValue value = random.valueFor(before, 3);
                boolean isCounterexample = old.validate(value).isEmpty()
                        && content.isAllOf(value, compiled)
                        && !now.validate(value).isEmpty();
                assertThat(isCounterexample)
                        .as("%s is a counterexample to %s → %s", value, before, after)
                        .isFalse();
            }
        }
    }
}
