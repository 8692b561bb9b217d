/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.fleet.internal.lucene.Bm25;
import dev.mcpjunit.fleet.internal.lucene.LuceneClassPath;
import dev.mcpjunit.internal.base.Preconditions;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A function that selects the tools that a model gets for a task: the tool filter of an agent.
 *
 * <pre>{@code
 * ToolSelector ownFilter = (task, tools) -> tools.stream()
 *         .filter(tool -> task.contains(tool.server()))
 *         .toList();
 * assertThat(fleet.select("Find the github issue about login", ownFilter)).keeps("github/search_issues");
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface ToolSelector {

    /** The maximum number of tools that {@link Fleet#relevantTo} selects. */
    int MOST_TOOLS = 10;

    /**
     * Select tools.
     *
     * @param task what the user asks for, in plain words
     * @param tools all tools
     * @return some of these tools, the most relevant first; never {@code null}
     */
    List<FleetTool> select(String task, List<FleetTool> tools);

    /**
     * Get a selector that ranks tools by the words that the task shares with the name of the server and with the name,
     * title, description and arguments of the tool (BM25, with English word stems). A tool that shares no word is not
     * selected. It needs {@code org.apache.lucene:lucene-analysis-common} on the class path.
     *
     * @param most how many tools to select at most
     * @return the selector; never {@code null}
     * @throws IllegalStateException if Lucene is missing
     */
    static ToolSelector bm25(int most) {
        Preconditions.requireAtLeast(1, "most", most);
        LuceneClassPath.require();
        return (task, tools) -> Bm25.rank(ToolText.of(tools), task).stream()
                .limit(most)
                .map(tools::get)
                .toList();
    }
}
