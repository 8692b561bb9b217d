/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import static dev.mcpjunit.testkit.Catalogs.json;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.drift.schema.Direction;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each rule says of a change, and what inclusion makes of it, as input and as output. */
class SchemaRulesTests {

    private static List<Change> compare(Direction direction, ContentModel model, String before, String now) {
        return SchemaChanges.compare(
                Subject.tool("t"),
                direction,
                json(before),
                json(now),
                new SchemaQuestion(model, DriftOptions.PATIENT, Set.of()));
    }

    private static String reported(Direction direction, ContentModel model, String before, String now) {
        return compare(direction, model, before, now).stream()
                .map(change -> change.level() + " " + change.rule().replaceFirst("^(in|out)put\\.", ""))
                .sorted()
                .collect(joining(", "));
    }

    /** The subschema of a property, in a tool's schema. */
    private static String property(String schema) {
        return "{'type':'object','properties':{'p':" + schema + "}}";
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'} | {'type':['string','null']} | COMPATIBLE type-widened | BREAKING type-widened",
                "{'type':'string'} | {'anyOf':[{'type':'string'},{'type':'null'}]} | COMPATIBLE type-widened | BREAKING type-widened",
                "{'type':'number'} | {'type':'integer'} | BREAKING type-narrowed | COMPATIBLE type-narrowed",
                "{'type':'string'} | {'type':'integer'} | BREAKING type-changed | BREAKING type-changed",
                "{'type':['string','null']} | {'type':'string'} | BREAKING type-narrowed | COMPATIBLE type-narrowed",
                "{} | {'type':'string'} | BREAKING type-narrowed | COMPATIBLE type-narrowed",
                "{'enum':['a','b']} | {'enum':['a','b','c']} | COMPATIBLE enum-value-added | BREAKING enum-value-added",
                "{'enum':['a','b']} | {'enum':['a']} | BREAKING enum-value-removed | COMPATIBLE enum-value-removed",
                "{'type':'string'} | {'type':'string','enum':['a']} | BREAKING enum-added | COMPATIBLE enum-added",
                "{'type':'string','const':'a'} | {'type':'string'} | COMPATIBLE enum-removed | BREAKING enum-removed",
                "{'const':'a'} | {'enum':['a']} | COSMETIC notation | COSMETIC notation",
                "{'type':'integer'} | {'type':'integer','minimum':1} | RISKY bound-tightened | COMPATIBLE bound-tightened",
                "{'type':'string','maxLength':9} | {'type':'string'} | COMPATIBLE bound-loosened | RISKY bound-loosened",
                "{'type':'integer'} | {'type':'integer','maximum':9007199254740991} | COSMETIC safe-integer-bounds | COSMETIC safe-integer-bounds",
                "{'type':'string'} | {'type':'string','pattern':'^a'} | BREAKING pattern-added | COMPATIBLE pattern-added",
                "{'type':'string','pattern':'^a'} | {'type':'string'} | COMPATIBLE pattern-removed | BREAKING pattern-removed",
                "{'type':'string','pattern':'^a'} | {'type':'string','pattern':'^b'} | BREAKING pattern-changed | BREAKING pattern-changed",
                "{'type':'string'} | {'type':'string','format':'email'} | RISKY format-changed | COSMETIC format-changed",
                "{'type':'string'} | {'type':'string','default':'a'} | COSMETIC default-added | COSMETIC default-added",
                "{'default':1} | {'default':2} | RISKY default-changed | COSMETIC default-changed",
                "{'default':1} | {} | RISKY default-removed | COSMETIC default-removed",
                "{'description':'a'} | {'description':'b'} | REVIEW description-changed | REVIEW description-changed",
                "{'description':'a  b'} | {'description':'a b'} | COSMETIC description-changed | COSMETIC description-changed",
                "{'description':'a'} | {'description':'<IMPORTANT>b'} | REVIEW description-changed | REVIEW description-changed",
                "{'title':'a'} | {'title':'b'} | COSMETIC title-changed | COSMETIC title-changed",
                "{'examples':[1]} | {'examples':[2]} | REVIEW examples-changed | REVIEW examples-changed",
                "{} | {'deprecated':true} | RISKY deprecated | RISKY deprecated",
                "{'type':'string'} | {'type':'string','x-mcp-header':'H'} | SUSPICIOUS mirrored-header | COSMETIC notation",
                "{'anyOf':[{'type':'string'},{'type':'null'}]} | {'anyOf':[{'type':'null'},{'type':'string'}]} | '' | ''",
                "{'anyOf':[{'const':1},{'const':2}]} | {'anyOf':[{'const':1},{'const':2},{'const':3}]} | COMPATIBLE alternative-added | BREAKING alternative-added",
                "{'oneOf':[{'minimum':1}]} | {'oneOf':[{'minimum':1},{'minimum':2}]} | BREAKING alternative-added | COMPATIBLE alternative-added",
                "{'allOf':[{'type':'string'}]} | {'type':'string'} | COSMETIC notation | COSMETIC notation",
                "{'type':'string'} | {'type':'string','not':{'const':'a'}} | BREAKING keyword-changed | COMPATIBLE keyword-changed",
                "{'type':'object','additionalProperties':{'type':'string'}} | {'type':'object','additionalProperties':{'type':'integer'}} | BREAKING type-changed | BREAKING type-changed",
                "{'type':'array','items':{'type':'number'}} | {'type':'array','items':{'type':'integer'}} | BREAKING type-narrowed | COMPATIBLE type-narrowed"
            })
    void a_property_changes(String before, String now, String input, String output) {
        assertThat(reported(Direction.INPUT, ContentModel.DECLARED_ONLY, property(before), property(now)))
                .isEqualTo(input.equals("''") ? "" : input);
        assertThat(reported(Direction.OUTPUT, ContentModel.DECLARED_ONLY, property(before), property(now)))
                .isEqualTo(output.equals("''") ? "" : output);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties':{}} | {'properties':{'a':{'type':'string'}}} | COMPATIBLE property-added | COMPATIBLE property-added",
                "{'properties':{},'additionalProperties':false} | {'properties':{'a':{}},'additionalProperties':false} | COMPATIBLE property-added | BREAKING property-added",
                "{'properties':{}} | {'properties':{'a':{}},'required':['a']} | BREAKING required-property-added | COMPATIBLE required-property-added",
                "{'properties':{}} | {'properties':{'a':{'default':1}},'required':['a']} | RISKY required-with-default | COMPATIBLE required-with-default",
                "{'properties':{'a':{}}} | {'properties':{'a':{}},'required':['a']} | BREAKING property-became-required | COMPATIBLE property-became-required",
                "{'properties':{'a':{'default':1}}} | {'properties':{'a':{'default':1}},'required':['a']} | RISKY required-with-default | COMPATIBLE required-with-default",
                "{'properties':{'a':{}},'required':['a']} | {'properties':{'a':{}}} | COMPATIBLE property-became-optional | BREAKING property-became-optional",
                "{'properties':{'a':{}}} | {'properties':{}} | BREAKING property-removed | BREAKING property-removed",
                "{'properties':{'a':{}},'required':['a']} | {'properties':{}} | BREAKING property-removed | BREAKING property-removed",
                "{'properties':{'a':{}},'additionalProperties':false} | {'properties':{},'additionalProperties':false} | BREAKING property-removed | BREAKING property-removed",
                "{'properties':{'a':{}}} | {'properties':{'a':{}},'additionalProperties':false} | RISKY closed | COMPATIBLE closed",
                "{'properties':{'a':{}},'additionalProperties':false} | {'properties':{'a':{}}} | COMPATIBLE opened | RISKY opened",
                "{'properties':{'a':{}},'additionalProperties':true} | {'properties':{'a':{}},'additionalProperties':{}} | COSMETIC notation | COSMETIC notation",
                "{'properties':{'a':{'type':'string'}}} | {'$defs':{'S':{'type':'string'}},'properties':{'a':{'$ref':'#/$defs/S'}}} | COSMETIC notation | COSMETIC notation",
                "{'$defs':{'S':{'type':'string'}},'properties':{'a':{'$ref':'#/$defs/S'}}} | {'$defs':{'S':{'type':'integer'}},'properties':{'a':{'$ref':'#/$defs/S'}}} | BREAKING type-changed | BREAKING type-changed",
                "{'properties':{'b':{},'a':{}},'required':['a','b']} | {'required':['b','a'],'properties':{'a':{},'b':{}}} | '' | ''",
                "{'properties':{}} | {'$schema':'http://json-schema.org/draft-07/schema#','properties':{}} | COSMETIC dialect-changed | COSMETIC dialect-changed",
                "{'properties':{}} | {'$schema':'http://json-schema.org/draft-04/schema#','properties':{}} | COSMETIC dialect-changed | INTEROP dialect-changed",
                "{'properties':{}} | {'$schema':'https://example.com/dialect','properties':{}} | BREAKING schema-invalid, COSMETIC dialect-changed | BREAKING schema-invalid, INTEROP dialect-changed",
                "{'$schema':'http://json-schema.org/draft-04/schema#','properties':{}} | {'$schema':'http://json-schema.org/draft-07/schema#','properties':{}} | COSMETIC dialect-changed | COMPATIBLE dialect-changed",
                "{'$schema':'http://json-schema.org/draft-07/schema#','properties':{}} | {'$schema':'https://json-schema.org/draft/2020-12/schema','properties':{}} | COSMETIC dialect-changed | COSMETIC dialect-changed"
            })
    void an_object_changes(String before, String now, String input, String output) {
        String old = before.replaceFirst("\\{", "{'type':'object',");
        String young = now.replaceFirst("\\{", "{'type':'object',");
        assertThat(reported(Direction.INPUT, ContentModel.DECLARED_ONLY, old, young))
                .isEqualTo(input.equals("''") ? "" : input);
        assertThat(reported(Direction.OUTPUT, ContentModel.DECLARED_ONLY, old, young))
                .isEqualTo(output.equals("''") ? "" : output);
    }

    @Test
    void the_strict_content_model_counts_undeclared_members() {
        String open = "{'type':'object','properties':{}}";
        assertThat(reported(Direction.INPUT, ContentModel.STRICT, open, property("{'type':'string'}")))
                .isEqualTo("BREAKING property-added");
        assertThat(reported(
                        Direction.INPUT,
                        ContentModel.STRICT,
                        open,
                        open.replace("{}}", "{},'additionalProperties':false}")))
                .isEqualTo("BREAKING closed");
    }

    @Test
    void each_break_has_a_witness_of_its_own() {
        assertThat(
                        compare(
                                Direction.INPUT,
                                ContentModel.DECLARED_ONLY,
                                "{'type':'object','properties':{'a':{'enum':['x','y']},'b':{'type':'number'}}}",
                                "{'type':'object','properties':{'a':{'enum':['x']},'b':{'type':'integer'},'c':{}},'required':['c']}"))
                .extracting(change -> change.rule() + " "
                        + change.evidence().orElseThrow().witness().value())
                .containsExactlyInAnyOrder(
                        "input.required-property-added {}",
                        "input.enum-value-removed {\"a\":\"y\"}",
                        "input.type-narrowed {\"b\":0.5}");
    }

    @Test
    void a_break_beside_soft_ones_is_not_softened() {
        assertThat(reported(
                        Direction.INPUT,
                        ContentModel.DECLARED_ONLY,
                        "{'type':'object','properties':{'a':{'type':'integer'},'b':{}}}",
                        "{'type':'object','properties':{'a':{'type':'integer','minimum':1},'b':{}},'required':['b']}"))
                .isEqualTo("BREAKING property-became-required, RISKY bound-tightened");
    }

    @Test
    void a_break_that_no_rule_explains_is_told_with_its_witness() {
        // Two alternatives change together, so that neither does harm alone.
        List<Change> changes = compare(
                Direction.INPUT,
                ContentModel.DECLARED_ONLY,
                property("{'anyOf':[{'minimum':0},{'maximum':5}]}"),
                property("{'anyOf':[{'minimum':9},{'maximum':1}]}"));

        assertThat(changes).anySatisfy(change -> assertThat(change.evidence()).isPresent());
    }

    @Test
    void a_reference_out_of_the_schema_is_no_obstacle_to_the_rest() {
        List<Change> changes = compare(
                Direction.INPUT,
                ContentModel.DECLARED_ONLY,
                "{'type':'object','properties':{'p':{'$ref':'https://example.com/a.json'},'q':{'type':'string'}}}",
                "{'type':'object','properties':{'p':{'$ref':'https://example.com/b.json'},'q':{'type':'integer'}}}");

        assertThat(changes)
                .extracting(Change::rule)
                .contains("input.external-reference", "input.type-changed")
                .doesNotContain("input.undecided");
    }

    @Test
    void what_cannot_be_decided_is_risky_and_says_why() {
        List<Change> changes = compare(
                Direction.INPUT,
                ContentModel.DECLARED_ONLY,
                property("{'$ref':'https://example.com/a.json'}"),
                property("{'type':'string'}"));

        assertThat(changes)
                .filteredOn(change -> change.rule().equals("input.undecided"))
                .singleElement()
                .satisfies(change -> assertThat(change.level()).hasToString("RISKY"))
                .satisfies(change -> assertThat(change.words())
                        .isEqualTo("the old schema could not be used here:"
                                + " the $ref 'https://example.com/a.json' leads out of the schema"));
    }

    @Test
    void a_schema_that_collapses_is_not_merely_wider() {
        assertThat(reported(
                        Direction.INPUT,
                        ContentModel.DECLARED_ONLY,
                        property("{'type':'string'}"),
                        "{'$schema':'https://json-schema.org/draft/2020-12/schema'}"))
                .contains("BREAKING collapsed");
    }

    @Test
    void a_new_name_is_guessed_and_no_more() {
        assertThat(
                        compare(
                                Direction.INPUT,
                                ContentModel.DECLARED_ONLY,
                                "{'type':'object','properties':{'ref':{'type':'string','description':'old'}},'required':['ref'],'additionalProperties':false}",
                                "{'type':'object','properties':{'target':{'type':'string','description':'new'}},'required':['target'],'additionalProperties':false}"))
                .filteredOn(change -> change.rule().equals("input.property-removed"))
                .singleElement()
                .satisfies(change -> assertThat(change.hint()).contains("renamed to 'target'?"))
                .satisfies(change -> assertThat(change.level()).hasToString("BREAKING"));
    }

    @Test
    void a_default_that_guarded_and_no_longer_does_is_to_be_reviewed() {
        assertThat(compare(
                        Direction.INPUT,
                        ContentModel.DECLARED_ONLY,
                        "{'type':'object','properties':{'allow_external':{'type':'boolean','default':false}}}",
                        "{'type':'object','properties':{'allow_external':{'type':'boolean','default':true}}}"))
                .singleElement()
                .extracting(change -> change.rule() + " " + change.levels())
                .isEqualTo("input.default-changed [RISKY, REVIEW]");
    }

    @Test
    void a_place_is_where_the_keyword_stands() {
        assertThat(compare(
                        Direction.INPUT,
                        ContentModel.DECLARED_ONLY,
                        "{'type':'object','$defs':{'S':{'type':'number'}},'properties':{'a':{'$ref':'#/$defs/S'}}}",
                        "{'type':'object','$defs':{'S':{'type':'integer'}},'properties':{'a':{'$ref':'#/$defs/S'}}}"))
                .singleElement()
                .extracting(change -> change.pointer().toString())
                .isEqualTo("/tools/t/inputSchema/$defs/S/type");
    }
}
