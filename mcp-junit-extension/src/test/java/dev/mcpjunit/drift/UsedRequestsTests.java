/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.UsageTests.catalog;
import static dev.mcpjunit.drift.UsageTests.compare;
import static dev.mcpjunit.drift.UsageTests.input;
import static dev.mcpjunit.drift.UsageTests.rules;
import static dev.mcpjunit.drift.UsageTests.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Usage;
import dev.mcpjunit.model.Catalog;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What recorded requests use besides the schemas of tools. JSON is written with single quotes. */
class UsedRequestsTests {

    private static Usage requests(Set<String> uris, String... methods) {
        return new Usage(List.of(), List.of(), uris, Set.of(methods));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:///my docs/{x}   | file:///my%20docs/a",
                "file:///my%20docs/{x} | file:///my docs/a",
                "city:///{name}/map    | city:///oslo/map",
            })
    void templates_count_whether_or_not_their_uris_are_encoded(String template, String uri) {
        Catalog before = catalog("'tools':[],'resourceTemplates':[{'uriTemplate':'" + template + "','name':'m'}]");

        assertThat(rules(compare(before, catalog("'tools':[]"), requests(Set.of(uri), "resources/read"))
                        .failing()))
                .containsExactly("template.removed");
        assertThat(compare(before, catalog("'tools':[]"), requests(Set.of("sea:///a"), "resources/read"))
                        .failing())
                .isEmpty();
    }

    @Test
    void resources_count_whether_or_not_their_uris_are_encoded() {
        DriftOptions fixed = DriftOptions.defaults().withConventions(Set.of(Convention.RESOURCES_ARE_FIXED));
        Catalog before = catalog("'tools':[],'resources':[{'uri':'file:///a%20b','name':'m'}]");
        Usage reading = requests(Set.of("file:///a b"), "resources/read");

        assertThat(rules(Drift.compare(before, catalog("'tools':[]"), fixed.withUsage(reading))
                        .failing()))
                .containsExactly("resource.removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'resources':{'subscribe':true}|'resources':{}|resources/read|false",
                "'resources':{'subscribe':true}|'resources':{}|resources/subscribe|true",
                "'resources':{'subscribe':true}|'resources':{}|subscriptions/listen|true",
                "'resources':{}||subscriptions/listen|true",
                "'tasks':{}||tools/call|false",
                "'prompts':{}||prompts/list|true",
                "'tasks':{}||tasks/result|true",
                "'extensions':{'io.modelcontextprotocol/tasks':{}}|'extensions':{}|tools/call|false",
                "'extensions':{'io.modelcontextprotocol/tasks':{}}|'extensions':{}|tasks/get|true",
            })
    void a_capability_counts_if_a_request_needs_just_this_part(
            String before, String now, String method, boolean isUsed) {
        Catalog old = catalog("'capabilities':{" + before + "},'tools':[]");
        Catalog young = catalog("'capabilities':{" + (now == null ? "" : now) + "},'tools':[]");
        Set<String> uris = List.of("tools/call", "prompts/list").contains(method) || method.startsWith("tasks")
                ? Set.of()
                : Set.of("a://b");

        assertThat(Drift.compare(old, young, DriftOptions.defaults()).fails()).isTrue();
        assertThat(compare(old, young, requests(uris, method)).fails()).isEqualTo(isUsed);
    }

    @Test
    void a_team_that_approves_every_text_also_approves_those_of_unused_tools() {
        String plant = "{'name':'plant','inputSchema':{'type':'object'}}";
        String water = "{'name':'water','description':'%s','inputSchema':{'type':'object'}}";
        Catalog before = catalog("'tools':[" + plant + "," + water.formatted("Reads.") + "]");
        Catalog now = catalog("'tools':[" + plant + "," + water.formatted("Writes.")
                + ",{'name':'weed','inputSchema':{'type':'object'}}]");
        DriftOptions trust = DriftOptions.of(Profile.TRUST, Clock.systemUTC());

        assertThat(rules(Drift.compare(before, now, trust.withUsage(sent("{}"))).failing()))
                .containsExactlyInAnyOrder("tool.description-changed", "tool.added");
        assertThat(rules(Drift.compare(before, input("{'type':'object'}"), trust.withUsage(sent("{}")))
                        .failing()))
                .isEmpty();
        assertThat(rules(compare(before, now, sent("{}")).failing())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'weed','inputSchema':{'type':'date'}}",
                "{'name':'weed','inputSchema':{'$ref':'#/$defs/none'}}",
                "{'name':'weed','inputSchema':{'type':'object','required':true}}",
            })
    void what_is_wrong_with_a_new_tool_is_not_unused(String weed) {
        String plant = "{'name':'plant','inputSchema':{'type':'object'}}";
        Catalog before = catalog("'tools':[" + plant + "]");
        Catalog now = catalog("'tools':[" + plant + "," + weed + "]");

        List<String> whole =
                rules(Drift.compare(before, now, DriftOptions.defaults()).failing());
        assertThat(whole).isNotEmpty();
        assertThat(rules(compare(before, now, sent("{}")).failing())).isEqualTo(whole);
    }
}
