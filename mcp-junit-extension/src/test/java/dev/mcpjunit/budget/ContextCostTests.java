/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;
import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.json;
import static dev.mcpjunit.testkit.Catalogs.tool;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tool definitions cost, what of them costs, and what can be cut. */
class ContextCostTests {

    /** Counts characters, so that sums can be checked by hand. */
    private static final Tokenizer CHARACTERS = new Tokenizer("characters", String::length);

    private static final Tool SEARCH = tool(
            "search",
            "{'description':'Finds flights.\\n\\nMore about it.','inputSchema':{'$schema':'s','title':'Search',"
                    + "'type':'object','properties':{'title':{'type':'string','title':'Title','examples':['Oslo']}}},"
                    + "'outputSchema':{'type':'object'},'annotations':{'readOnlyHint':true}}");

    private static final Tool PING = tool("ping", "{}");

    private static ContextCost cost(Tool... tools) {
        return ContextCost.of(Map.of("air", catalog(tools)), CHARACTERS);
    }

    @Test
    void a_definition_costs_what_clients_give_to_a_model() {
        ToolCost cost = cost(SEARCH).tool("air", "search").orElseThrow();

        String schema = "{\"$schema\":\"s\",\"properties\":{\"title\":{\"examples\":[\"Oslo\"],\"title\":\"Title\","
                + "\"type\":\"string\"}},\"title\":\"Search\",\"type\":\"object\"}";
        String definition = "{\"name\":\"search\",\"description\":\"Finds flights.\\n\\nMore about it.\","
                + "\"input_schema\":" + schema + "}";
        assertThat(cost.total()).isEqualTo(definition.length());
        assertThat(cost.description()).isEqualTo("Finds flights.\n\nMore about it.".length());
        assertThat(cost.examples()).isEqualTo("\"examples\":[\"Oslo\"],".length());
        assertThat(cost.inputSchema()).isEqualTo(schema.length() - cost.examples());
        assertThat(cost.outputSchema()).isEqualTo("{\"type\":\"object\"}".length());
    }

    @Test
    void annotations_titles_and_output_schemas_are_not_in_the_total() {
        Tool bare = tool("search", "{'description':'Finds.'}");
        Tool more = tool(
                "search",
                "{'description':'Finds.','title':'Search','annotations':{'readOnlyHint':true},"
                        + "'outputSchema':{'type':'object'}}");

        assertThat(cost(more).total()).isEqualTo(cost(bare).total());
    }

    @Test
    void the_order_of_members_makes_no_difference() {
        Tool one = tool("a", "{'inputSchema':{'type':'object','properties':{'x':{'type':'string'},'b':{}}}}");
        Tool other = tool("a", "{'inputSchema':{'properties':{'b':{},'x':{'type':'string'}},'type':'object'}}");

        assertThat(ContextCost.of(catalog(one), Tokenizer.o200k()).total())
                .isEqualTo(ContextCost.of(catalog(other), Tokenizer.o200k()).total());
    }

    @Test
    void cuts_leave_arguments_and_data_as_they_are() {
        Tool named = tool(
                "a",
                "{'inputSchema':{'type':'object','properties':{'examples':{'type':'string'},'title':{'enum':["
                        + "{'title':'kept','examples':[1]}]}},'dependentRequired':{'examples':['title']},"
                        + "'$defs':{'title':{'default':{'examples':[2]}}}}}");

        ContextCost cost = cost(named);

        assertThat(cost.cuts()).isEmpty();
        assertThat(cost.tools().get(0).examples()).isZero();
    }

    @Test
    void cuts_are_listed_by_what_they_save() {
        assertThat(cost(SEARCH).cuts())
                .extracting(CostCut::toString)
                .containsExactly(
                        "air/search: remove the titles in the input schema, saves 33 tokens",
                        "air/search: remove the examples, saves 20 tokens",
                        "air/search: shorten the description to its first paragraph, saves 18 tokens",
                        "air/search: remove $schema from the input schema, saves 14 tokens");
        assertThat(new CostCut("air", "ping", "remove the examples", 1))
                .hasToString("air/ping: remove the examples, saves 1" + " token");
    }

