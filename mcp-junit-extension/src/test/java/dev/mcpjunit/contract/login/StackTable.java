/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of client stacks in {@code docs/authorized-clients.md}: a row for each check, a column for each stack. */
final class StackTable {

    private static final Path PAGE = Path.of("..", "docs", "authorized-clients.md");
    private static final String BEGIN = "<!-- stacks -->\n";
    private static final String END = "<!-- end -->";

    private StackTable() {}

    /** Compare a column with verdicts; with {@code -Dmcp.docs=write}, write it. */
    static synchronized void check(String stack, VerdictReport report) {
        Map<String, String> found = report.verdicts().stream()
                .collect(Collectors.toMap(
                        Verdict::check, verdict -> words(verdict.status()), (one, other) -> one, LinkedHashMap::new));
        try {
            if (System.getProperty("mcp.docs", "").equals("write")) {
                write(stack, found);
            }
            assertThat(column(stack))
                    .as(() -> "column " + stack + "; run this test with -Dmcp.docs=write\n" + report)
                    .isEqualTo(found);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String words(Verdict.Status status) {
        return switch (status) {
            case PASSED -> "yes";
            case FAILED -> "**no**";
            case INCONCLUSIVE -> "?";
            case NOT_APPLICABLE -> "–";
        };
    }

    private static Map<String, String> column(String stack) throws IOException {
        List<List<String>> rows = rows(Files.readString(PAGE));
        int column = rows.get(0).indexOf(stack);
        assertThat(column).as("column " + stack).isPositive();
        return rows.stream()
                .skip(2)
                .collect(Collectors.toMap(
                        row -> row.get(0), row -> row.get(column), (one, other) -> one, LinkedHashMap::new));
    }

    private static List<List<String>> rows(String page) {
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END, page.indexOf(BEGIN)));
        return table.lines()
                .map(line -> new ArrayList<>(
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList()))
                .map(cells -> (List<String>) new ArrayList<>(cells.subList(1, cells.size() - 1)))
                .toList();
    }

    private static void write(String stack, Map<String, String> found) throws IOException {
        String page = Files.readString(PAGE);
        List<List<String>> rows = new ArrayList<>(rows(page).subList(0, 2));
        List<List<String>> old = rows(page);
        int column = rows.get(0).indexOf(stack);
        found.forEach((check, words) -> {
            List<String> row = old.stream()
                    .filter(cells -> cells.get(0).equals(check))
                    .findFirst()
                    .orElseGet(() -> {
                        var empty =
                                new ArrayList<>(Collections.nCopies(rows.get(0).size(), ""));
                        empty.set(0, check);
                        return empty;
                    });
            row.set(column, words);
            rows.add(row);
        });
        String table = rows.stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                .collect(Collectors.joining())
                .replace("| --- ", "|---");
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END, begin)));
    }
}
