/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.JsonSchema;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on changes that people make, keyword by keyword. */
class SchemaComparisonTests {

    /** So that a slow machine changes no verdict: steps are counted, time is not. */
    private static final Budget BUDGET = new Budget(Budget.DEFAULT.steps(), Budget.DEFAULT.time(), () -> 0);

    private static SchemaVerdict compare(String before, String after, Direction direction, ContentModel model) {
        return SchemaComparison.compare(Json.parse(before), Json.parse(after), direction, model, BUDGET);
    }

    private static String name(SchemaVerdict verdict) {
        return verdict.getClass().getSimpleName();
    }

    /** The columns: what it is, before, after, verdict for arguments, verdict for results. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        optional property added      | {"properties":{"a":{}}} | {"properties":{"a":{},"b":{"type":"string"}}} | Equal | Equal
        required property added      | {"properties":{"a":{}}} | {"properties":{"a":{},"b":{}},"required":["b"]} | Breaking | Compatible
        optional became required     | {"properties":{"a":{}}} | {"properties":{"a":{}},"required":["a"]} | Breaking | Compatible
        one more of those that must be | {"required":["a"]} | {"required":["a","b"]} | Breaking | Compatible
        property removed and closed  | {"properties":{"a":{},"b":{}}} | {"properties":{"a":{}},"additionalProperties":false} | Breaking | Compatible
        integer became number        | {"type":"integer"} | {"type":"number"} | Compatible | Breaking
        null allowed                 | {"type":"string"} | {"type":["string","null"]} | Compatible | Breaking
        null allowed by anyOf        | {"type":"string"} | {"anyOf":[{"type":"string"},{"type":"null"}]} | Compatible | Breaking
        type replaced                | {"type":"string"} | {"type":"boolean"} | Breaking | Breaking
        enum value added             | {"enum":["a","b"]} | {"enum":["a","b","c"]} | Compatible | Breaking
        enum value removed           | {"enum":["a","b"]} | {"enum":["a"]} | Breaking | Compatible
        const instead of enum        | {"enum":["a"]} | {"const":"a"} | Equal | Equal
        minimum raised               | {"type":"integer","minimum":1} | {"type":"integer","minimum":2} | Breaking | Compatible
        exclusive minimum            | {"type":"integer","minimum":1} | {"type":"integer","exclusiveMinimum":0} | Equal | Equal
        multiple of a divisor        | {"type":"integer","multipleOf":6} | {"type":"integer","multipleOf":3} | Compatible | Breaking
        longer text                  | {"type":"string","maxLength":5} | {"type":"string","maxLength":9} | Compatible | Breaking
        pattern added                | {"type":"string"} | {"type":"string","pattern":"^[a-z]+$"} | Breaking | Compatible
        pattern that says less       | {"type":"string","pattern":"^[a-c]+$"} | {"type":"string","pattern":"^[a-z]+$"} | Compatible | Breaking
        pattern in other words       | {"type":"string","pattern":"^(?:aa?)?$"} | {"type":"string","pattern":"^a{0,2}$"} | Equal | Equal
        items narrowed               | {"type":"array","items":{"type":"number"}} | {"type":"array","items":{"type":"integer"}} | Breaking | Compatible
        fewer items                  | {"type":"array","maxItems":5} | {"type":"array","maxItems":4} | Breaking | Compatible
        branch added                 | {"anyOf":[{"type":"string"}]} | {"anyOf":[{"type":"string"},{"type":"integer"}]} | Compatible | Breaking
        branches in another order    | {"anyOf":[{"type":"string"},{"type":"null"}]} | {"anyOf":[{"type":"null"},{"type":"string"}]} | Equal | Equal
        overlapping oneOf branch     | {"oneOf":[{"type":"integer"}]} | {"oneOf":[{"type":"integer"},{"minimum":5,"type":"number"}]} | Breaking | Breaking
        forbidden value              | {"type":"string"} | {"type":"string","not":{"const":"x"}} | Breaking | Compatible
        definition inlined           | {"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}} | {"type":"string"} | Equal | Equal
        definition renamed           | {"$ref":"#/definitions/a","definitions":{"a":{"type":"string"}}} | {"$ref":"#/$defs/b","$defs":{"b":{"type":"string"}}} | Equal | Equal
        recursion unrolled           | {"$ref":"#/$defs/n","$defs":{"n":{"properties":{"next":{"$ref":"#/$defs/n"}},"type":"object"}}} | {"$ref":"#/$defs/m","$defs":{"m":{"properties":{"next":{"properties":{"next":{"$ref":"#/$defs/m"}},"type":"object"}},"type":"object"}}} | Equal | Equal
        recursion narrowed           | {"$ref":"#/$defs/n","$defs":{"n":{"properties":{"next":{"$ref":"#/$defs/n"},"v":{"type":"number"}},"type":"object"}}} | {"$ref":"#/$defs/n","$defs":{"n":{"properties":{"next":{"$ref":"#/$defs/n"},"v":{"type":"integer"}},"type":"object"}}} | Breaking | Compatible
        open, said aloud             | {"properties":{"a":{}}} | {"properties":{"a":{}},"additionalProperties":true} | Equal | Equal
        text only                    | {"type":"string","description":"a"} | {"type":"string","description":"b","examples":["x"]} | Equal | Equal
        old dialect of exclusive     | {"$schema":"http://json-schema.org/draft-04/schema#","type":"integer","minimum":3,"exclusiveMinimum":true} | {"type":"integer","exclusiveMinimum":3} | Equal | Equal
        tuples of the old dialect    | {"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}],"additionalItems":false} | {"prefixItems":[{"type":"string"}],"items":false} | Equal | Equal
        everything                   | true | {} | Equal | Equal
        nothing any more             | {"type":"string"} | false | Breaking | Compatible
        """)
    void verdicts(String what, String before, String after, String input, String output) {
        SchemaVerdict asInput = compare(before, after, Direction.INPUT, ContentModel.DECLARED_ONLY);
        SchemaVerdict asOutput = compare(before, after, Direction.OUTPUT, ContentModel.DECLARED_ONLY);

        assertThat(name(asInput)).isEqualTo(input);
        assertThat(name(asOutput)).isEqualTo(output);
        Stream.of(asInput, asOutput).forEach(verdict -> assertWitness(verdict, verdict == asInput, before, after));
    }

    private static void assertWitness(SchemaVerdict verdict, boolean isInput, String before, String after) {
        if (verdict instanceof SchemaVerdict.Breaking breaking) {
            JsonValue value = breaking.witness().value();
            JsonSchema sender = JsonSchema.of(Json.parse(isInput ? before : after));
            JsonSchema receiver = JsonSchema.of(Json.parse(isInput ? after : before));
            assertThat(sender.validate(value)).isEmpty();
            assertThat(receiver.validate(value)).isNotEmpty();
        }
    }

    @Test
    void undeclared_members_break_no_call_unless_the_model_is_strict() {
        String before = "{\"properties\":{\"a\":{}}}";
        String after = "{\"properties\":{\"a\":{},\"b\":{\"type\":\"string\"}}}";

        assertThat(compare(before, after, Direction.INPUT, ContentModel.DECLARED_ONLY))
                .isInstanceOf(SchemaVerdict.Equal.class);
        assertThat(compare(before, after, Direction.INPUT, ContentModel.STRICT))
                .isInstanceOf(SchemaVerdict.Breaking.class);
    }

    @Test
    void a_break_by_bounds_alone_is_told_apart() {
        var bounds = (SchemaVerdict.Breaking) compare(
                "{\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                "{\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":1}}}",
                Direction.INPUT,
                ContentModel.DECLARED_ONLY);
        var more = (SchemaVerdict.Breaking) compare(
                "{\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                "{\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":1}},\"required\":[\"n\"]}",
                Direction.INPUT,
                ContentModel.DECLARED_ONLY);

        assertThat(bounds.boundsOnly()).isTrue();
        assertThat(more.boundsOnly()).isFalse();
    }

    @Test
    void what_is_elsewhere_is_never_fetched_and_never_guessed() {
        assertThat(compare(
                        "{\"$ref\":\"https://example.com/a.json\"}",
                        "{\"$ref\":\"https://example.com/b.json\"}",
                        Direction.INPUT,
                        ContentModel.DECLARED_ONLY))
                .isInstanceOf(SchemaVerdict.Undecided.class);
    }

    @Test
    void a_pattern_that_backtracks_forever_does_not_hang() {
        String evil = "{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}";
        String other = "{\"type\":\"string\",\"pattern\":\"^((a|b)+)+c$\"}";

        assertThat(compare(evil, other, Direction.INPUT, ContentModel.DECLARED_ONLY))
                .isInstanceOf(SchemaVerdict.Breaking.class);
    }

    @Test
    void a_budget_of_nothing_is_an_honest_answer() {
        var poor = new Budget(1, Budget.DEFAULT.time(), System::nanoTime);

        assertThat(SchemaComparison.compare(
                        Json.parse("{\"anyOf\":[{\"type\":\"string\"},{\"minimum\":3}]}"),
                        Json.parse("{\"anyOf\":[{\"type\":\"string\"},{\"minimum\":4}]}"),
                        Direction.INPUT,
                        ContentModel.STRICT,
                        poor))
                .isInstanceOf(SchemaVerdict.Undecided.class);
    }
}
