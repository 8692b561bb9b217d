/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.ToolCost;
import dev.mcpjunit.internal.text.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * The tools that were selected for a task, and what the selection saves.
 *
 * <pre>{@code
 * assertThat(fleet.relevantTo("What is the weather in Oslo?")).keeps("get-forecast").savesAtLeast(60);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Selection {

    private final String task;
    private final List<FleetTool> kept;
    private final List<FleetTool> all;
    private final ContextCost cost;

    Selection(String task, List<FleetTool> kept, List<FleetTool> all, ContextCost cost) {
        this.task = task;
        this.kept = kept;
        this.all = all;
        this.cost = cost;
    }

    /**
     * Get the task.
     *
     * @return what the user asks for; never {@code null}
     */
    public String task() {
        return task;
    }

    /**
     * List the selected tools.
     *
     * @return the tools, the most relevant first; never {@code null}
     */
    public List<FleetTool> kept() {
        return kept;
    }

    /**
     * Get the cost of all tools, selected or not.
     *
     * @return the cost; never {@code null}
     */
    public ContextCost costOfAll() {
        return cost;
    }

    /**
     * Get the tokens of the selected tools.
     *
     * @return the sum; 0 if no tool was selected
     */
    public int tokens() {
        return kept.stream()
                .mapToInt(tool -> cost.tool(tool.server(), tool.name())
                        .map(ToolCost::total)
                        .orElse(0))
                .sum();
    }

    /**
     * Get the tokens of the tools that were not selected.
     *
     * @return the number of tokens; 0 or more
     */
    public int savedTokens() {
        return Math.max(0, cost.total() - tokens());
    }

    /**
     * Get the share of the tokens that the selection saves.
     *
     * @return percent, from 0 to 100; 0 if there are no tools
     */
    public double savedPercent() {
        return cost.total() == 0 ? 0 : 100.0 * savedTokens() / cost.total();
    }

    /**
     * Find the tools that a task needs and that were not selected.
     *
     * @param needed the names of tools, such as {@code search}, or {@code github/search} if several servers have it
     * @return the names of the needed tools that were not selected, including those that no server has; never
     *     {@code null}
     * @throws IllegalArgumentException if several servers have a tool of this name, and the name does not include the
     *     server
     */
    public List<String> lost(Collection<String> needed) {
        return needed.stream().filter(name -> !keeps(name)).toList();
    }

    private boolean keeps(String name) {
        List<FleetTool> meant = named(name);
        if (meant.stream().map(FleetTool::server).distinct().count() > 1) {
            throw new IllegalArgumentException("Several servers have the tool '" + Printable.line(name)
                    + "'. Say which is needed: "
                    + meant.stream().map(FleetTool::toString).collect(joining(", ")) + ".");
        }
        return meant.stream().anyMatch(kept::contains);
    }

    /** The tools that a name can mean. */
    private List<FleetTool> named(String name) {
        List<FleetTool> withServer = all.stream()
                .filter(tool -> name.equals(tool.server() + "/" + tool.name()))
                .toList();
        return withServer.isEmpty()
                ? all.stream().filter(tool -> name.equals(tool.name())).toList()
                : withServer;
    }

    private boolean isKnown(String name) {
        return !named(name).isEmpty();
    }

    /**
     * Describe needed tools for a message.
     *
     * @param names the names of the tools
     * @return the names, with a remark on those that no server has; never {@code null}
     */
    public String describe(List<String> names) {
        return names.stream()
                .map(name -> Printable.line(name, 200) + (isKnown(name) ? "" : " (no server has it)"))
                .collect(joining(", "));
    }

    /** For example {@code 3 of 40 tools, 612 of 9,480 tokens by o200k, saves 93.5 %: github/search, …}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d tools, %,d of %,d tokens by %s, saves %.1f %%%s",
                kept.size(),
                all.size(),
                tokens(),
                cost.total(),
                cost.tokenizer(),
                savedPercent(),
                kept.isEmpty()
                        ? ""
                        : ": " + kept.stream().map(FleetTool::toString).collect(joining(", ")));
    }
}
