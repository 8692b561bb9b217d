/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The difference between two costs of the same servers, for example since a snapshot.
 *
 * <pre>{@code
 * CostGrowth growth = ContextCost.of(catalog).since(ContextCost.of(CatalogFile.read(Path.of("old.json"))));
 * }</pre>
 *
 * @param before the earlier cost
 * @param now the later cost
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CostGrowth(ContextCost before, ContextCost now) {

    private static final int MOST_TOOLS = 3;

    /** Counts of different tokenizers cannot be compared. */
    public CostGrowth {
        if (!before.tokenizer().equals(now.tokenizer())) {
            throw new IllegalArgumentException("The earlier cost was counted by " + before.tokenizer()
                    + " and the later one by " + now.tokenizer() + ". Count both by the same tokenizer.");
        }
    }

    /**
     * The growth of one tool.
     *
     * @param server the name of the server
     * @param tool the name of the tool
     * @param before the tokens before; 0 if the tool is new
     * @param now the tokens now; 0 if the tool was removed
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record ToolGrowth(String server, String tool, int before, int now) {

        /**
         * Get the tokens that were added.
         *
         * @return the difference; negative if the tool has shrunk
         */
        public int tokens() {
            return now - before;
        }

        /** For example {@code github/search (+204)}. */
        @Override
        public String toString() {
            return Printable.line(server + "/" + tool, 200) + " (" + (before == 0 ? "new, " : "")
                    + (now == 0 ? "removed, " : "") + signed(tokens()) + ")";
        }
    }

    /**
     * Get the tokens that were added.
     *
     * @return the difference; negative if the cost has shrunk
     */
    public int tokens() {
        return now.total() - before.total();
    }

    /**
     * List the tools that cost more or less than before.
     *
     * @return the tools, the biggest growth first; never {@code null}
     */
    public List<ToolGrowth> tools() {
        Map<List<String>, int[]> costs = new LinkedHashMap<>();
        before.tools().forEach(tool -> costs.computeIfAbsent(key(tool), key -> new int[2])[0] += tool.total());
        now.tools().forEach(tool -> costs.computeIfAbsent(key(tool), key -> new int[2])[1] += tool.total());
        var grown = new ArrayList<ToolGrowth>();
        costs.forEach((key, cost) -> {
            if (cost[0] != cost[1]) {
                grown.add(new ToolGrowth(key.get(0), key.get(1), cost[0], cost[1]));
            }
        });
        grown.sort(Comparator.comparingInt(ToolGrowth::tokens).reversed());
        return List.copyOf(grown);
    }

    private static List<String> key(ToolCost tool) {
        return List.of(tool.server(), tool.tool());
    }

    /** For example {@code from 1,000 to 1,312 tokens (+31.2 %); largest growth: github/search (+204)}. */
    @Override
    public String toString() {
        String most = tools().stream()
                .filter(tool -> tool.tokens() > 0)
                .limit(MOST_TOOLS)
                .map(ToolGrowth::toString)
                .collect(joining(", "));
        return "from " + CostTable.number(before.total()) + " to " + CostTable.number(now.total()) + " tokens ("
                + change() + ")" + (most.isEmpty() ? "" : "; largest growth: " + most);
    }

    private String change() {
        return before.total() == 0
                ? signed(tokens())
                : String.format(Locale.ROOT, "%+.1f %%", 100.0 * tokens() / before.total());
    }

    private static String signed(int tokens) {
        return String.format(Locale.ROOT, "%+,d", tokens);
    }
}