    @Test
    void the_biggest_come_first_and_every_server_has_a_sum() {
        ContextCost cost = ContextCost.of(
                Map.of("small", catalog(PING), "big", catalog(PING, SEARCH), "empty", catalog()), CHARACTERS);

        assertThat(cost.tools())
                .extracting(tool -> tool.server() + "/" + tool.tool())
                .containsExactly("big/search", "big/ping", "small/ping");
        assertThat(cost.servers().keySet()).containsExactly("big", "small", "empty");
        assertThat(cost.servers().get("empty")).isZero();
        assertThat(cost.total())
                .isEqualTo(cost.servers().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
    }

    @Test
    void the_table_shows_what_costs() {
        ContextCost cost = ContextCost.of(Map.of("air", catalog(SEARCH)), Map.of("rail", "Exit code 3"), CHARACTERS);

        assertThat(cost).hasToString("""
                tokens by characters    total  description  input schema  examples  output schema (not in the total)
                air/search                207           30           105        20                                17
                all tools of rail     unknown
                all tools                 207""");
    }

    @Test
    void a_long_table_ends_with_a_sum_of_the_rest() {
        var tools = new Tool[23];
        for (int i = 0; i < tools.length; i++) {
            tools[i] = tool("t" + i, "{}");
        }
        ContextCost cost = cost(tools);
        int rest = cost.tools().stream().skip(20).mapToInt(ToolCost::total).sum();

        assertThat(cost.toString()).contains("\n… and 3 more tools").contains(String.format("%7d", rest));
        assertThat(cost.toString().lines()).hasSize(23);
    }

    @Test
    void names_are_masked_and_shown_and_not_obeyed() {
        Secrets.of(Map.of("API_TOKEN", "tok-93fj20dk3l5n7p"), Map.of()).remember();

        String table = cost(tool("a\u001b[31m\ntok-93fj20dk3l5n7p", "{'description':'a\\n\\nb'}"))
                .toString();

        assertThat(table).contains("a\\u{1B}[31m\\n[masked: API_TOKEN]").doesNotContain("\u001b");
    }

    @Test
    void growth_names_what_grew_most() {
        ContextCost before = cost(PING, tool("old", "{}"));
        ContextCost now = cost(tool("ping", "{'description':'Pings.'}"), SEARCH);

        CostGrowth growth = now.since(before);

        assertThat(growth.tokens()).isEqualTo(now.total() - before.total());
        assertThat(growth.tools())
                .extracting(CostGrowth.ToolGrowth::toString)
                .containsExactly("air/search (new, +207)", "air/ping (+23)", "air/old (removed, -47)");
        assertThat(growth)
                .hasToString(
                        "from 95 to 278 tokens (+192.6 %); largest growth: air/search (new, +207), air/ping (+23)");
    }

    @Test
    void figures_of_different_tokenizers_are_not_compared() {
        Catalog catalog = catalog(PING);
        ContextCost estimated = ContextCost.of(catalog, Tokenizer.estimate());

        assertThatThrownBy(() -> ContextCost.of(catalog, Tokenizer.o200k()).since(estimated))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The earlier cost was counted by estimate and the later one by o200k. Count both by the same"
                                + " tokenizer.");
    }

    @Test
    void a_tool_without_a_schema_and_one_with_a_schema_that_is_none_are_counted() {
        var none = new Tool(json("{'name':'a'}"));
        var text = new Tool(json("{'name':'a','inputSchema':'none','outputSchema':[1]}"));

        assertThat(cost(none).total()).isEqualTo("{\"name\":\"a\",\"input_schema\":{}}".length());
        assertThat(cost(text).total()).isEqualTo("{\"name\":\"a\",\"input_schema\":\"none\"}".length());
    }

    @Test
    void a_definition_of_great_depth_is_counted() {
        String schema = "{'items':".repeat(900) + "{'examples':[1]}" + "}".repeat(900);

        ContextCost cost = cost(tool("deep", "{'inputSchema':" + schema + "}"));

        assertThat(cost.tools().get(0).examples()).isPositive();
    }
}
