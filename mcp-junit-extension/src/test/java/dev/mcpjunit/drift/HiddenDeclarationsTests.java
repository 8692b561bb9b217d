/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.SchemaOfTool.assertFails;
import static dev.mcpjunit.drift.SchemaOfTool.assertPasses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that are declared only in a branch, in a condition, or somewhere else below other keywords. */
class HiddenDeclarationsTests {

    private static final String MODE = "'properties':{'mode':{'type':'string'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'anyOf':[{'type':'string',MODE},{}]",
                "'anyOf':[{'not':{'type':'object'},MODE},{}]",
                "'anyOf':[{'not':{'required':['mode']},MODE},{}]",
                "'anyOf':[{'minProperties':5,'maxProperties':1,MODE},{}]",
                "'anyOf':[{'const':{'path':'x'},MODE},{}]",
                "'anyOf':[{'$ref':'#/$defs/dead'},{}],'$defs':{'dead':{'enum':['x'],MODE}}",
                "'anyOf':[{'properties':{'mode':{'allOf':[{'type':'string'},{'type':'integer'}]}}},{}]",
                "'if':{'type':'object'},'then':{},'else':{MODE}",
                "'if':{'properties':{'path':{'const':5}},'required':['path']},'then':{MODE}",
                "'dependentSchemas':{'other':{MODE}}",
                "'dependentSchemas':{'path':{'properties':{'path':false,'mode':{}}}}"
            })
    void what_only_a_dead_branch_declares_is_lost(String branches) {
        assertThat(worst(branches)).isEqualTo(Level.BREAKING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'anyOf':[{'required':['mode'],MODE},{}]",
                "'anyOf':[{'$ref':'#/$defs/live'},{}],'$defs':{'live':{MODE}}",
                "'anyOf':[{'type':'string',MODE},{MODE}]",
                "'if':{'required':['path']},'then':{MODE},'else':{MODE}",
                "'dependentSchemas':{'path':{MODE}}",
                "'allOf':[{'anyOf':[{MODE},{}]}]"
            })
    void what_a_branch_declares_that_a_call_can_take_is_not_lost(String branches) {
        assertThat(worst(branches)).isNotEqualTo(Level.BREAKING);
    }

    /** Where objects can be described, with BED in place of the schema of an object. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'$schema':'http://json-schema.org/draft-04/schema#','properties':{'l':{'type':'array','items':[{'type':'string'},BED]}}",
                "'$schema':'http://json-schema.org/draft-07/schema#','properties':{'l':{'type':'array','items':[BED]}}",
                "'$schema':'https://json-schema.org/draft/2019-09/schema','properties':{'l':{'items':[{'items':[BED]}]}}",
                "'$schema':'http://json-schema.org/draft-07/schema#','properties':{'l':{'items':[true],'additionalItems':BED}}",
                "'properties':{'l':{'type':'array','prefixItems':[BED]}}",
                "'properties':{'l':{'prefixItems':[true],'unevaluatedItems':BED}}",
                "'properties':{'m':{'type':'object','unevaluatedProperties':BED}}",
                "'properties':{'f':{'$dynamicRef':'#bed'}},'$defs':{'B':DYNAMIC}",
                "'$schema':'https://json-schema.org/draft/2019-09/schema','properties':{'f':{'$recursiveRef':'#'},'o':BED}"
            })
    void what_is_lost_there_fails(String schema) {
        for (String side : List.of("input", "output")) {
            String before = with(schema, "'rows':{'type':'integer'},'soil':{'type':'string'}");
            assertFails(side + ".property-removed", side, before, with(schema, "'rows':{'type':'integer'}"));
            assertFails(
                    side + ".property-removed",
                    side,
                    before,
                    with(schema, "'rows':{'type':'integer'},'ground':{'type':'string'}"));
        }
    }

    private static String with(String schema, String members) {
        return "{'type':'object',"
                + schema.replace("BED", "{'type':'object','properties':{" + members + "}}")
                        .replace("DYNAMIC", "{'$dynamicAnchor':'bed','type':'object','properties':{" + members + "}}")
                + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DRAFT_07,'properties':{'l':{'items':[BED,{'type':'string'}],'additionalItems':false}} | 'properties':{'l':{'prefixItems':[BED,{'type':'string'}],'items':false}}",
                "DRAFT_07,'properties':{'l':{'items':[BED],'additionalItems':BED}} | 'properties':{'l':{'items':BED}}",
                "DRAFT_07,'properties':{'l':{'items':[BED],'additionalItems':BED}} | DRAFT_07,'properties':{'l':{'items':[BED,BED],'additionalItems':BED}}",
                "'properties':{'l':{'items':BED}} | 'properties':{'l':{'unevaluatedItems':BED}}",
                "'properties':{'m':{'additionalProperties':BED}} | 'properties':{'m':{'unevaluatedProperties':BED}}",
                "'properties':{'f':{'$dynamicRef':'#bed'}},'$defs':{'B':{'$dynamicAnchor':'bed','allOf':[BED]}} | 'properties':{'f':BED}",
                "DRAFT_07,'properties':{'k':{}},'dependencies':{'k':BED} | 'properties':{'k':{}},'dependentSchemas':{'k':BED}",
                "DRAFT_07,'properties':{'k':{}},'dependencies':{'k':['l']} | 'properties':{'k':{}},'dependentRequired':{'k':['l']}"
            })
    void what_moves_to_an_equivalent_place_is_not_lost(String before, String now) {
        String members = "'rows':{'type':'integer'},'soil':{'type':'string'}";
        String draft = "'$schema':'http://json-schema.org/draft-07/schema#'";
        for (String side : List.of("input", "output")) {
            assertPasses(
                    side,
                    with(before.replace("DRAFT_07", draft), members),
                    with(now.replace("DRAFT_07", draft), members));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'items':[BED],'additionalItems':false", "'items':[BED],'maxItems':1"})
    void items_of_results_that_no_longer_come_are_not_lost(String fewer) {
        String list = "'$schema':'http://json-schema.org/draft-07/schema#','properties':{'l':{'type':'array',LIST}}";
        String members = "'rows':{'type':'integer'}";
        assertPasses(
                "output",
                with(list.replace("LIST", "'items':[BED,BED],'maxItems':2"), members),
                with(list.replace("LIST", fewer), members));
        assertFails(
                "output.property-removed",
                "output",
                with(list.replace("LIST", "'items':[BED,BED],'maxItems':2"), members),
                with(list.replace("LIST", "'items':[BED],'maxItems':2"), members));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'dependencies':{'k':{}}", "'dependencies':{'k':BED}", "'dependentSchemas':{'k':{}}"})
    void what_another_member_brings_is_lost_in_the_old_notation_too(String lost) {
        String before =
                "'$schema':'http://json-schema.org/draft-07/schema#','properties':{'k':{}},'dependencies':{'k':BED}";
        String now = "'properties':{'k':{}}," + lost;
        String draft = lost.startsWith("'dependencies") ? "'$schema':'http://json-schema.org/draft-07/schema#'," : "";
        assertFails(
                "input.property-removed",
                "input",
                with(before, "'soil':{'type':'string'}"),
                with(draft + now, "'ground':{'type':'string'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'if':{'required':['k']},'then':{SOIL} | 'if':{'required':['k']},'then':{}",
                "'if':{'required':['k']},'then':{SOIL} | 'title':'no condition'",
                "'if':{'required':['k']},'then':{SOIL} | 'if':{'required':['k']},'then':{'properties':{'ground':{}}}",
                "'if':{'required':['k']},'else':{SOIL} | 'if':{'required':['k']},'else':{}",
                "'dependentSchemas':{'k':{SOIL}} | 'dependentSchemas':{'k':{}}",
                "'allOf':[{SOIL}],'unevaluatedProperties':false | 'allOf':[{}],'unevaluatedProperties':false",
                "'allOf':[{SOIL}],'unevaluatedProperties':false | 'unevaluatedProperties':false",
                "'allOf':[{SOIL},{'properties':{'x':{}}}],'unevaluatedProperties':false | 'additionalProperties':false"
            })
    void what_results_may_have_under_a_condition_is_lost_with_it(String before, String now) {
        assertFails("output.property-removed", "output", result(before), result(now));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'if':{'required':['k']},'then':{SOIL} | SOIL",
                "'if':{'required':['k']},'then':{SOIL} | 'dependentSchemas':{'k':{SOIL}}",
                "'if':{'required':['k']},'then':{SOIL} | 'anyOf':[{'required':['k'],SOIL},{'not':{'required':['k']}}]",
                "'if':KIND_A,'then':{SOIL} | 'not':KIND_A",
                "'if':{'$ref':'#/$defs/A'},'then':{SOIL},'$defs':{'A':KIND_A} | 'if':KIND_A,'then':{SOIL}",
                "'dependentSchemas':{'k':{SOIL}} | 'properties':{'k':false}",
                "'anyOf':[{SOIL},{'required':['k']}] | 'required':['k']"
            })
    void what_results_have_elsewhere_or_cannot_have_is_not_lost(String before, String now) {
        assertThat(SchemaOfTool.compare("output", result(before), result(now)).failing())
                .noneMatch(change -> change.rule().equals("output.property-removed")
                        && change.at().toString().endsWith("soil"));
    }

    private static String result(String keywords) {
        return ("{'type':'object','allOf':[{'properties':{'k':{'type':'string'}}},{" + keywords + "}]}")
                .replace("KIND_A", "{'properties':{'k':{'const':'a'}},'required':['k']}")
                .replace("SOIL", "'properties':{'soil':{'type':'string'}}");
    }

    /** Where members can be declared that have members themselves, with BED in place of the inner schema. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'if':{'required':['k']},'then':{'properties':{'o':BED}}",
                "'if':{'required':['k']},'else':{'properties':{'o':BED}}",
                "'if':{'required':['k']},'then':{'properties':{'o':{'properties':{'p':BED}}}}",
                "'if':{'required':['k']},'then':{'properties':{'o':{'type':'array','items':BED}}}",
                "'if':{'required':['k']},'then':{'if':{'required':['o']},'then':{'properties':{'o':BED}}}",
                "'if':{'required':['k']},'then':{'allOf':[{'properties':{'o':BED}}]}",
                "'if':{'required':['k']},'then':{'$ref':'#/$defs/T'},'$defs':{'T':{'properties':{'o':BED}}}",
                "'dependentSchemas':{'k':{'properties':{'o':BED}}}",
                "'$schema':'http://json-schema.org/draft-07/schema#','dependencies':{'k':{'properties':{'o':BED}}}",
                "'anyOf':[{'if':{'required':['k']},'then':{'properties':{'o':BED}}},{'type':'object'}]",
                "'properties':{'k':{},'i':{'type':'object','dependentSchemas':{'k':{'properties':{'o':BED}}}}}"
            })
    void what_is_lost_deeper_inside_of_conditions_fails(String keywords) {
        String schema = "'allOf':[{'properties':{'k':{}}}]," + keywords;
        for (String side : List.of("input", "output")) {
            String before = with(schema, "'rows':{'type':'integer'},'soil':{'type':'string'}");
            assertFails(side + ".property-removed", side, before, with(schema, "'rows':{'type':'integer'}"));
            assertPasses(side, before, with(schema, "'soil':{'type':'string'},'rows':{'type':'integer'}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'if':{'required':['k']},'then':{'properties':{'o':BED}} | 'properties':{'o':BED}",
                "'if':{'required':['k']},'then':{'properties':{'o':BED}} | 'dependentSchemas':{'k':{'properties':{'o':BED}}}",
                "'properties':{'o':BED} | 'allOf':[{'properties':{'o':BED}}]",
                "'allOf':[{'properties':{'o':BED}}] | 'properties':{'o':BED}"
            })
    void a_member_that_moves_keeps_its_members(String before, String now) {
        String members = "'rows':{'type':'integer'},'soil':{'type':'string'}";
        for (String side : List.of("input", "output")) {
            assertPasses(side, with(before, members), with(now, members));
            assertFails(
                    side + ".property-removed", side, with(before, members), with(now, "'rows':{'type':'integer'}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'allOf':[{'properties':{'o':{'properties':{'soil':{'type':'string'}}}}}]",
                "'dependentSchemas':{'k':{'properties':{'o':{'properties':{'soil':{'type':'string'}}}}}}",
                "'if':{'required':['k']},'then':{'properties':{'o':{'properties':{'soil':{'type':'string'}}}}}"
            })
    void what_another_declaration_of_the_same_member_declares_is_not_lost(String other) {
        String one = "'properties':{'k':{},'o':BED}";
        for (String side : List.of("input", "output")) {
            assertPasses(
                    side,
                    with(one, "'rows':{'type':'integer'},'soil':{'type':'string'}"),
                    with(one + "," + other, "'rows':{'type':'integer'}"));
        }
    }

    @Test
    void members_of_results_under_a_condition_that_no_longer_holds_are_not_lost() {
        String before =
                "{'type':'object','if':{'properties':{'k':{'const':'a'}},'required':['k']},'then':{'properties':{'o':"
                        + "{'properties':{'rows':{},'soil':{}}}}}}";
        String now = "{'type':'object','properties':{'k':{'const':'b'},'o':{'properties':{'rows':{}}}}}";

        assertPasses("output", before, now);
        assertFails("output.property-removed", "output", before, now.replace("{'const':'b'}", "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'patternProperties':{'^x':STRING} | 'title':'any'",
                "'patternProperties':{'^x':STRING} | 'patternProperties':{'^y':STRING}",
                "'patternProperties':{'^x':{'$ref':'#/$defs/S'}},DEFS | 'properties':{'k':{}},DEFS",
                "'allOf':[{'patternProperties':{'^x':STRING}}] | 'allOf':[{}]",
                "'allOf':[{'patternProperties':{'^x':STRING}}] | 'title':'any'",
                "'allOf':[{'additionalProperties':STRING}] | 'title':'any'",
                "'additionalProperties':STRING | 'patternProperties':{'^x':STRING}",
                "'patternProperties':{'^(?:x)\\\\b':STRING} | 'title':'any'",
                "'properties':{'m':{'patternProperties':{'^x':STRING}}} | 'properties':{'m':{'properties':{'k':STRING}}}",
                "'properties':{'m':{'anyOf':[{'patternProperties':{'^x':STRING}},{'type':'null'}]}} | 'properties':{'m':{'anyOf':[{'properties':{'k':STRING}},{'type':'null'}]}}",
                "'properties':{'m':{'$ref':'#/$defs/M'}},'$defs':{'M':{'patternProperties':{'^x':STRING}}} | 'properties':{'m':{'properties':{'k':STRING}}}"
            })
    void members_of_results_that_a_pattern_no_longer_describes_fail(String before, String now) {
        assertFails("output.additional-properties-changed", "output", described(before), described(now));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'patternProperties':{'^x':{}} | 'title':'any'",
                "'patternProperties':{'^x':STRING} | 'additionalProperties':STRING",
                "'patternProperties':{'^x':STRING} | 'patternProperties':{'^[xy]':STRING}",
                "'patternProperties':{'^\\\\w+$':STRING} | 'patternProperties':{'^[a-zA-Z0-9_]+$':STRING}",
                "'patternProperties':{'^[ab]$':STRING} | 'properties':{'a':STRING,'b':STRING}",
                "'patternProperties':{'^x':STRING} | 'allOf':[{'patternProperties':{'^x':STRING}}]",
                "'allOf':[{'patternProperties':{'^x':STRING}},{'title':'t'}] | 'allOf':[{'title':'t'},{'patternProperties':{'^x':STRING}}]",
                "'patternProperties':{'^x':STRING} | 'properties':{'k':{}},'additionalProperties':false",
                "'patternProperties':{'^x':STRING} | 'propertyNames':{'pattern':'^y'}",
                "'properties':{'m':{'patternProperties':{'^x':STRING}}} | 'properties':{'m':{}},'allOf':[{'properties':{'m':{'patternProperties':{'^x':STRING}}}}]",
                "'additionalProperties':STRING | 'patternProperties':{'.*':STRING}"
            })
    void members_of_results_that_are_still_described_or_cannot_come_do_not_fail(String before, String now) {
        assertPasses("output", described(before), described(now));
    }

    @Test
    void a_result_whose_pattern_is_gone_names_a_member_that_may_come() {
        String before = "{'type':'object','patternProperties':{'^x-':{'type':'string'}}}";

        assertThat(SchemaOfTool.compare("output", before, "{'type':'object'}").failing())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.at().toString()).isEqualTo("/outputSchema/patternProperties/^x-");
                    assertThat(change.words())
                            .isEqualTo(
                                    "the values of members that match '^x-', such as 'x-', are no longer restricted");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'additionalProperties':{'type':'string'} | 'title':'any'",
                "'properties':{'k':{}},'additionalProperties':{'$ref':'#/$defs/S'},DEFS | 'properties':{'k':{}},DEFS",
                "'unevaluatedProperties':{'type':'string'} | 'unevaluatedProperties':true",
                "'properties':{'m':{'additionalProperties':{'type':'string'}}} | 'properties':{'m':{'properties':{'k':{'type':'string'}}}}"
            })
    void undeclared_members_of_results_that_are_no_longer_described_fail(String before, String now) {
        assertFails("output.additional-properties-changed", "output", described(before), described(now));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'additionalProperties':{'description':'any'} | 'title':'any'",
                "'additionalProperties':{'$ref':'#/$defs/Any'},DEFS | 'properties':{}",
                "'additionalProperties':{'type':'string'} | 'unevaluatedProperties':{'type':'string'}",
                "'additionalProperties':{'type':'string'} | 'allOf':[{'additionalProperties':{'type':'string'}}]",
                "'additionalProperties':{'type':'string'} | 'additionalProperties':false"
            })
    void undeclared_members_of_results_that_are_described_otherwise_do_not_fail(String before, String now) {
        assertPasses("output", described(before), described(now));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'$ref':'#/$defs/Any'}", "{'anyOf':[{'type':'string'},{}]}", "{'not':{'not':{}}}"})
    void a_schema_that_accepts_everything_does_not_describe_lost_arguments(String everything) {
        assertFails(
                "input.property-removed",
                "input",
                described("'properties':{'a':{'type':'string'},'b':{'type':'string'}},DEFS"),
                described("'properties':{'a':{'type':'string'}},DEFS,'additionalProperties':" + everything));
    }

    private static String described(String keywords) {
        return "{'type':'object',"
                + keywords.replace("DEFS", "'$defs':{'S':{'type':'string'},'Any':{}}")
                        .replace("STRING", "{'type':'string'}")
                + "}";
    }

    private static Level worst(String branches) {
        Catalog before = catalog("'properties':{'path':{'type':'string'},'mode':{'type':'string'}}");
        Catalog now = catalog("'properties':{'path':{'type':'string'}}," + branches.replace("MODE", MODE));
        return Drift.compare(before, now, DriftOptions.defaults())
                .changes()
                .get(0)
                .level();
    }

    private static Catalog catalog(String schema) {
        return CatalogFile.parse(
                ("{'tools':[{'name':'plant','inputSchema':{'type':'object'," + schema + "}}]}").replace('\'', '"'));
    }
}
