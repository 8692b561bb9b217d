/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Prints a run in Markdown: numbers, then what failed or was not verified, with its traffic. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Summary {

    private static final int ROWS = 50;
    private static final int TRAFFIC = 10;

    private Summary() {}

    /** The summary of at least one result. */
    public static String of(List<TestResult> results) {
        List<TestResult> notPassed = results.stream()
                .filter(result -> result.status() != TestStatus.PASSED)
                .sorted(Comparator.comparing(TestResult::status).thenComparing(TestResult::title))
                .toList();
        var text = new StringBuilder("### MCP tests\n\n");
        text.append(results.size())
                .append(results.size() == 1 ? " test" : " tests")
                .append(" with servers: ");
        text.append(count(results, TestStatus.PASSED)).append(" passed, ");
        text.append(count(results, TestStatus.FAILED)).append(" failed, ");
        text.append(notVerified(results)).append(".\n");
        if (!notPassed.isEmpty()) {
            text.append("\n| result | test | reason |\n|---|---|---|\n");
            notPassed.stream().limit(ROWS).forEach(result -> text.append("| ")
                    .append(
                            result.status() == TestStatus.FAILED
                                    ? "❌ failed"
                                    : "⚠️ " + result.status().words())
                    .append(" | ")
                    .append(cell(result.title()))
                    .append(" | ")
                    .append(cell(result.reason()))
                    .append(" |\n"));
            if (notPassed.size() > ROWS) {
                text.append("\n… and ").append(notPassed.size() - ROWS).append(" more\n");
            }
        }
        notPassed.stream()
                .filter(result ->
                        result.status() == TestStatus.FAILED && result.traffic().isPresent())
                .limit(TRAFFIC)
                .forEach(result -> text.append("\n<details><summary>Traffic of ")
                        .append(cell(result.title()))
                        .append("</summary>\n\n```text\n")
                        .append(result.traffic().orElse("").replace("```", "'''"))
                        .append("\n```\n\n</details>\n"));
        return text.append('\n').toString();
    }

    /** A check that was not applicable is different from an inconclusive one. */
    private static String notVerified(List<TestResult> results) {
        String parts = Stream.of(TestStatus.values())
                .filter(status -> !status.isVerdict() && count(results, status) > 0)
                .map(status -> count(results, status) + " " + status.words())
                .collect(joining(", "));
        long all =
                results.stream().filter(result -> !result.status().isVerdict()).count();
        return all + " not verified" + (parts.isEmpty() ? "" : " (" + parts + ")");
    }

    private static long count(List<TestResult> results, TestStatus status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** Text is shown, and not read as Markdown or HTML. */
    private static String cell(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|~])", "\\\\$1");
    }
}
