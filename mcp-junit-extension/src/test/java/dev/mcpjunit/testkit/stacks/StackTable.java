/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit.stacks;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * The table of stacks on a page of the documentation: a row for each check, a column for each stack. With
 * {@code -Dmcp.docs=write}, checks write their cells. Modules with stacks of their own compile this package, too.
 */
public final class StackTable {

    private static final String BEGIN = "<!-- stacks -->\n";
    private static final String END = "<!-- end -->";

    private final Path page;

    private StackTable(Path page) {
        this.page = page;
    }

    /** The table on a page, which is found from the folder of any module. */
    public static StackTable on(String page) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(page))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "There is no " + page + " above " + Path.of("").toAbsolutePath());
            }
        }
        return new StackTable(folder.resolve(page));
    }

    /** How a status is written. */
    private static String words(Verdict.Status status) {
        return switch (status) {
            case PASSED -> "yes";
            case FAILED -> "**no**";
            case INCONCLUSIVE -> "?";
            case NOT_APPLICABLE -> "–";
        };
    }

    /** The names of the columns. */
    public List<String> stacks() throws IOException {
        synchronized (StackTable.class) {
            List<String> head = rows(Files.readString(page)).get(0);
            return head.subList(1, head.size());
        }
    }

    /** The first cells of all rows. */
    public List<String> checks() throws IOException {
        synchronized (StackTable.class) {
            return rows(Files.readString(page)).stream()
                    .skip(2)
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    /** Compare a cell with the status of a check, or write it. */
    public void hold(String stack, String check, Verdict.Status status, String seen) throws IOException {
        List<String> cells = cells(stack, check, status);
        if (!cells.equals(List.of(words(status)))) {
            throw new AssertionFailedError(
                    page.getFileName() + " has " + cells + " for '" + check + "' of " + stack + ", but found "
                            + words(status) + ". Run this test with -Dmcp.docs=write, and explain the difference on the"
                            + " page.\n" + seen,
                    List.of(words(status)),
                    cells);
        }
    }

    /** The cells of a check, at most one of which there should be. Columns may be written at the same time. */
    private List<String> cells(String stack, String check, Verdict.Status status) throws IOException {
        synchronized (StackTable.class) {
            if (System.getProperty("mcp.docs", "").equals("write")) {
                write(stack, check, words(status));
            }
            List<List<String>> rows = rows(Files.readString(page));
            int column = column(rows, stack);
            return rows.stream()
                    .filter(row -> row.get(0).equals(check))
                    .map(row -> row.get(column))
                    .toList();
        }
    }

    /** Compare a column with the verdicts of a probe, or write it. */
    public void hold(String stack, VerdictReport report) throws IOException {
        for (Verdict verdict : report.verdicts()) {
            hold(stack, verdict.check(), verdict.status(), verdict.message());
        }
        List<String> checks = report.verdicts().stream().map(Verdict::check).toList();
        if (!checks().equals(checks)) {
            throw new AssertionFailedError("rows of " + page.getFileName(), checks, checks());
        }
    }

    private static int column(List<List<String>> rows, String stack) {
        int column = rows.get(0).indexOf(stack);
        if (column < 1) {
            throw new AssertionFailedError("There is no column " + stack + " in " + rows.get(0));
        }
        return column;
    }

    private static List<List<String>> rows(String page) {
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END, page.indexOf(BEGIN)));
        return table.lines()
                .map(line -> new ArrayList<>(
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList()))
                .map(cells -> (List<String>) new ArrayList<>(cells.subList(1, cells.size() - 1)))
                .toList();
    }

    private void write(String stack, String check, String words) throws IOException {
        String text = Files.readString(page);
        List<List<String>> rows = new ArrayList<>(rows(text));
        int column = column(rows, stack);
        if (rows.stream().noneMatch(row -> row.get(0).equals(check))) {
            var row = new ArrayList<>(Collections.nCopies(rows.get(0).size(), ""));
            row.set(0, check);
            rows.add(row);
        }
        rows.stream().filter(row -> row.get(0).equals(check)).forEach(row -> row.set(column, words));
        String table = rows.stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                .collect(Collectors.joining())
                .replace("| --- ", "|---");
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(page, text.substring(0, begin) + table + text.substring(text.indexOf(END, begin)));
    }
}
