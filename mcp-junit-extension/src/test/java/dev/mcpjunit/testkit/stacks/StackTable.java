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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * The table of stacks on a page of the documentation: a row for each check, a column for each stack. With
 * {@code -Dmcp.docs=write}, checks write their cells. Modules with stacks of their own compile this package, too.
 */
public final class StackTable {

    private static final String END = "<!-- end -->";
    private static final Pattern QUOTE = Pattern.compile("`([^`]+)`");

    private final Path page;
    private final String begin;

    private StackTable(Path page, String name) {
        this.page = page;
        this.begin = "<!-- " + name + " -->\n";
    }

    /** The table on a page, which is found from the folder of any module. */
    public static StackTable on(String page) {
        return on(page, "stacks");
    }

    /** One of several tables on a page, by the name in the comment above it. */
    public static StackTable on(String page, String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(page))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "There is no " + page + " above " + Path.of("").toAbsolutePath());
            }
        }
        return new StackTable(folder.resolve(page), name);
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

    /**
     * The same, where a list below the table explains each check that did not pass: an item begins with the check,
     * names the stack up to the first comma, and quotes a part of what was seen.
     */
    public void holdExplained(String stack, String check, Verdict.Status status, String seen) throws IOException {
        hold(stack, check, status, seen);
        if (status == Verdict.Status.FAILED || status == Verdict.Status.INCONCLUSIVE) {
            List<String> items = explanations().stream()
                    .filter(item -> isAbout(item, stack, check))
                    .toList();
            boolean isQuoted = items.stream()
                    .flatMap(item -> QUOTE.matcher(item).results())
                    .anyMatch(quote -> seen.contains(quote.group(1)));
            if (!isQuoted) {
                throw new AssertionFailedError(page.getFileName() + " does not explain '" + check + "' of " + stack
                        + ". Look at the finding, and add an item '- *" + check + "*: …' below the table that names the"
                        + " stack and quotes a part of this:\n" + seen + "\nThe page has " + items);
            }
        }
    }

    private static boolean isAbout(String item, String stack, String check) {
        return item.startsWith("*" + check + "*:") && item.contains(stack.split(",", 2)[0]);
    }

    /** The items of the list below this table that are about no cell of it. */
    public List<String> unneededExplanations() throws IOException {
        synchronized (StackTable.class) {
            List<List<String>> rows = rows(Files.readString(page));
            List<String> stacks = rows.get(0);
            Set<String> bad = Set.of(words(Verdict.Status.FAILED), words(Verdict.Status.INCONCLUSIVE));
            return explanations().stream()
                    .filter(item -> rows.stream().noneMatch(row -> IntStream.range(1, row.size())
                            .filter(column -> bad.contains(row.get(column)))
                            .anyMatch(column -> isAbout(item, stacks.get(column), row.get(0)))))
                    .toList();
        }
    }

    /** The items of the list between this table and the next heading. */
    private List<String> explanations() throws IOException {
        synchronized (StackTable.class) {
            String text = Files.readString(page);
            String below = text.substring(text.indexOf(END, text.indexOf(begin)));
            return Stream.of(below.split("\n#", 2)[0].split("\n- "))
                    .skip(1)
                    .map(item -> item.split("\n\n", 2)[0].replace("\n  ", " "))
                    .toList();
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

    private List<List<String>> rows(String page) {
        int start = page.indexOf(begin);
        if (start < 0) {
            throw new AssertionFailedError("There is no '" + begin.strip() + "' in " + this.page);
        }
        String table = page.substring(start + begin.length(), page.indexOf(END, start));
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
        int start = text.indexOf(begin) + begin.length();
        Files.writeString(page, text.substring(0, start) + table + text.substring(text.indexOf(END, start)));
    }
}
