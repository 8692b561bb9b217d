/* SPDX-License-Identifier: Apache-2.0 */
package com.example.toolbox;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.ToolCost;
import dev.mcpjunit.fleet.FleetTool;
import dev.mcpjunit.fleet.Selection;
import dev.mcpjunit.fleet.SelectionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of the documentation, made of what the servers declare. With {@code -Dmcp.docs=write}, they are written.
 */
record ToolboxTables(ContextCost cost, SelectionReport report) {

    private static final Pattern TABLES =
            Pattern.compile("(<!-- begin: toolbox -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    /** The page as it is; written anew before, if that is asked for. */
    String pageOf(Path page) throws IOException {
        if (System.getProperty("mcp.docs", "").equals("write")) {
            Files.writeString(page, shownOn(page));
        }
        return Files.readString(page);
    }

    /** The page as it should be. */
    String shownOn(Path page) throws IOException {
        Matcher tables = TABLES.matcher(Files.readString(page));
        if (!tables.find()) {
            throw new IllegalStateException(page + " has no place for the tables");
        }
        return tables.replaceFirst(
                found -> Matcher.quoteReplacement(found.group(1) + costs() + "\n" + savings() + found.group(3)));
    }

    private String costs() {
        String servers = cost.servers().keySet().stream().map(this::row).collect(joining());
        return "| server | tools | tokens by " + cost.tokenizer()
                + " | descriptions | input schemas | examples | output schemas (not in the tokens) | biggest tool |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + servers
                + row("all", "", cost.tools());
    }

    private String row(String server) {
        List<ToolCost> tools = cost.tools().stream()
                .filter(tool -> tool.server().equals(server))
                .toList();
        ToolCost biggest = tools.get(0);
        return row("`" + server + "`", "`" + biggest.tool() + "` (" + number(biggest.total()) + ")", tools);
    }

    private static String row(String name, String biggest, List<ToolCost> tools) {
        return "| " + name + " | " + tools.size()
                + " | " + sum(tools, ToolCost::total)
                + " | " + sum(tools, ToolCost::description)
                + " | " + sum(tools, ToolCost::inputSchema)
                + " | " + sum(tools, ToolCost::examples)
                + " | " + sum(tools, ToolCost::outputSchema)
                + " | " + biggest + " |\n";
    }

    private static String sum(List<ToolCost> tools, ToIntFunction<ToolCost> part) {
        return number(tools.stream().mapToInt(part).sum());
    }

    private String savings() {
        return "| task | selected | lost | tokens | saves |\n|---|---|---|---|---|\n"
                + report.results().stream().map(ToolboxTables::row).collect(joining());
    }

    private static String row(SelectionReport.Result result) {
        Selection selection = result.selection();
        return "| " + result.task().task()
                + " | " + selection.kept().stream().map(FleetTool::name).collect(joining("`, `", "`", "`"))
                + " | " + result.lost().stream().map(name -> "`" + name + "`").collect(joining(", "))
                + " | " + number(selection.tokens())
                + " | " + String.format(Locale.ROOT, "%.0f %%", selection.savedPercent()) + " |\n";
    }

    private static String number(int tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }
}
