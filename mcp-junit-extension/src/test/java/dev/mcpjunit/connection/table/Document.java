/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code docs/connections.md}: an introduction, and two tables whose rows are about servers. */
final class Document {

    static final String REACHED = "## How each server is reached";
    static final String WORKS = "## What works";

    private static final Path FILE = Path.of("..", "docs", "connections.md");
    private static final List<String> CHOICES = List.of("AUTO", "LEGACY", "MODERN");

    private Document() {}

    /** The rows of a table by the cell that they begin with. */
    static synchronized Map<String, List<String>> rows(String title) {
        String text = read();
        int start = text.indexOf(title);
        Map<String, List<String>> rows = new LinkedHashMap<>();
        if (start >= 0) {
            int end = text.indexOf("\n## ", start + title.length());
            text.substring(start, end < 0 ? text.length() : end)
                    .lines()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| server |"))
                    .map(Document::cells)
                    .forEach(cells -> rows.put(cells.get(0), cells.subList(1, cells.size())));
        }
        return rows;
    }

    /** Write what was observed of one server, and leave the others as they are. */
    static synchronized void write(List<Candidate> servers, Observed observed) {
        var reached = new LinkedHashMap<>(rows(REACHED));
        var works = new LinkedHashMap<>(rows(WORKS));
        reached.put(observed.server(), observed.reached());
        works.keySet().removeIf(row -> belongsTo(row, observed.server()));
        works.putAll(observed.works());
        var text = new StringBuilder(introduction());
        append(text, REACHED, CHOICES, servers, reached);
        text.append('\n');
        append(text, WORKS, Stream.of(Feature.values()).map(Feature::column).toList(), servers, works);
        try {
            Files.writeString(FILE, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether a row is about a server: of those who speak both eras there is one row for each. */
    static boolean belongsTo(String row, String server) {
        return row.equals(server) || row.startsWith(server + ": ");
    }

    private static void append(
            StringBuilder text,
            String title,
            List<String> columns,
            List<Candidate> servers,
            Map<String, List<String>> rows) {
        text.append(title).append("\n\n| server | ").append(String.join(" | ", columns));
        text.append(" |\n|---|").append("---|".repeat(columns.size())).append('\n');
        for (Candidate server : servers) {
            rows.forEach((row, cells) -> {
                if (belongsTo(row, server.name())) {
                    text.append("| ").append(row).append(" | ");
                    text.append(String.join(" | ", cells)).append(" |\n");
                }
            });
        }
    }

    private static String introduction() {
        String text = read();
        int tables = text.indexOf(REACHED);
        return tables < 0 ? text : text.substring(0, tables);
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
