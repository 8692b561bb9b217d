/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages and settings that the documentation explains are those of the code. */
class TroubleshootingTests {

    private static final Path DOCS = Path.of("..", "docs");

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    /** A string that a message continues on the next line, or after a value. */
    private static final Pattern CONTINUED = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern SETTING = Pattern.compile("(?:-D|`)(mcp\\.[a-z.]*[a-z])\\b");

    private static String sources;

    @BeforeAll
    static void readTheSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(TroubleshootingTests::text)
                    .map(source -> CONTINUED.matcher(source).replaceAll(""))
                    .collect(Collectors.joining("\n"));
        }
    }

    static List<String> messages() {
        return ROW.matcher(text(DOCS.resolve("troubleshooting.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_occurs_in_the_code(String message) {
        assertThat(message.split("…")).isNotEmpty().allSatisfy(part -> assertThat(sources.contains(part))
                .as("'%s' of docs/troubleshooting.md is in the code", part)
                .isTrue());
    }

    @Test
    void the_most_important_messages_are_explained() {
        assertThat(messages()).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci.md", "getting-started.md", "pinning.md", "security.md", "troubleshooting.md"})
    void a_setting_is_in_the_reference(String page) {
        String reference = text(DOCS.resolve("reference.md"));

        assertThat(SETTING.matcher(text(DOCS.resolve(page))).results().map(setting -> setting.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(reference.contains("`" + name + "`"))
                        .as("%s of docs/%s is in docs/reference.md", name, page)
                        .isTrue());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
