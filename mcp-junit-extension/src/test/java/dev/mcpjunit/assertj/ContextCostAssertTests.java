/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;
import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What assertions about a cost say when they fail. */
class ContextCostAssertTests {

    private static final Tokenizer CHARACTERS = new Tokenizer("characters", String::length);

    private static final Catalog AIR = catalog(
            tool("search", "{'description':'Finds flights.','inputSchema':{'type':'object','title':'Search'}}"),
            tool("ping", "{}"));

    private final ContextCost cost = ContextCost.of(Map.of("air", AIR), CHARACTERS);

    private static final String TABLE = """

              tokens by characters    total  description  input schema  examples  output schema (not in the total)
              air/search                 98           14            34         0                                 0
              air/ping                   48            0            17         0                                 0
              all tools                 146

              Largest savings:
                air/search: remove the titles in the input schema, saves 17 tokens
            """;

    @Test
    void a_cost_within_its_limits_passes() {
        assertThat(cost).isAtMost(146).isAtMostPerTool(98).hasGrownAtMost("0%", cost);
    }

    @Test
    void too_much_in_all() {
        failsWith(
                "Context budget exceeded:\n  All tools together cost 146 tokens, 1 more than isAtMost(145) allows.\n"
                        + TABLE,
                () -> assertThat(cost).isAtMost(145));
    }

    @Test
    void too_much_for_one_tool() {
        failsWith(
                "Context budget exceeded:\n  1 of 2 tools costs more than isAtMostPerTool(90) allows: air/search"
                        + " (98).\n" + TABLE,
                () -> assertThat(cost).isAtMostPerTool(90));
    }

    @Test
    void too_much_for_many_tools() {
        Tool[] seven = IntStream.range(0, 7).mapToObj(i -> tool("t" + i, "{}")).toArray(Tool[]::new);
        ContextCost many = ContextCost.of(Map.of("air", catalog(seven)), CHARACTERS);

        assertThatThrownBy(() -> assertThat(many).isAtMostPerTool(1))
                .hasMessageStartingWith(
                        "Context budget exceeded:\n  7 of 7 tools cost more than isAtMostPerTool(1) allows:"
                                + " air/t0 (46), air/t1 (46), air/t2 (46), air/t3 (46), air/t4 (46) and 2 more.\n\n");
    }

    @Test
    void too_much_growth() {
        ContextCost before = ContextCost.of(Map.of("air", catalog(tool("ping", "{}"))), CHARACTERS);

        assertThat(cost).hasGrownAtMost("98 tokens", before).hasGrownAtMost("204.2%", before);
        failsWith(
                "Context budget exceeded:\n  The cost grew from 48 to 146 tokens (+204.2 %); largest growth: air/search (new,"
                        + " +98). hasGrownAtMost(\"10%\") allows 52.\n" + TABLE,
                () -> assertThat(cost).hasGrownAtMost("10%", before));
        failsWith(
                "Context budget exceeded:\n  The cost grew from 48 to 146 tokens (+204.2 %); largest growth: air/search (new,"
                        + " +98). hasGrownAtMost(\"97 tokens\") allows 145.\n" + TABLE,
                () -> assertThat(cost).hasGrownAtMost("97 tokens", before));
    }

    @Test
    void a_limit_that_cannot_be_read() {
        assertThatThrownBy(() -> assertThat(cost).hasGrownAtMost("ten", cost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'ten' is not a growth limit. Write a limit such as \"10%\" or \"200 tokens\"");
    }

    @Test
    void an_unknown_server_never_passes() {
        ContextCost unknown = ContextCost.of(Map.of(), Map.of("rail", "Exit code 3\nno key"), CHARACTERS);
        String message = """
                Inconclusive: context budget: the tools of some servers are unknown:
                  rail: Exit code 3
                    no key
                """;

        failsWith(message, () -> assertThat(unknown).isAtMost(1_000));
        failsWith(message, () -> assertThat(unknown).isAtMostPerTool(1_000));
        failsWith(message, () -> assertThat(unknown).hasGrownAtMost("10%", cost));
        failsWith(
                "Context budget exceeded:\n  The cost cannot be compared, because the tools of some servers were unknown"
                        + " before: rail.\n" + TABLE,
                () -> assertThat(cost).hasGrownAtMost("10%", unknown));
    }

    @Test
    void without_a_cut_there_is_another_advice() {
        ContextCost ping = ContextCost.of(Map.of("air", catalog(tool("ping", "{}"))), CHARACTERS);

        assertThatThrownBy(() -> assertThat(ping).isAtMost(1))
                .hasMessageEndingWith(
                        "\n\n  No definition can be shortened without affecting calls. Remove tools that the agent does not need.\n");
    }

    private static void failsWith(String message, ThrowingCallable assertion) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void a_cost_without_a_tool_is_inconclusive() {
        assertThatThrownBy(() -> assertThat(ContextCost.of(Map.of(), Tokenizer.estimate()))
                        .isAtMost(1))
                .hasMessage("Inconclusive: context budget: no tool was counted, because no server listed one."
                        + " Servers may list tools only with credentials.\n");
    }
}
