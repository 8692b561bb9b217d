/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.SchemaOfTool.assertFails;
import static dev.mcpjunit.drift.SchemaOfTool.assertPasses;
import static dev.mcpjunit.drift.SchemaOfTool.compare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern that matches many other names does not declare a member that was removed. */
class CatchAllPatternsTests {

    private static final String BEFORE =
            "{'type':'object','properties':{'path':{'type':'string'},'NAME':{'type':'string'}},'required':['path']";

    private static String before(String name) {
        return BEFORE.replace("NAME", name) + "}";
    }

    private static String now(String patterns) {
        return "{'type':'object','properties':{'path':{'type':'string'}},'required':['path'],'patternProperties':{"
                + patterns + "}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'.*':{}",
                "'^.+$':{}",
                "'^.+$':true",
                "'':{}",
                "'[a-z]+':{}",
                "'^[a-z_]+$':{}",
                "'^[a-z][a-zA-Z0-9]*$':{'description':'anything'}",
                "'^[^~]*$':{}",
                "'^.{1,64}$':{}",
                "'^[a-m].*$':{},'^[^a-m].*$':{}",
                "'^m':{},'^[^m]':{}",
                "'^[a-y]':{}",
                "'^\\\\w+$':{}",
                "'^(?!x-)':{}",
                "'e':{},'^[^e]*$':{}",
                "'mode':{}",
                "'^mode':{}",
                "'mode$':{}",
                "'^mode+$':{}",
                "'^mode.{0,9}$':{}",
                "'^mo':{}",
            })
    void a_pattern_that_matches_any_name_declares_none(String patterns) {
        assertFails("input.property-removed", "input", before("mode"), now(patterns));
        assertFails("output.property-removed", "output", before("mode"), now(patterns));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "x-foo ! '^x-':{}",
                "user_id ! '^[a-z]+_id$':{}",
                "mode ! '^(mode|kind)$':{}",
                "item1 ! '^item[0-9]+$':{}",
                "0 ! '^[0-9]+$':{}",
                "_cursor ! '^_':{}",
                "режим_x ! '^режим_':{}",
                "mode ! '^mode$':{}",
                "mode ! '^modes?$':{}",
                "b ! '^(b|bb)$':{}",
                "b ! '^(b|c)$':{}",
                "x-foo ! '^x-[a-z]+$':{}",
                "$filter ! '^\\\\$':{}",
                "mode ! '^(mode|kind)$':{'type':'string'},'.*':{}",
            })
    void a_pattern_that_depends_on_a_word_of_the_name_declares_it(String name, String patterns) {
        assertPasses("input", before(name), now(patterns));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "b ! 'b':{}",
                "b ! '^b':{}",
                "b ! 'b$':{}",
                "b ! '^b+$':{}",
                "режим ! '^реж':{}",
                "x-foo ! 'x-':{}",
                "user_id ! '_':{}",
                "item1 ! '^item':{}",
                "0 ! '0':{}",
            })
    void a_pattern_that_matches_longer_words_too_does_not_declare_the_name(String name, String patterns) {
        assertFails("input.property-removed", "input", before(name), now(patterns));
        assertFails("output.property-removed", "output", before(name), now(patterns));
    }

    @Test
    void a_pattern_for_one_name_is_another_notation() {
        assertThat(compare("input", before("mode"), now("'^mode$':{'type':'string'}"))
                        .changes())
                .extracting(Change::rule, Change::level)
                .containsExactly(tuple("input.notation", Level.COSMETIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'.*':{'type':'string'}",
                "'^[a-z]+$':{'type':['string','null']}",
                "'mode':{'type':'string'}",
                "'^mode':{'type':'string'}",
                "'mode$':{'type':'string'}",
                "'^mode+$':{'type':'string'}"
            })
    void what_any_other_member_looks_like_is_risky(String patterns) {
        assertThat(compare("input", before("mode"), now(patterns)).changes())
                .filteredOn(change -> change.rule().equals("input.property-removed"))
                .extracting(Change::level)
                .containsExactly(Level.RISKY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'.*':{'type':'integer'}", "'^mode$':false", "'^mode$':{'type':'integer'}"})
    void a_pattern_that_rejects_the_old_values_fails(String patterns) {
        assertThat(compare("input", before("mode"), now(patterns)).fails()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'.*':{}", "'^[a-z]+$':{}"})
    void a_closed_schema_that_accepts_any_name_by_a_pattern_drops_the_argument_in_silence(String patterns) {
        String closed = now(patterns).replace("{'type':'object'", "{'additionalProperties':false,'type':'object'");

        assertThat(compare("input", before("mode"), closed).failing())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.rule()).isEqualTo("input.property-removed");
                    assertThat(change.words()).isEqualTo("'mode' is no longer declared and may be ignored");
                    assertThat(change.evidence().orElseThrow().toString()).contains("is still accepted");
                });
    }
}
