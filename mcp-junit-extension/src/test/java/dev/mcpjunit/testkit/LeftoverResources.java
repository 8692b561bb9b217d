/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a run has left behind. A run is recognized by a mark in the environment and in the names of its servers. */
public final class LeftoverResources {

    public static final String MARK = "LEFTOVERS_MARK";

    private static final Path PROC = Path.of("/proc");

    private LeftoverResources() {}

    /** The processes, children of children too, that carry the mark; only known where the system shows it. */
    public static List<Long> processes(String mark) {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(entry -> environment(entry).contains(MARK + "=" + mark))
                    .map(entry -> Long.valueOf(entry.getFileName().toString()))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String environment(Path process) {
        try {
            return Files.readString(process.resolve("environ"), ISO_8859_1);
        } catch (IOException goneOrForeign) {
            return "";
        }
    }

    /** The threads that were started for servers with the mark in their names. */
    public static List<String> threads(String mark) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(mark))
                .toList();
    }
}
