/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget.internal;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.CostCut;
import dev.mcpjunit.budget.CostGrowth;
import dev.mcpjunit.budget.ToolCost;
import dev.mcpjunit.internal.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Compares a cost with limits and says what is exceeded, what costs most, and what can be cut. Not thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BudgetCheck {

    private static final int MOST_TOOLS = 5;
    private static final int MOST_CUTS = 3;

    private final ContextCost cost;
    private final List<String> problems = new ArrayList<>();

    /** Check a cost. */
    public BudgetCheck(ContextCost cost) {
        this.cost = cost;
    }

    /**
     * Limit the tokens of all tools.
     *
     * @param limit how the limit is written
     */
    public BudgetCheck total(int most, String limit) {
        int total = cost.total();
        if (total > most) {
            problems.add("All tools together cost " + tokens(total) + ", " + number(total - most) + " more than "
                    + limit + " allows.");
        }
        return this;
    }

    /**
     * Limit the tokens of each tool.
     *
     * @param limit how the limit is written
     */
    public BudgetCheck perTool(int most, String limit) {
        List<ToolCost> over =
                cost.tools().stream().filter(tool -> tool.total() > most).toList();
        if (!over.isEmpty()) {
            String biggest = over.stream()
                    .limit(MOST_TOOLS)
                    .map(tool ->
                            Printable.line(tool.server() + "/" + tool.tool(), 200) + " (" + number(tool.total()) + ")")
                    .collect(joining(", "));
            problems.add(over.size() + " of " + cost.tools().size() + " tools "
                    + (over.size() == 1 ? "costs" : "cost") + " more than " + limit + " allows: " + biggest
                    + (over.size() > MOST_TOOLS ? " and " + (over.size() - MOST_TOOLS) + " more" : "") + ".");
        }
        return this;
    }

    /**
     * Limit the growth of some of the tools.
     *
     * @param what whose growth it is, for example {@code The tools of server 'weather'}
     * @param limit how the limit is written
     */
    public BudgetCheck growth(String what, CostGrowth growth, GrowthLimit most, String limit) {
        long allowed = most.most(growth.before().total());
        if (!growth.before().unmeasured().isEmpty()) {
            problems.add(Printable.line(what) + " cannot be compared, because the tools of some servers were unknown"
                    + " before: "
                    + Printable.line(
                            String.join(", ", growth.before().unmeasured().keySet())) + ".");
        } else if (growth.now().total() > allowed) {
            problems.add(Printable.line(what) + " grew " + growth + ". " + limit + " allows " + number(allowed) + ".");
        }
        return this;
    }

    /** The message of the failure: the problems, the table, and the cuts; empty if nothing is exceeded. */
    public Optional<String> problem() {
        if (!cost.unmeasured().isEmpty()) {
            return Optional.of(
                    "Inconclusive: context budget: the tools of some servers are unknown:\n" + unmeasured(cost) + "\n");
        }
        if (cost.tools().isEmpty()) {
            return Optional.of("Inconclusive: context budget: no tool was counted, because no server listed one."
                    + " Servers may list tools only with credentials.\n");
        }
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of("Context budget exceeded:\n"
                        + problems.stream()
                                .map(problem -> "  " + problem + "\n")
                                .collect(joining())
                        + "\n" + cost.toString().indent(2) + "\n" + cuts());
    }

    /** Which servers could not be asked, and why, one line each. */
    public static String unmeasured(ContextCost cost) {
        return cost.unmeasured().entrySet().stream().map(BudgetCheck::reason).collect(joining("\n"));
    }

    private static String reason(Map.Entry<String, String> server) {
        return "  " + Printable.line(server.getKey(), 200) + ": "
                + Printable.message(server.getValue()).indent(4).strip();
    }

    private String cuts() {
        List<CostCut> cuts = cost.cuts().stream().limit(MOST_CUTS).toList();
        return cuts.isEmpty()
                ? "  No definition can be shortened without affecting calls. Remove tools that the agent does not need.\n"
                : "  Largest savings:\n"
                        + cuts.stream().map(cut -> "    " + cut + "\n").collect(joining());
    }

    private static String tokens(int tokens) {
        return number(tokens) + (tokens == 1 ? " token" : " tokens");
    }

    private static String number(long tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }
}
