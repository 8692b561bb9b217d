/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that are declared only in a branch or a condition. */
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
