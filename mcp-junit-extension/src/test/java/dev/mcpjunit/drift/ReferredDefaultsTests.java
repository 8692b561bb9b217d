/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.SchemaOfTool.compare;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A required argument that is new, whose default stands behind a reference. */
class ReferredDefaultsTests {

    private static final String BEFORE = "{'type':'object','properties':{'q':{'type':'string'}}}";

    private static String now(String argument, String definition) {
        return "{'type':'object','properties':{'q':{'type':'string'},'size':" + argument
                + "},'required':['size'],'$defs':{'Size':" + definition + ",'Other':{'$ref':'#/$defs/Size'}}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$ref':'#/$defs/Size'} | {'type':'string','default':'m'}",
                "{'$ref':'#/$defs/Other'} | {'type':'string','default':'m'}",
                "{'allOf':[{'$ref':'#/$defs/Size'}]} | {'enum':['s','m'],'default':'m'}",
                "{'$ref':'#/$defs/Size','default':'m'} | {'type':'string'}",
                "{'$ref':'#/$defs/Size','default':'m'} | {'type':'string','default':1}",
                "{'type':'string','default':'m'} | {}",
            })
    void it_counts_wherever_it_stands(String argument, String definition) {
        DriftReport report = compare("input", BEFORE, now(argument, definition));

        assertThat(report.failing()).isEmpty();
        assertThat(report.changes()).extracting(Change::rule).contains("input.required-with-default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$ref':'#/$defs/Size'} | {'type':'string'}",
                "{'$ref':'#/$defs/Size'} | {'type':'string','default':1}",
                "{'$ref':'#/$defs/Size','default':1} | {'type':'string','default':'m'}",
                "{'$ref':'#/properties/size'} | {'type':'string','default':'m'}",
                "{'anyOf':[{'$ref':'#/$defs/Size'},{'type':'null'}]} | {'type':'string','default':'m'}",
            })
    void one_that_is_not_of_its_type_or_of_a_branch_only_does_not(String argument, String definition) {
        assertThat(compare("input", BEFORE, now(argument, definition)).fails()).isTrue();
    }
}
