/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.SchemaOfTool.assertFails;
import static dev.mcpjunit.drift.SchemaOfTool.assertPasses;
import static dev.mcpjunit.drift.SchemaOfTool.compare;
import static dev.mcpjunit.drift.SchemaOfTool.property;
import static dev.mcpjunit.drift.SchemaOfTool.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an unusable part stands: in a branch, in a tool or result that is new. And arguments in less usual places. */
class UnusablePartsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'anyOf':[{'type':'date'},%s]}",
                "{'oneOf':[%s,{'$ref':'#/$defs/Gone'}]}",
                "{'anyOf':[null,%s]}",
                "{'not':{'type':'date'},'anyOf':[%s]}"
            })
    void an_unusable_branch_hides_no_other(String choice) {
        for (String side : List.of("input", "output")) {
            String text = property(String.format(choice, "{'type':'string'}"));

            assertFails(side + ".type-changed", side, text, property(String.format(choice, "{'type':'integer'}")));
            assertPasses(side, text, property(String.format(choice, "{'title':'Z','type':'string'}")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'array','prefixItems':[%s]}",
                "{'type':'array','contains':%s}",
                "{'type':'object','patternProperties':{'^x-':%s}}"
            })
    void an_argument_that_is_dropped_at_a_position_or_by_a_pattern_fails(String around) {
        assertFails(
                "input.property-removed",
                "input",
                property(String.format(around, "{'type':'object','properties':{'b':{},'c':{}}}")),
                property(String.format(around, "{'type':'object','properties':{'b':{}}}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'date'} | schema-invalid | true",
                "{'$ref':'#/$defs/Gone'} | schema-invalid | true",
                "{'type':'string','pattern':'('} | schema-invalid | true",
                "{'$ref':'https://example.com/z.json'} | external-reference | true",
                "{'type':'array','items':[{}]} | schema-invalid | false"
            })
    void an_unusable_part_of_what_is_new_fails(String part, String rule, boolean isRefused) {
        Catalog none = CatalogFile.parse("{\"tools\":[]}");
        for (String side : List.of("input", "output")) {
            Catalog added = CatalogFile.parse(tool(side, property(part)).replace('\'', '"'));

            assertThat(Drift.compare(none, added, DriftOptions.defaults()).failing())
                    .as(side + " of a new tool")
                    .extracting(Change::rule)
                    .contains(side + "." + rule);
            assertThat(Drift.inspect(added, DriftOptions.defaults()).failing())
                    .as(side + " at the first pin")
                    .extracting(Change::rule)
                    .contains(side + "." + rule);
        }
        Catalog promised = CatalogFile.parse(tool("output", property(part)).replace('\'', '"'));
        DriftReport report = Drift.compare(
                CatalogFile.parse("{\"tools\":[{\"name\":\"plant\"}]}"), promised, DriftOptions.defaults());

        assertThat(report.failing()).extracting(Change::rule).contains("output." + rule);
        assertThat(report.failing().stream()
                        .filter(change -> change.words().endsWith("TypeScript SDK 1.32 loses the whole list of tools")))
                .hasSize(isRefused ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'allOf':[{'$ref':'#/$defs/Gone'}] | 'allOf':[{'type':'object'}]",
                "'allOf':[{'$ref':'https://example.com/z.json'}] | 'title':'Z'",
                "'allOf':[{'required':null}] | 'allOf':[]",
                "'anyOf':[{'required':'a'}] | 'title':'Z'",
                "'anyOf':[{'$ref':'#/$defs/Gone'},{'required':['a']}] | 'anyOf':[{'required':['b']},{'required':['a']}]",
                "'oneOf':[null,{'required':['a']}] | 'oneOf':[{'required':['a']}]",
                "'not':{'type':'date'} | 'not':{'required':['q']}",
                "'if':{'type':'date'},'then':{} | 'if':{'required':['q']},'then':{'required':['a']}",
                "'$ref':'#/$defs/Gone' | 'title':'Z'"
            })
    void a_part_that_is_repaired_hides_nothing_around_it(String part, String repaired) {
        String text = "{'type':'object','properties':{'a':%s,'b':{'type':'string'}},'required':['a'],%s}";
        for (String side : List.of("input", "output")) {
            for (String place : List.of("%s", property("%s").replace("'a':{}", "'y':{}"))) {
                String old = String.format(place, String.format(text, "{'type':'string'}", part));

                assertFails(
                        side + ".type-changed",
                        side,
                        old,
                        String.format(place, String.format(text, "{'type':'integer'}", repaired)));
                assertFails(
                        side + ".property-removed",
                        side,
                        old,
                        String.format(
                                place,
                                String.format(text, "{'type':'string'}", repaired)
                                        .replace(",'b':{'type':'string'}", "")));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'date'} | {'type':'datetime'}",
                "{'$ref':'#/$defs/Gone'} | {'$ref':'#/$defs/Away'}",
                "{'anyOf':[{'type':'date'},{'type':'string'}]} | {'anyOf':[{'type':'string'}]}",
                "{'anyOf':[{'type':'date'},{'type':'string'}]} | {'anyOf':[{'type':'integer'},{'type':'string'}]}",
                "{'anyOf':[{'type':'date'},{'type':'string'}]} | {'type':['string','null']}",
                "{'allOf':[{'$ref':'#/$defs/Gone'}]} | {'allOf':[{'type':'string'}]}",
                "{'$ref':'#/$defs/Gone','type':'object'} | {'type':'object','properties':{'q':{}},'required':['q']}",
                "{'$ref':'#/$defs/Gone','type':'object','properties':{'q':{}}} | {'type':'object','properties':{'q':{}}}"
            })
    void a_branch_or_a_reference_that_is_repaired_fails_nothing(String before, String now) {
        assertPasses("input", property(before), property(now));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'anyOf':[{'type':'date'},{'type':'string'}]} | {'anyOf':[{'type':'date'}]}",
                "{'anyOf':[{'$ref':'#/$defs/Gone'},{'type':'string'},{'type':'null'}]} | {'anyOf':[{'$ref':'#/$defs/Gone'}]}",
                "{'anyOf':[{'$ref':'#/$defs/Gone'},{'type':'null'}]} | {'anyOf':[{'$ref':'#/$defs/Gone'}]}",
                "{'oneOf':[{'type':'date'},{'type':'string'}]} | {'type':'date'}",
                "{'type':'object','oneOf':[{'$ref':'#/$defs/Gone'},{'required':['q']}]} | {'type':'object','oneOf':[{'$ref':'#/$defs/Gone'}]}"
            })
    void a_usable_branch_beside_an_unusable_one_is_not_taken_away_unseen(String both, String unusable) {
        assertThat(compare("input", property(both), property(unusable)).failing())
                .extracting(change -> change.level() + "")
                .contains("BREAKING");
        assertPasses("input", property(unusable), property(both));
        assertThat(compare("output", property(unusable), property(both)).failing())
                .extracting(change -> change.level() + "")
                .contains("BREAKING");
        assertPasses("output", property(both), property(unusable));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a' | ['b'] | true",
                "'a' | ['a','b'] | true",
                "'a' | ['a'] | false",
                "null | ['b'] | true",
                "{} | ['b'] | true",
                "true | ['b'] | true",
                "null | ['a'] | false"
            })
    void an_argument_that_is_new_was_not_required_by_what_cannot_be_used(String before, String now, boolean fails) {
        String old = "{'type':'object','properties':{'a':{}},'required':" + before + "}";
        String young = "{'type':'object','properties':{'a':{},'b':{}},'required':" + now + "}";

        assertThat(compare("input", old, young).fails()).isEqualTo(fails);
    }

    @Test
    void an_argument_whose_schema_becomes_a_definition_that_was_never_usable_fails() {
        String schema = "{'type':'object','properties':{'a':%s,'b':%s},'$defs':{'A':{'type':'date'}}}";
        Map<String, String> problems = Map.of(
                "{'type':'string'}",
                "/type \"date\" is not a type of JSON Schema",
                "{'$ref':'#/$defs/A'}",
                " what stands here now cannot be used: (unusable type: \"date\")");
        problems.forEach((other, words) -> {
            DriftReport report = compare(
                    "input",
                    String.format(schema, "{'type':'string'}", other),
                    String.format(schema, "{'$ref':'#/$defs/A'}", other));

            assertThat(report.failing())
                    .extracting(change -> change.rule() + " " + change.at() + " " + change.words())
                    .containsExactly("input.schema-invalid /inputSchema/$defs/A" + words);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | {'type':'object','properties':{'a':{}},'required':['a']} | true",
                "null | {'type':'object','properties':{'a':{}}} | false",
                "null | {} | false",
                "'x' | null | false",
                "{} | null | true",
                "[] | {'properties':{'a':{}}} | false",
                "{'type':'object'} | {} | true"
            })
    void an_input_schema_that_was_none_required_nothing_and_was_refused(String before, String now, boolean fails) {
        assertThat(compare("input", before, now).fails()).isEqualTo(fails);
    }
}
