/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repairs of unusable parts: what such a part accepted is unknown, but some repairs break whatever it was. */
class RepairsThatBreakTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string','not':{'type':'date'}} | {'type':'string','not':{}} | BREAKING",
                "{'type':'date'} | {'allOf':[{'type':'string'},{'type':'integer'}]} | BREAKING",
                "{'type':'string','maxLength':'5'} | {'type':'string','maxLength':0} | BREAKING",
                "{'enum':'x'} | {'enum':[]} | BREAKING",
                "{'type':'date'} | false | BREAKING",
                "{'type':'string','not':{'type':'date'}} | {'type':'string','not':{'const':'x'}} | RISKY",
                "{'type':'date'} | {'type':'string'} | RISKY",
                "{'type':'string','maxLength':'5'} | {'type':'string','maxLength':5} | RISKY",
                "{'enum':'x'} | {'enum':['x']} | RISKY"
            })
    void a_repair_that_leaves_no_value_breaks(String before, String now, Level expected) {
        String required = "'type':'object','required':['a'],'properties':{'a':";
        String optional = "'type':'object','properties':{'a':";

        assertThat(worst(required + before + "}", required + now + "}")).isEqualTo(expected);
        assertThat(worst(optional + before + "}", optional + now + "}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'patternProperties':{'^a':{'type':'date'}} | 'patternProperties':{'^a':false} | BREAKING",
                "'patternProperties':{'^a':{'type':'date'}} | 'patternProperties':{'^a':{'type':'string'}} | RISKY",
                "'not':{'type':'date'} | 'not':{'required':['a']} | BREAKING",
                "'allOf':[{'type':'date'}] | 'allOf':[{'properties':{'a':false}}] | BREAKING",
                "'allOf':[{'type':'date'}] | 'allOf':[{'additionalProperties':false}] | BREAKING",
                "'allOf':[{'type':'date'}] | 'allOf':[{'required':['z']}] | BREAKING",
                "'allOf':[{'type':'date'}] | 'allOf':[{'required':['a']}] | RISKY",
                "'allOf':[{'type':'date'}] | 'allOf':[{'anyOf':[{'required':['z']},{}]}] | RISKY",
                "'allOf':[{'$ref':'#/$defs/X'}] | 'allOf':[{'required':['z']}] | BREAKING",
                "'anyOf':[{'type':'date'}] | 'anyOf':[{'required':['z']}] | BREAKING",
                "'anyOf':[{'type':'date'}] | 'anyOf':[{'required':['z']},{'required':['a']}] | RISKY",
                "'dependentRequired':{'a':'z'} | 'dependentRequired':{'a':['z']} | BREAKING",
                "'dependentRequired':{'a':'z'} | 'dependentRequired':{'a':[]} | RISKY"
            })
    void a_repair_that_no_call_can_meet_breaks(String before, String now, Level expected) {
        String known = "'type':'object','properties':{'a':{'type':'string'}},";
        String young = "'type':'object','properties':{'a':{'type':'string'},'z':{'type':'string'}},";

        assertThat(worst(known + before, (expected == Level.BREAKING && now.contains("z") ? young : known) + now))
                .isEqualTo(expected);
    }

    private static Level worst(String before, String now) {
        return Drift.compare(catalog(before), catalog(now), DriftOptions.defaults())
                .changes()
                .get(0)
                .level();
    }

    private static Catalog catalog(String schema) {
        return CatalogFile.parse(("{'tools':[{'name':'plant','inputSchema':{" + schema + "}}]}").replace('\'', '"'));
    }
}
