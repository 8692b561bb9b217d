/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.fleet.SelectionReport;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the results of a tool selector for several tasks. They fail if a server did not list its tools.
 *
 * <pre>{@code
 * List<SelectionTask> tasks = SelectionTask.read(Path.of("src/test/resources/tasks.json"));
 * assertThat(fleet.select(tasks, ToolSelector.bm25(5))).losesNoTool().savesAtLeast(60);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SelectionReportAssert extends AbstractAssert<SelectionReportAssert, SelectionReport> {

    SelectionReportAssert(SelectionReport actual) {
        super(actual, SelectionReportAssert.class);
    }

    /**
     * Verify that no task lost a tool that it needs.
     *
     * @return this
     * @throws AssertionError if a task lost one; the message lists the tasks and the tools
     */
    public SelectionReportAssert losesNoTool() {
        isNotNull();
        UnknownTools.reject(actual.costOfAll(), this::failed);
        if (!actual.losing().isEmpty()) {
            throw failed("Expected each task to keep the tools that it needs, but " + actual);
        }
        return this;
    }

    /**
     * Verify that at least a percentage of the needed tools was selected, over all tasks.
     *
     * @param percent the minimum percentage, from 0 to 100
     * @return this
     * @throws AssertionError if fewer were selected
     */
    public SelectionReportAssert hasRecallOfAtLeast(double percent) {
        isNotNull();
        UnknownTools.reject(actual.costOfAll(), this::failed);
        if (actual.recallPercent() < UnknownTools.percent(percent)) {
            throw failed("Expected a recall of at least " + percent + " %, but " + actual);
        }
        return this;
    }

    /**
     * Verify that the selector saves at least a percentage of the tokens of all tools, on average over the tasks.
     *
     * @param percent the minimum percentage, from 0 to 100
     * @return this
     * @throws AssertionError if it saves less
     */
    public SelectionReportAssert savesAtLeast(double percent) {
        isNotNull();
        UnknownTools.reject(actual.costOfAll(), this::failed);
        if (actual.savedPercent() < UnknownTools.percent(percent)) {
            throw failed("Expected the selector to save at least " + percent + " %, but " + actual);
        }
        return this;
    }

    private AssertionError failed(String message) {
        return failure("%s", message);
    }
}
