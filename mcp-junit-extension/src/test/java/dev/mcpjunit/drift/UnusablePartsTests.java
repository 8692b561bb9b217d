/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.SchemaOfTool.assertFails;
import static dev.mcpjunit.drift.SchemaOfTool.assertPasses;
import static dev.mcpjunit.drift.SchemaOfTool.property;
import static dev.mcpjunit.drift.SchemaOfTool.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.util.List;
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
            value = {"{'type':'array','prefixItems':[%s]}", "{'type':'object','patternProperties':{'^x-':%s}}"})
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
}
