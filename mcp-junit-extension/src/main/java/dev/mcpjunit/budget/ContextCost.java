/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The tokens that tool definitions take in the context of a model before the first question is asked.
 *
 * <pre>{@code
 * ContextCost cost = ContextCost.of(catalog);
 * assertThat(cost.total()).isLessThan(4_000);
 * }</pre>
 *
 * <p>A definition counts as clients give it to a model: name, description and input schema, as compact JSON. Frames that
 * a provider puts around it are not counted. The output schema is counted on its own, because clients do not give it to a
 * model.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContextCost {

    private static final int LONGEST_TABLE = 20;

    private final Tokenizer tokenizer;
    private final List<ToolCost> tools;
    private final List<Cut> cuts;

    private ContextCost(Map<String, Catalog> catalogs, Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        var costs = new ArrayList<ToolCost>();
        var savings = new ArrayList<Cut>();
        catalogs.forEach((server, catalog) -> {
            for (Tool tool : catalog.tools()) {
                var definition = new Definition(tool, tokenizer);
                costs.add(definition.cost(server));
                savings.addAll(definition.cuts(server));
            }
        });
        costs.sort(Comparator.comparingInt(ToolCost::total)
                .reversed()
                .thenComparing(ToolCost::server)
                .thenComparing(ToolCost::tool));
        savings.sort(Comparator.comparingInt(Cut::saves).reversed());
        this.tools = List.copyOf(costs);
        this.cuts = List.copyOf(savings);
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
        return new ContextCost(catalogs, tokenizer);
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
        Map<String, Integer> sums = new LinkedHashMap<>();
        tools.forEach(tool -> sums.merge(tool.server(), tool.total(), Integer::sum));
        Map<String, Integer> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(sum -> sorted.put(sum.getKey(), sum.getValue()));
        return Collections.unmodifiableMap(sorted);
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
     * List changes that save tokens and leave the calls as they are.
     *
     * @return the changes, the biggest saving first; never {@code null}
     */
    public List<Cut> cuts() {
        return cuts;
    }

    /**
     * Get the tokenizer that counted.
     *
     * @return the tokenizer; never {@code null}
     */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** A table of the 20 biggest tools, with the sums of the servers and the total. */
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        lines.add(row("tool", "total", "description", "input schema", "examples", "output schema"));
        tools.stream().limit(LONGEST_TABLE).forEach(cost -> lines.add(row(
                Printable.line(cost.server() + "/" + cost.tool(), 60),
                number(cost.total()),
                number(cost.description()),
                number(cost.inputSchema()),
                number(cost.examples()),
                number(cost.outputSchema()))));
        if (tools.size() > LONGEST_TABLE) {
            lines.add("… and " + (tools.size() - LONGEST_TABLE) + " more tools");
        }
        Map<String, Integer> servers = servers();
        if (servers.size() > 1) {
            servers.forEach((server, sum) -> lines.add(row(Printable.line(server, 60), number(sum), "", "", "", "")));
        }
        lines.add(row("all tools, by " + tokenizer, number(total()), "", "", "", ""));
        return String.join("\n", lines);
    }

    private static String number(int tokens) {
        return Integer.toString(tokens);
    }

    private static String row(String name, String total, String description, String input, String examples, String out) {
        return String.format(
                        Locale.ROOT, "%-44s %7s %12s %13s %9s %14s", name, total, description, input, examples, out)
                .stripTrailing();
    }
}
