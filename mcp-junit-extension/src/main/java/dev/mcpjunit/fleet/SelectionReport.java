/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.internal.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * The results of a selector for several tasks: which tasks lost a tool that they need, and how many tokens it saves.
 *
 * <pre>{@code
 * List<SelectionTask> tasks = SelectionTask.read(Path.of("src/test/resources/tasks.json"));
 * assertThat(fleet.select(tasks, ToolSelector.bm25(5))).losesNoTool().savesAtLeast(60);
 * }</pre>
 *
 * @param results the selections in the order of the tasks, at least one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SelectionReport(List<Result> results) {

    /** Copy the list. */
    public SelectionReport {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("A selection report needs at least one task");
        }
        results.forEach(Result::lost);
    }

    /**
     * The selection for one task.
     *
     * @param task the task and the tools that it needs
     * @param selection the tools that were selected
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Result(SelectionTask task, Selection selection) {

        /**
         * List the tools that the task needs and that were not selected.
         *
         * @return their names; never {@code null}
         */
        public List<String> lost() {
            return selection.lost(task.needs());
        }

        /** For example {@code Close the issue: 3 of 40 tools, 612 of 9,480 tokens by o200k, saves 93.5 %}. */
        @Override
        public String toString() {
            List<String> lost = lost();
            return Printable.line(task.task(), 100)
                    + (lost.isEmpty() ? "" : ": lost " + selection.describe(lost))
                    + ": " + selection;
        }
    }

    static SelectionReport of(List<Result> results) {
        return new SelectionReport(results);
    }

    /**
     * List the tasks that lost a tool.
     *
     * @return the results of these tasks; never {@code null}
     */
    public List<Result> losing() {
        return results.stream().filter(result -> !result.lost().isEmpty()).toList();
    }

    /**
     * Get the share of the needed tools that were selected, over all tasks.
     *
     * @return percent, from 0 to 100
     */
    public double recallPercent() {
        return 100.0 * (needed() - lost()) / needed();
    }

    private int needed() {
        return results.stream().mapToInt(result -> result.task().needs().size()).sum();
    }

    private int lost() {
        return results.stream().mapToInt(result -> result.lost().size()).sum();
    }

    /**
     * Get the share of the tokens that the selector saves, on average over the tasks.
     *
     * @return percent, from 0 to 100
     */
    public double savedPercent() {
        return results.stream()
                .mapToDouble(result -> result.selection().savedPercent())
                .average()
                .orElse(0);
    }

    /**
     * Get the cost of all tools, selected or not.
     *
     * @return the cost; never {@code null}
     */
    public ContextCost costOfAll() {
        return results.get(0).selection().costOfAll();
    }

    /** The recall, the saving, and a line for each task. */
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "recall %.1f %% (%d of %d needed tools), saves %.1f %% of %,d tokens by %s, %d of %d tasks lost a tool",
                recallPercent(),
                needed() - lost(),
                needed(),
                savedPercent(),
                costOfAll().total(),
                costOfAll().tokenizer(),
                losing().size(),
                results.size()));
        results.forEach(result -> lines.add("  " + result));
        return String.join("\n", lines);
    }
}
