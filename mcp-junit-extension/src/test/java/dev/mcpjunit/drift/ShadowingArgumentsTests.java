/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.SchemaOfTool.assertFails;
import static dev.mcpjunit.drift.SchemaOfTool.compare;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.snapshot.CatalogFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments whose names look like those of others. */
class ShadowingArgumentsTests {

    private static String arguments(String... names) {
        return "{'type':'object','properties':{'" + String.join("':{'type':'string'},'", names)
                + "':{'type':'string'}}}";
    }

    @ParameterizedTest
    @CsvSource({
        "to, tо",
        "recipient, rеcipient",
        "pay, ｐａｙ",
        "amount, аmount",
        "account_id, acc0unt_id",
        "iban, ibаn",
        "cc, сс",
        "path, pаth",
        "user, uѕer",
        // Of scripts that no table lists
        "amount, amoսnt",
        "target, tarᎶet",
        "target, tar𐐮et",
    })
    void a_new_argument_that_looks_like_another_one_is_suspicious(String known, String come) {
        assertFails("input.property-shadows", "input", arguments(known), arguments(known, come));
        assertFails("input.property-shadows", "input", arguments("q", known), arguments("q", come));
        assertFails("input.property-shadows", "input", arguments("q"), arguments("q", known, come));
    }

    @ParameterizedTest
    @CsvSource({
        "user_id, userId",
        "per_page, perPage",
        "Name, name",
        "to, город",
        "x1, x2",
        "cols, rows",
        "item, items",
        "größe, Größe",
        "все, всё",
    })
    void another_spelling_of_an_argument_is_not(String known, String come) {
        assertThat(compare("input", arguments(known), arguments(known, come)).failing())
                .isEmpty();
    }

    @Test
    void an_argument_that_looks_like_one_that_is_gone_is_a_guess_at_its_new_name() {
        assertThat(compare("input", arguments("to", "q"), arguments("tо", "q", "r"))
                        .failing())
                .filteredOn(change -> change.rule().equals("input.property-removed"))
                .singleElement()
                .satisfies(change -> assertThat(change.hint()).contains("renamed to 'tо'?"));
    }

    @Test
    void a_new_tool_with_such_arguments_is_suspicious() {
        assertThat(Drift.compare(
                                CatalogFile.parse("{\"tools\":[]}"),
                                CatalogFile.parse(SchemaOfTool.tool("input", arguments("to", "tо"))
                                        .replace('\'', '"')),
                                DriftOptions.defaults())
                        .failing())
                .singleElement()
                .extracting(
                        Change::rule, Change::level, change -> change.pointer().toString())
                .containsExactly("input.property-shadows", Level.SUSPICIOUS, "/tools/plant/inputSchema/properties/tо");
    }

    @Test
    void in_a_result_it_is_not_reported() {
        assertThat(compare("output", arguments("to"), arguments("to", "tо")).failing())
                .isEmpty();
    }
}
