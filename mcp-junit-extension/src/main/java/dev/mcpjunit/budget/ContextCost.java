/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The tokens that tool definitions take in the context of a model before the first question is asked.
 *
 * <pre>{@code
 * ContextCost cost = ContextCost.of(catalog);
 * assertThat(cost).isAtMost(4_000).isAtMostPerTool(600);
 * }</pre>
 *
 * <p>A definition counts as clients give it to a model: name, description and input schema, as compact JSON. The
 * members of the schema are sorted, so that equal definitions cost the same. What a provider of a model adds to a
 * definition is not counted. The output schema is counted on its own and is not in the sums, because most clients do
 * not give it to a model.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContextCost {

    private final Tokenizer tokenizer;
    private final List<ToolCost> tools;
    private final List<Counted> counted;
    private final Map<String, Integer> servers;
    private final Map<String, String> unmeasured;

    private ContextCost(Map<String, Catalog> catalogs, Map<String, String> unmeasured, Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.unmeasured = Collections.unmodifiableMap(new LinkedHashMap<>(unmeasured));
        var costs = new ArrayList<ToolCost>();
        var definitions = new ArrayList<Counted>();
        var sums = new LinkedHashMap<String, Integer>();
        catalogs.forEach((server, catalog) -> {
            sums.put(server, 0);
            for (Tool tool : catalog.tools()) {
                var definition = new Definition(tool, tokenizer);
                ToolCost cost = definition.cost(server);
                costs.add(cost);
                definitions.add(new Counted(server, definition));
                sums.merge(server, cost.total(), Integer::sum);
            }
        });
        costs.sort(Comparator.comparingInt(ToolCost::total)
                .reversed()
                .thenComparing(ToolCost::server)
                .thenComparing(ToolCost::tool));
        this.tools = List.copyOf(costs);
        this.counted = List.copyOf(definitions);
        this.servers = biggestFirst(sums);
    }

    private static Map<String, Integer> biggestFirst(Map<String, Integer> sums) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(sum -> sorted.put(sum.getKey(), sum.getValue()));
        return Collections.unmodifiableMap(sorted);
    }

    /**
     * Count the tokens of one server by {@link Tokenizer#standard()}.
     *
     * @param catalog what the server declares
     * @return the cost; never {@code null}
     */
    public static ContextCost of(Catalog catalog) {
        return of(catalog, Tokenizer.standard());
    }

    /**
     * Count the tokens of one server.
     *
     * @param catalog what the server declares
     * @param tokenizer counts the tokens
     * @return the cost; never {@code null}
     */
    public static ContextCost of(Catalog catalog, Tokenizer tokenizer) {
        return of(Map.of(catalog.server().name(), catalog), tokenizer);
    }

    /**
     * Count the tokens of several servers together.
     *
     * @param catalogs the catalogs by the names of the servers
     * @param tokenizer counts the tokens
     * @return the cost; never {@code null}
     */
    public static ContextCost of(Map<String, Catalog> catalogs, Tokenizer tokenizer) {
        return of(catalogs, Map.of(), tokenizer);
    }

    /**
     * Count the tokens of several servers together, some of which did not list their tools.
     *
     * @param catalogs the catalogs by the names of the servers
     * @param unmeasured the reasons by the names of the servers without a catalog; assertions about the cost then fail
     * @param tokenizer counts the tokens
     * @return the cost; never {@code null}
     */
    public static ContextCost of(Map<String, Catalog> catalogs, Map<String, String> unmeasured, Tokenizer tokenizer) {
        return new ContextCost(catalogs, unmeasured, tokenizer);
    }

    /**
     * Get the tokens of all tools.
     *
     * @return the sum; 0 without tools
     */
    public int total() {
        return tools.stream().mapToInt(ToolCost::total).sum();
    }

    /**
     * Get the tokens of each server.
     *
     * @return the sums by the names of the servers, the biggest first; never {@code null}
     */
    public Map<String, Integer> servers() {
        return servers;
    }

    /**
     * List the servers whose tools are unknown, because they did not answer. No sum includes their cost.
     *
     * @return the reasons by the names of the servers; never {@code null}
     */
    public Map<String, String> unmeasured() {
        return unmeasured;
    }

    /**
     * List the tools.
     *
     * @return the cost of each tool, the biggest first; never {@code null}
     */
    public List<ToolCost> tools() {
        return tools;
    }

    /**
     * Find the cost of a tool.
     *
     * @param server the name of the server
     * @param tool the name of the tool
     * @return the cost; empty if there is no such tool
     */
    public Optional<ToolCost> tool(String server, String tool) {
        return tools.stream()
                .filter(cost -> cost.server().equals(server) && cost.tool().equals(tool))
                .findFirst();
    }

    /**
     * Find changes that save tokens and do not affect calls. Each invocation of this method counts the tokens again.
     *
     * @return the changes, the biggest saving first; never {@code null}
     */
    public List<CostCut> cuts() {
        return counted.stream()
                .flatMap(tool -> tool.definition().cuts(tool.server()).stream())
                .sorted(Comparator.comparingInt(CostCut::saves).reversed())
                .toList();
    }

    /**
     * Get the tokenizer that counted.
     *
     * @return the tokenizer; never {@code null}
     */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * Compare with an earlier cost.
     *
     * @param before the earlier cost
     * @return the growth; never {@code null}
     * @throws IllegalArgumentException if it was counted by a different tokenizer
     */
    public CostGrowth since(ContextCost before) {
        return new CostGrowth(before, this);
    }

    /** A table of the 20 biggest tools, with the sums of the servers and of all. */
    @Override
    public String toString() {
        return CostTable.of(this);
    }

    /** A definition and whose it is, to look for cuts when they are asked for. */
    private record Counted(String server, Definition definition) {}
}
