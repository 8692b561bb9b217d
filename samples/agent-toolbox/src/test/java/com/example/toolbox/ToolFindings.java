/* SPDX-License-Identifier: Apache-2.0 */
package com.example.toolbox;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.ToolProbe;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.tool.Mutant;
import dev.mcpjunit.contract.tool.ToolStrength;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the contract of tools finds in a server, for the documentation. With {@code -Dmcp.docs=write}, it is written.
 */
record ToolFindings(
        String server, int tools, DeclaredTools declared, VerdictReport report, List<ToolStrength> strengths) {

    private static final Pattern TABLES =
            Pattern.compile("(<!-- begin: published-tools -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    static ToolFindings of(DeclaredTools declared, McpConnection connection) {
        ToolProbe probe = ToolProbe.of(declared, connection);
        return new ToolFindings(
                connection.serverName(), connection.listTools().size(), declared, probe.all(), probe.strengths());
    }

    /** The page as it is; written anew before, if that is asked for. */
    static String pageOf(Path page, List<ToolFindings> findings) throws IOException {
        if (System.getProperty("mcp.docs", "").equals("write")) {
            Files.writeString(page, shownOn(page, findings));
        }
        return Files.readString(page);
    }

    /** The page as it should be. */
    static String shownOn(Path page, List<ToolFindings> findings) throws IOException {
        Matcher tables = TABLES.matcher(Files.readString(page));
        if (!tables.find()) {
            throw new IllegalStateException(page + " has no place for the tables");
        }
        return tables.replaceFirst(found -> Matcher.quoteReplacement(
                found.group(1) + servers(findings) + "\n" + mutants(findings) + found.group(3)));
    }

    private static String servers(List<ToolFindings> findings) {
        return "| server | tools | with sample calls | without | checks passed | failed | inconclusive | mutants | rejected"
                + " |\n|---|---|---|---|---|---|---|---|---|\n"
                + findings.stream().map(ToolFindings::row).collect(joining());
    }

    private String row() {
        int mutants = strengths.stream().mapToInt(ToolStrength::mutants).sum();
        int accepted =
                strengths.stream().mapToInt(each -> each.accepted().size()).sum();
        return "| `" + server + "` | " + tools + " | "
                + (tools - declared.withoutSampleCalls().size()) + " | "
                + declared.withoutSampleCalls().size() + " | "
                + report.with(Status.PASSED).size() + " | "
                + names(report.with(Status.FAILED)) + " | "
                + names(report.with(Status.INCONCLUSIVE)) + " | "
                + mutants + " | " + (mutants - accepted) + " |\n";
    }

    private static String names(Set<String> checks) {
        return checks.isEmpty() ? "none" : String.join(", ", checks);
    }

    private static String mutants(List<ToolFindings> findings) {
        return "| tool | mutants | rejected | accepted |\n|---|---|---|---|\n"
                + findings.stream()
                        .flatMap(each -> each.strengths().stream()
                                .map(strength -> "| `" + each.server() + "` `" + strength.tool() + "` | "
                                        + strength.mutants() + " | " + strength.percent() + " % | "
                                        + strength.accepted().stream()
                                                .map(Mutant::toString)
                                                .collect(joining(", "))
                                        + " |\n"))
                        .collect(joining());
    }
}
