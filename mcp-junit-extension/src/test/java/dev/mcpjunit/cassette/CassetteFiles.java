/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The cassettes of a test, which are removed before and after it. */
record CassetteFiles(String name) {

    private static final Path FOLDER = Path.of("src/test/resources/mcp");

    Path file() {
        return FOLDER.resolve(name + ".cassette.jsonl");
    }

    String text() throws IOException {
        return Files.readString(file());
    }

    List<Path> all() throws IOException {
        if (!Files.exists(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(name))
                    .sorted()
                    .toList();
        }
    }

    void remove() throws IOException {
        for (Path file : all()) {
            Files.delete(file);
        }
    }
}
