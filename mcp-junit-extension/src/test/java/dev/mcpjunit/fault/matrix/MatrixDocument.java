/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code docs/fault-matrix.md}: a table for each transport, a row for each scenario, a column for each kind of client.
 */
final class MatrixDocument {

    private static final Path FILE = Path.of("..", "docs", "fault-matrix.md");
    private static final String BEFORE_TABLES = "## Streamable HTTP";

    private MatrixDocument() {}

    /** The cells of a column by the key of their row, as the document has them. */
    static synchronized Map<String, Cell> column(String client) {
        Map<String, Cell> column = new LinkedHashMap<>();
        table().forEach((row, cells) -> Optional.ofNullable(cells.get(client))
                .filter(text -> !text.isBlank())
                .ifPresent(text -> column.put(row, Cell.parse(text))));
        return column;
    }

    /** Write a column, and leave the others as they are. */
    static synchronized void write(
            List<Scenario> scenarios, List<String> clients, String client, Map<String, Cell> column) {
        Map<String, Map<String, String>> known = table();
        var text = new StringBuilder(introduction());
        for (Fault.Needs transport : List.of(Fault.Needs.HTTP, Fault.Needs.STDIO)) {
            text.append(title(transport)).append("\n\n| fault | ");
            text.append(String.join(" | ", clients)).append(" |\n|---|").append("---|".repeat(clients.size()));
            for (Scenario scenario : scenarios) {
                if (scenario.transport() == transport) {
                    Map<String, String> row = known.getOrDefault(scenario.key(), Map.of());
                    text.append("\n| ").append(scenario.name()).append(" |");
                    for (String each : clients) {
                        String cell = each.equals(client)
                                ? String.valueOf(column.get(scenario.key()))
                                : row.getOrDefault(each, "");
                        text.append(' ').append(cell).append(" |");
                    }
                }
            }
            text.append(transport == Fault.Needs.HTTP ? "\n\n" : "\n");
        }
        try {
            Files.writeString(FILE, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String title(Fault.Needs transport) {
        return transport == Fault.Needs.HTTP ? BEFORE_TABLES : "## Standard input and output";
    }

    private static String introduction() {
        String text = read();
        return text.substring(0, text.indexOf(BEFORE_TABLES));
    }

    private static Map<String, Map<String, String>> table() {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        Fault.Needs transport = Fault.Needs.HTTP;
        List<String> clients = List.of();
        for (String line : read().substring(introduction().length()).lines().toList()) {
            if (line.equals(title(Fault.Needs.STDIO))) {
                transport = Fault.Needs.STDIO;
            } else if (line.startsWith("| fault |")) {
                clients = cells(line);
            } else if (line.startsWith("| ")) {
                List<String> cells = cells(line);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i < cells.size(); i++) {
                    row.put(clients.get(i), cells.get(i));
                }
                rows.put(transport + " " + cells.get(0), row);
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)).stream()
                .map(String::strip)
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
