/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.report;

import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.Acceptance;
import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.PointerPattern;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The report as people read it. */
class DriftTextTests {

    private static DriftReport report(Catalog before, Catalog now) {
        return Drift.compare(before, now, DriftOptions.defaults());
    }

    private static Tool sum(String required) {
        return tool(
                "get-sum",
                "{'inputSchema':{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':'integer'}},'required':["
                        + required + "]}}");
    }

    private static Tool echo(String description) {
        return new Tool(tool("echo", "{}").raw().toBuilder()
                .put("description", description)
                .build());
    }

    @Test
    void worst_first_with_the_proof_under_the_break() {
        String text = DriftText.of(report(
                catalog(sum("'a'"), echo("Echoes back the input")),
                catalog(
                        sum("'a','b'"),
                        echo("Echoes back the input. Always call this first."),
                        tool("x", "{}"),
                        tool("y", "{}"))));

        assertThat(text).isEqualTo("""
                  BREAKING    tools/get-sum  input.property-became-required  /inputSchema/required
                              {"a":1} was accepted and is now rejected: required property 'b' is missing
                  REVIEW      tools/echo     tool.description-changed  /description
                              - Echoes back the input
                              + Echoes back the input. Always call this first.
                  compatible  2 tools added: x, y    (not failing; update the snapshot to record them)\
                """);
    }

    @Test
    void invisible_characters_are_made_visible() {
        String text = DriftText.of(report(catalog(echo("a")), catalog(echo("a\u200Bb\u001B[31m\nc"))));

        assertThat(text).isEqualTo("""
                  SUSPICIOUS  tools/echo  tool.description-suspicious  /description  text that people do not see (OWASP MCP03:2025)
                              - a
                              + a\\u{200B}b\\u{1B}[31m\\nc\
                """);
    }

