/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.model.Catalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The tools of several servers, as an immutable value. It does not ask the servers again, and it can also be created
 * from snapshots.
 *
 * <pre>{@code
 * Catalog github = CatalogFile.read(Path.of("src/test/resources/mcp/github.snapshot.json"));
 * Selection selection = Toolbox.of(Map.of("github", github)).relevantTo("Close the issue about login");
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Toolbox {

    private final List<FleetTool> tools;
    private final ContextCost cost;

    private Toolbox(List<FleetTool> tools, ContextCost cost) {
        this.tools = tools;
        this.cost = cost;
    }

    /**
     * Make a toolbox; tokens are counted by {@link Tokenizer#standard()}.
     *
     * @param catalogs what the servers declare, by their names
     * @return the toolbox; never {@code null}
     */
    public static Toolbox of(Map<String, Catalog> catalogs) {
        return of(catalogs, Map.of(), Tokenizer.standard());
    }

    /**
     * Create a toolbox of several servers, some of which did not list their tools.
     *
     * @param catalogs what the servers declare, by their names
     * @param unmeasured the reasons by the names of the servers without a catalog; assertions about savings then fail
     * @param tokenizer counts the tokens
     * @return the toolbox; never {@code null}
     */
    public static Toolbox of(Map<String, Catalog> catalogs, Map<String, String> unmeasured, Tokenizer tokenizer) {
        var tools = new ArrayList<FleetTool>();
        catalogs.forEach((server, catalog) -> catalog.tools().forEach(tool -> tools.add(new FleetTool(server, tool))));
        return new Toolbox(List.copyOf(tools), ContextCost.of(catalogs, unmeasured, tokenizer));
    }

    /**
     * List the tools.
     *
     * @return the tools, in the order of the servers; never {@code null}
     */
    public List<FleetTool> tools() {
        return tools;
    }

    /**
     * Get the tokens that all tools take in the context of a model.
     *
     * @return the cost; never {@code null}
     */
    public ContextCost contextCost() {
        return cost;
    }

    /**
     * Select the tools for a task by {@link ToolSelector#bm25(int)}, at most 10.
     *
     * @param task what the user asks for, in plain words
     * @return the selection; never {@code null}
     * @throws IllegalStateException if Lucene is not on the class path
     */
    public Selection relevantTo(String task) {
        return select(task, ToolSelector.bm25(ToolSelector.MOST_TOOLS));
    }

    /**
     * Select the tools for a task.
     *
     * @param task what the user asks for, in plain words
     * @param selector selects tools
     * @return the selection; never {@code null}
     * @throws IllegalArgumentException if the selector returns a tool that it was not given
     */
    public Selection select(String task, ToolSelector selector) {
        Set<FleetTool> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<FleetTool> kept = selector.select(task, tools).stream()
                .map(this::given)
                .filter(seen::add)
                .toList();
        return new Selection(task, kept, tools, cost);
    }

    /** A selector may know tools by their names only, and make values of its own. A server may list a tool twice. */
    @SuppressWarnings("ReferenceEquality")
    private FleetTool given(FleetTool selected) {
        return tools.stream()
                .filter(tool -> tool == selected)
                .findFirst()
                .or(() -> tools.stream()
                        .filter(tool -> tool.server().equals(selected.server())
                                && tool.name().equals(selected.name()))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "The selector returned " + selected + ", which is not one of the tools that it was given."));
    }

    /**
     * Select the tools for several tasks, and compare them with what each task needs.
     *
     * @param tasks the tasks, at least one
     * @param selector selects tools
     * @return the report; never {@code null}
     * @throws IllegalArgumentException if there is no task, or a name of a tool is ambiguous
     */
    public SelectionReport select(List<SelectionTask> tasks, ToolSelector selector) {
        return SelectionReport.of(tasks.stream()
                .map(task -> new SelectionReport.Result(task, select(task.task(), selector)))
                .toList());
    }
}
