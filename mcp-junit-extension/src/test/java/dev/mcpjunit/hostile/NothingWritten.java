/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Checks that the tests of a class write nothing into the project, except below {@code target}. */
public final class NothingWritten implements BeforeAllCallback, AfterAllCallback {

    private final Map<String, Long> before = new TreeMap<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        before.putAll(files());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(before).isNotEmpty();
        assertThat(files()).isEqualTo(before);
    }

    private static Map<String, Long> files() {
        var found = new TreeMap<String, Long>();
        try (Stream<Path> entries = Files.walk(Path.of(""))) {
            entries.filter(entry -> !entry.startsWith("target") && Files.isRegularFile(entry))
                    .forEach(file -> found.put(file.toString(), file.toFile().lastModified()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }
}
