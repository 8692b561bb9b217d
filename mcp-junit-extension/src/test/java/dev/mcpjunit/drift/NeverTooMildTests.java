/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.snapshot.CatalogFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes that look mild and are not, beside similar ones that are. */
class NeverTooMildTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'} | {'type':'string','maxLength':0} | BREAKING",
                "{'type':'string'} | {'type':'string','minLength':4,'maxLength':3} | BREAKING",
                "{'type':'number'} | {'type':'number','minimum':5,'maximum':4} | BREAKING",
                "{'type':'number'} | {'type':'number','exclusiveMinimum':4,'maximum':4} | BREAKING",
                "{'type':'array'} | {'type':'array','maxItems':0} | BREAKING",
                "{'type':'number'} | {'type':'number','minimum':4,'maximum':4} | RISKY",
                "{'type':'string'} | {'type':'string','maxLength':3} | RISKY"
            })
    void bounds_that_leave_no_value_break(String before, String now, Level expected) {
        assertThat(worst(input(argument(before)), input(argument(now)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer','default':'x'} | BREAKING",
                "{'type':'string','default':null} | BREAKING",
                "{'type':'number','default':1} | RISKY",
                "{'default':'x'} | RISKY"
            })
    void a_default_of_the_wrong_type_fills_in_nothing(String added, Level expected) {
        String old = "{'type':'object','properties':{'a':{}}}";
        String young = "{'type':'object','properties':{'a':{},'b':" + added + "},'required':['b']}";

        assertThat(worst(input(old), input(young))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'.*':{}} | BREAKING", "{'^.+$':true} | BREAKING", "{'^mode$':{}} | COSMETIC"})
    void a_pattern_that_matches_all_names_declares_none(String patterns, Level expected) {
        String old = "{'type':'object','properties':{'path':{},'mode':{}}}";
        String young = "{'type':'object','properties':{'path':{}},'patternProperties':" + patterns + "}";

        assertThat(worst(input(old), input(young))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_soft_change_beside_it_hides_no_undecided_change(boolean beside) {
        String old =
                "{'type':'object','properties':{'a':{'type':'string','pattern':'^(a)\\\\1$'},'n':{'type':'integer'}}}";
        String young =
                "{'type':'object','properties':{'a':{'type':'string','pattern':'^(b)\\\\1$'},'n':{'type':'integer'"
                        + (beside ? ",'minimum':1" : "") + "}}}";

        assertThat(worst(input(old), input(young))).isEqualTo(Level.BREAKING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'destructiveHint':true} | {'readOnlyHint':true} | SUSPICIOUS",
                "{'readOnlyHint':false} | {'readOnlyHint':true} | SUSPICIOUS",
                "{'title':'T'} | {'title':'T','readOnlyHint':true} | REVIEW"
            })
    void a_tool_that_admitted_to_destroy_does_not_become_harmless(String before, String now, Level expected) {
        assertThat(worst("'annotations':" + before, "'annotations':" + now)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://json-schema.org/draft-04/schema# | INTEROP",
                "http://json-schema.org/draft-07/schema# | COMPATIBLE"
            })
    void a_new_tool_promises_results_in_a_dialect_that_clients_know(String dialect, Level expected) {
        var none = CatalogFile.parse("{\"tools\":[]}");
        var added = CatalogFile.parse(catalog(
                "'inputSchema':{'type':'object'},'outputSchema':{'$schema':'" + dialect + "','type':'object'}"));

        assertThat(Drift.compare(none, added, DriftOptions.defaults())
                        .changes()
                        .get(0)
                        .level())
                .isEqualTo(expected);
    }

    private static String argument(String schema) {
        return "{'type':'object','properties':{'a':" + schema + "},'required':['a']}";
    }

    private static String input(String schema) {
        return "'inputSchema':" + schema;
    }

    private static Level worst(String before, String now) {
        return Drift.compare(
                        CatalogFile.parse(catalog(before)), CatalogFile.parse(catalog(now)), DriftOptions.defaults())
                .changes()
                .get(0)
                .level();
    }

    private static String catalog(String members) {
        return ("{'tools':[{'name':'plant'," + members + "}]}").replace('\'', '"');
    }
}
