/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import dev.mcpjunit.internal.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what tools cost, and what of them costs. */
final class CostTable {

    private static final int MOST_TOOLS = 20;
    private static final int LONGEST_NAME = 60;
    private static final int LEAST_WIDTH = 9;

    private static final List<String> HEAD =
            List.of("total", "description", "input schema", "examples", "output schema (not in the total)");

    private final List<List<String>> rows = new ArrayList<>();

    private CostTable(ContextCost cost) {
        add("tokens by " + cost.tokenizer(), HEAD);
        List<ToolCost> tools = cost.tools();
        tools.stream().limit(MOST_TOOLS).forEach(this::tool);
        if (tools.size() > MOST_TOOLS) {
            add(
                    "… and " + (tools.size() - MOST_TOOLS) + " more tools",
                    List.of(number(tools.stream()
                            .skip(MOST_TOOLS)
                            .mapToInt(ToolCost::total)
                            .sum())));
        }
        Map<String, Integer> servers = cost.servers();
        if (servers.size() > 1) {
            servers.forEach((server, sum) -> add("all tools of " + server, List.of(number(sum))));
        }
        cost.unmeasured().keySet().forEach(server -> add("all tools of " + server, List.of("unknown")));
        add("all tools", List.of(number(cost.total())));
    }

    static String of(ContextCost cost) {
        return new CostTable(cost).print();
    }

    private void tool(ToolCost cost) {
        add(
                cost.server() + "/" + cost.tool(),
                List.of(
                        number(cost.total()),
                        number(cost.description()),
                        number(cost.inputSchema()),
                        number(cost.examples()),
                        number(cost.outputSchema())));
    }

    private void add(String name, List<String> figures) {
        var row = new ArrayList<String>();
        row.add(Printable.line(name, LONGEST_NAME));
        row.addAll(figures);
        rows.add(row);
    }

    private String print() {
        int name = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            var line = new StringBuilder(String.format(Locale.ROOT, "%-" + name + "s", row.get(0)));
            for (int i = 1; i < row.size(); i++) {
                int width = Math.max(LEAST_WIDTH, HEAD.get(i - 1).length() + 2);
                line.append(String.format(Locale.ROOT, "%" + width + "s", row.get(i)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }

    static String number(int tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }
}