    @Test
    void of_long_texts_the_difference_is_shown() {
        String same = "word ".repeat(200);
        String text = DriftText.of(report(catalog(echo(same + "old")), catalog(echo(same + "new"))));

        assertThat(text).contains("- …word word").contains("word old\n").endsWith("word new");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(300));
    }

    @Test
    void long_values_that_differ_near_their_end_are_told_apart() {
        String same = "'" + "x".repeat(300);
        for (String field : List.of("_meta", "unheard", "execution")) {
            String text = DriftText.of(report(
                    catalog(tool("t", "{'" + field + "':{'a':" + same + "-old'}}")),
                    catalog(tool("t", "{'" + field + "':{'a':" + same + "-new'}}"))));
            assertThat(text).as(field).contains("x-old\"}\n").endsWith("x-new\"}");
        }
        for (String keyword : List.of("default", "pattern")) {
            String schema = "{'inputSchema':{'type':'object','properties':{'p':{'type':'string','" + keyword + "':";
            String text = DriftText.of(report(
                    catalog(tool("t", schema + same + "-old'}}}}")), catalog(tool("t", schema + same + "-new'}}}}"))));
            // Whether the longer pattern accepts less is not decided within the budget, which is said below.
            assertThat(text.replaceFirst("\n  RISKY .*input\\.undecided .*$", ""))
                    .as(keyword)
                    .contains("x-old\"\n")
                    .endsWith("x-new\"");
        }
    }

    @Test
    void long_places_that_differ_in_their_end_are_told_apart() {
        String deep = "{'type':'integer','minimum':1}";
        for (int i = 0; i < 30; i++) {
            deep = "{'type':'object','properties':{'level-" + i + "':" + deep + "}}";
        }
        String text = DriftText.of(report(
                catalog(tool("t", "{'inputSchema':" + deep + "}")),
                catalog(tool("t", "{'inputSchema':" + deep.replace("1}", "2,'maximum':9}") + "}"))));

        assertThat(text).contains("…").contains("/level-0/minimum\n").contains("/level-0/maximum\n");
    }

    @Test
    void a_proof_may_be_cut_but_not_its_reason() {
        String names =
                IntStream.range(0, 40).mapToObj(i -> "'argument-" + i + "'").collect(joining(","));
        String text = DriftText.of(report(
                catalog(tool("t", "{'inputSchema':{'type':'object','required':[" + names + "]}}")),
                catalog(tool(
                        "t",
                        "{'inputSchema':{'type':'object','properties':{'b':{}},'required':[" + names + ",'b']}}"))));

        assertThat(text).contains("… was accepted and is now rejected: required property 'b' is missing");
    }

    @Test
    void the_same_break_of_many_tools_is_told_once_with_all_their_names() {
        String text = DriftText.of(report(
                catalog(IntStream.range(0, 5).mapToObj(i -> page("t" + i, "")).toArray(Tool[]::new)),
                catalog(IntStream.range(0, 5)
                        .mapToObj(i -> page("t" + i, "'page'"))
                        .toArray(Tool[]::new))));

        assertThat(text).isEqualTo("""
                  BREAKING    tools/t0  input.property-became-required  /inputSchema/required
                              {} was accepted and is now rejected: required property 'page' is missing
                              the same in 4 more tools: t1, t2, t3, t4\
                """);
    }

    private static Tool page(String name, String required) {
        return tool(name, "{'inputSchema':{'type':'object','properties':{'page':{}},'required':[" + required + "]}}");
    }

    @Test
    void what_does_not_fail_is_told_with_the_properties_it_is_about_and_one_proof() {
        String before =
                "{'inputSchema':{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':'integer'}}}}";
        String after = before.replace("'integer'", "'integer','minimum':1");
        String text = DriftText.of(
                report(catalog(tool("t", before), tool("u", before)), catalog(tool("t", after), tool("u", after))));

        assertThat(text).isEqualTo("""
                  RISKY       input.bound-tightened  4 times: t (a, b), u (a, b)
                              as in tools/t: {"a":0} was accepted and is now rejected: /a: 0 is less than 1\
                """);
    }

    @Test
    void cosmetic_changes_are_counted_by_rule() {
        String text = DriftText.of(report(
                catalog(tool("t", "{'description':'a b'}"), tool("u", "{'description':'a b'}")),
                catalog(tool("t", "{'description':'a  b'}"), tool("u", "{'description':' a b'}"))));

        assertThat(text)
                .isEqualTo(
                        "  cosmetic    tool.description-changed ×2    (not failing; update the snapshot to record them)");
    }

    @Test
    void a_guess_at_a_new_name_is_marked_as_one() {
        assertThat(DriftText.of(report(catalog(tool("getSum", "{}")), catalog(tool("get-sum", "{}")))))
                .isEqualTo("""
                          BREAKING    tools/getSum   tool.removed  the tool is gone  (renamed to 'get-sum'?)
                          compatible  1 tool added: get-sum    (not failing; update the snapshot to record them)\
                        """);
    }

    @Test
    void acceptances_are_shown_with_their_reasons_and_useless_ones_with_what_to_do() {
        var known = new Acceptance(
                "tool.removed",
                PointerPattern.parse("/tools/a"),
                "no client uses it",
                Optional.of(LocalDate.parse("2999-12-31")));
        var useless = new Acceptance("tool.removed", PointerPattern.parse("/tools/b"), "why", Optional.empty());
        DriftReport report = Drift.compare(
                catalog(tool("a", "{}")), catalog(), DriftOptions.defaults().withAccept(List.of(known, useless)));

        assertThat(DriftText.of(report)).isEqualTo("""
                  accepted    tools/a  tool.removed  no client uses it (until 2999-12-31)
                  @Accept(rule = "tool.removed", at = "/tools/b") matched no change. Remove it.\
                """);
    }

    @Test
    void the_text_is_bounded_however_much_has_changed() {
        Tool[] many =
                IntStream.range(0, 1_000).mapToObj(i -> tool("tool-" + i, "{}")).toArray(Tool[]::new);

        assertThat(DriftText.of(report(catalog(many), catalog())).lines())
                .hasSize(41)
                .last()
                .isEqualTo("  … and 960 more BREAKING");
        assertThat(DriftText.of(report(catalog(), catalog(many))))
                .isEqualTo("  compatible  1000 tools added: tool-0, tool-1, tool-10, tool-100, tool-101, tool-102,"
                        + " tool-103, tool-104, and 992 more    (not failing; update the snapshot to record them)");
    }

    @Test
    void json_has_all_of_it() {
        JsonValue json = DriftJson.of(report(catalog(sum("'a'")), catalog(sum("'a','b'"))));

        assertThat(json.at("/fails")).contains(JsonValue.of(true));
        assertThat(json.at("/changes/0"))
                .map(change -> List.of(
                        at(change, "/verdict"),
                        at(change, "/level"),
                        at(change, "/rule"),
                        at(change, "/pointer"),
                        at(change, "/witness/value/a"),
                        at(change, "/witness/keyword")))
                .contains(List.of(
                        JsonValue.of("fails"),
                        JsonValue.of("BREAKING"),
                        JsonValue.of("input.property-became-required"),
                        JsonValue.of("/tools/get-sum/inputSchema/required"),
                        JsonValue.of(1),
                        JsonValue.of("required")));
    }

    private static JsonValue at(JsonValue value, String pointer) {
        return JsonPointer.parse(pointer).find(value).orElseThrow();
    }

    @Test
    void thousands_of_new_properties_take_a_line() {
        String properties = IntStream.range(0, 3_000)
                .mapToObj(number -> "'p" + number + "':{'type':'string'}")
                .collect(joining(","));

        // The text is tested, not the time that a busy machine takes.
        String text = DriftText.of(Drift.compare(
                catalog(tool("wide", "{'inputSchema':{'type':'object','properties':{}}}")),
                catalog(tool("wide", "{'inputSchema':{'type':'object','properties':{" + properties + "}}}")),
                DriftOptions.defaults().withBudget(DriftOptions.PATIENT.withTime(Duration.ofMinutes(5)))));

        assertThat(text)
                .contains("3000 times: wide (p0, p1, ")
                .contains(", and 2980 more)")
                .hasSizeLessThan(2_000);
    }
}
