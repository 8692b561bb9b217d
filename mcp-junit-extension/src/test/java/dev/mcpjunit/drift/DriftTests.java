/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.report.DriftJson;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.model.Catalog;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails, what is accepted, and what is ignored. */
class DriftTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private static final Catalog BEFORE = catalog(
            tool("pay", "{'description':'Pays.','inputSchema':{'type':'object','properties':{'sum':{}}}}"),
            tool("ask", "{'annotations':{'openWorldHint':true}}"));

    /** The break of a tool, another text, another hint, and a new tool. */
    private static final Catalog NOW = catalog(
            tool(
                    "pay",
                    "{'description':'Pays you.','inputSchema':{'type':'object','properties':{'sum':{}},'required':['sum']}}"),
            tool("ask", "{'annotations':{'openWorldHint':false}}"),
            tool("say", "{}"));

    private static DriftOptions options(Profile profile) {
        return DriftOptions.of(profile, CLOCK);
    }

    private static List<String> rules(List<Change> changes) {
        return changes.stream().map(Change::rule).toList();
    }

    @Test
    void equal_catalogs_have_no_changes() {
        DriftReport report = Drift.compare(BEFORE, BEFORE, DriftOptions.defaults());

        assertThat(report.fails()).isFalse();
        assertThat(report.changes()).isEmpty();
    }

    @Test
    void agents_are_broken_by_the_contract_and_told_of_the_rest() {
        DriftReport report = Drift.compare(BEFORE, NOW, options(Profile.AGENT));

        assertThat(rules(report.failing())).containsExactly("input.property-became-required");
        assertThat(rules(report.tolerated()))
                .containsExactly("tool.open-world-hint", "tool.description-changed", "tool.added");
    }

    @Test
    void the_wire_knows_neither_texts_nor_hints() {
        DriftReport report = Drift.compare(BEFORE, NOW, options(Profile.WIRE));

        assertThat(rules(report.changes())).containsExactly("input.property-became-required", "tool.added");
    }

    @Test
    void trust_wants_to_see_everything_that_is_not_as_it_was_approved() {
        DriftReport report = Drift.compare(BEFORE, NOW, options(Profile.TRUST));

        assertThat(rules(report.failing()))
                .containsExactly(
                        "input.property-became-required",
                        "tool.open-world-hint",
                        "tool.added",
                        "tool.description-changed");
        assertThat(report.tolerated()).isEmpty();
    }

    @Test
    void further_levels_can_fail_and_worse_ones_still_do() {
        DriftReport report =
                Drift.compare(BEFORE, NOW, options(Profile.AGENT).withAlsoFailOn(Set.of(Level.COMPATIBLE)));

        assertThat(rules(report.failing()))
                .containsExactly("input.property-became-required", "tool.open-world-hint", "tool.added");
    }

    @Test
    void a_consumer_is_not_broken_by_what_it_does_not_use() {
        assertThat(rules(Drift.compare(BEFORE, NOW, options(Profile.AGENT).withTools(Set.of("ask")))
                        .changes()))
                .containsExactly("tool.open-world-hint");
        assertThat(rules(Drift.compare(NOW, BEFORE, options(Profile.AGENT).withTools(Set.of("say")))
                        .failing()))
                .containsExactly("tool.removed");
    }

    @Test
    void a_tool_that_never_was_is_a_mistake_in_the_pin() {
        DriftReport report =
                Drift.compare(BEFORE, BEFORE, options(Profile.AGENT).withTools(Set.of("pya")));

        assertThat(report.fails()).isTrue();
        assertThat(report.problems())
                .containsExactly("tools = \"pya\": the server lists no such tool. Did you mean 'pay'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tools/pai/**",
                "/tools/pay/_meta/**",
                "/tools/pay/inputSchema/properties/summ",
                "/tools/*/outputSchema",
                "/prompts/pay",
                "/resources/*",
                "/capabilities/promts",
                "/**/_meta",
            })
    void an_ignored_place_that_no_catalog_has_is_reported_and_does_not_fail(String place) {
        DriftOptions options = options(Profile.AGENT).withIgnore(List.of(PointerPattern.parse(place)));

        DriftReport report = Drift.compare(BEFORE, BEFORE, options);

        assertThat(report.unmatched()).extracting(PointerPattern::text).containsExactly(place);
        assertThat(report.fails()).isFalse();
        String notice = "ignore = \"" + place + "\" matches no path in either catalog. Correct it or remove it.";
        assertThat(DriftText.of(report)).isEqualTo("  " + notice + "    (not failing)");
        assertThat(DriftJson.of(report).array("notices").orElseThrow().toString())
                .contains("matches no path");
        assertThat(Drift.inspect(BEFORE, options).unmatched()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tools/pay",
                "/tools/pay/**",
                "/tools/pay/description",
                "/tools/*/inputSchema/properties/sum",
                "/tools/say/**",
                "/tools/ask/annotations/**",
                "/**/annotations/openWorldHint",
                "/resources/**",
                "/serverInfo/version",
                "/capabilities/tools",
                "/image",
                "/instructions",
                "/protocolVersion",
            })
    void an_ignored_place_that_one_of_the_catalogs_has_is_not_reported(String place) {
        List<PointerPattern> ignored = List.of(PointerPattern.parse(place));

        assertThat(Drift.compare(BEFORE, NOW, options(Profile.AGENT).withIgnore(ignored))
                        .unmatched())
                .isEmpty();
        assertThat(Drift.compare(NOW, BEFORE, options(Profile.AGENT).withIgnore(ignored))
                        .unmatched())
                .isEmpty();
    }

    @Test
    void what_is_ignored_is_not_told() {
        DriftReport report = Drift.compare(
                BEFORE,
                NOW,
                options(Profile.AGENT)
                        .withIgnore(List.of(
                                PointerPattern.parse("/tools/*/description"),
                                PointerPattern.parse("/tools/pay/inputSchema/**"))));

        assertThat(rules(report.changes())).containsExactly("tool.open-world-hint", "tool.added");
    }

    private static DriftReport accepting(String rule, String at, String until) {
        var acceptance = new Acceptance(
                rule,
                PointerPattern.parse(at),
                "the agent sends it",
                until.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(until)));
        return Drift.compare(BEFORE, NOW, options(Profile.AGENT).withAccept(List.of(acceptance)));
    }

    @Test
    void a_known_break_is_put_up_with_until_its_day_has_passed() {
        for (String until : List.of("", "2026-11-23", "2027-01-01")) {
            DriftReport report = accepting("input.property-became-required", "/tools/pay/**", until);
            assertThat(report.fails()).as(until).isFalse();
            assertThat(report.accepted()).hasSize(1);
        }

        DriftReport expired = accepting("input.property-became-required", "/tools/pay/**", "2026-11-22");
        assertThat(rules(expired.failing())).containsExactly("input.property-became-required");
        assertThat(expired.problems())
                .containsExactly("@Accept(rule = \"input.property-became-required\", at = \"/tools/pay/**\", until ="
                        + " \"2026-11-22\") has expired. Its reason was: the agent sends it. Update the snapshot, or"
                        + " give it another day if the reason still holds.");
        assertThat(expired.unused()).isEmpty();
    }

    @Test
    void an_acceptance_that_meets_no_change_fails() {
        DriftReport elsewhere = accepting("input.property-became-required", "/tools/ask/**", "");
        assertThat(elsewhere.failing()).hasSize(1);
        assertThat(elsewhere.unused()).hasSize(1);

        DriftReport other = accepting("input.property-removed", "/tools/pay/**", "");
        assertThat(other.unused()).hasSize(1);
        assertThat(other.fails()).isTrue();
    }

    @Test
    void an_acceptance_needs_a_rule_and_a_reason() {
        assertThatThrownBy(() -> new Acceptance("tool.removed", PointerPattern.ANYWHERE, " ", Optional.empty()))
                .hasMessage("An acceptance needs a reason, so that a later reader can check whether it still holds");
        assertThatThrownBy(() -> new Acceptance("", PointerPattern.ANYWHERE, "why", Optional.empty()))
                .hasMessage("An acceptance needs the id of a rule, as the report shows it");
    }

    @ParameterizedTest
    @CsvSource({
        "/tools/*/description, /tools/a/description, true",
        "/tools/*/description, /tools/a/b/description, false",
        "/tools/**, /tools/a/b, true",
        "/tools/**, /tools, true",
        "/**/enum, /tools/a/inputSchema/enum, true",
        "/**/enum, /tools/a/inputSchema/enum/0, false",
        "/tools/get-*, /tools/get-sum, true",
        "/tools/get-*, /tools/forget-sum, false",
        "/tools/a*c, /tools/a.*c, true",
        "/tools/a.c, /tools/abc, false",
        "/resources/file:~1~1*/size, /resources/file:~1~1x~1y/size, true"
    })
    void a_place_has_wildcards(String pattern, String place, boolean matches) {
        assertThat(PointerPattern.parse(pattern).matches(JsonPointer.parse(place)))
                .isEqualTo(matches);
    }

    @Test
    void a_place_starts_with_a_slash() {
        assertThatThrownBy(() -> PointerPattern.parse("tools/a"))
                .hasMessage("'tools/a' is no place in a catalog. Places look like /tools/get-sum/inputSchema or"
                        + " /tools/*/description.");
    }
}
