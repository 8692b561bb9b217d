/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each malformed configuration file gives an error with file, line and field, and shows none of its values. */
class MalformedConfigTests {

    /** The value that stands in for a secret in the files. */
    private static final List<String> SECRETS = List.of("s3cr3t-value", "s3cr3t_value");

    @TempDir
    Path directory;

    /**
     * A malformed file.
     *
     * @param title what is wrong
     * @param file its path
     * @param content its content
     * @param message the error
     */
    record Case(String title, String file, String content, String message) {

        @Override
        public String toString() {
            return title;
        }
    }

    /** The cases of a text file: each has a title, a path, a content and a message. */
    static List<Case> cases() throws IOException {
        try (InputStream resource =
                requireNonNull(MalformedConfigTests.class.getResourceAsStream("/config/malformed.cases"))) {
            var cases = new ArrayList<Case>();
            for (String section : new String(resource.readAllBytes(), UTF_8).split("(?m)^## ", -1)) {
                String[] parts = section.split("(?m)^--- ?", -1);
                if (parts.length == 4) {
                    cases.add(new Case(parts[0].strip(), parts[1].strip(), parts[2].substring(1), parts[3].strip()));
                }
            }
            return cases;
        }
    }

    @Test
    void there_are_many_cases() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_malformed_file_is_reported(Case malformed) throws IOException {
        Path file = directory.resolve(malformed.file());
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.writeString(file, malformed.content());

        var failure =
                catchThrowableOfType(InvalidConfigException.class, () -> McpConfig.read(file, name -> Optional.empty())
                        .servers());

        assertThat(failure).isNotNull();
        assertThat(failure.getMessage().replace(directory + "/", "")).isEqualTo(malformed.message());
        assertThat(failure.getMessage()).doesNotContain(SECRETS);
        assertThat(failure.file()).isEqualTo(file);
        assertThat(failure.line())
                .isBetween(1, 1 + (int) malformed.content().lines().count());
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    @Test
    void a_missing_file_is_reported_with_one_in_a_directory_above() {
        var failure =
                catchThrowableOfType(InvalidConfigException.class, () -> McpConfig.read(Path.of("CONTRIBUTING.md")));

        assertThat(failure)
                .hasMessage("CONTRIBUTING.md, line 1: there is no such file at "
                        + Path.of("CONTRIBUTING.md").toAbsolutePath()
                        + ". There is one at ../CONTRIBUTING.md: give that path.");
    }

    @Test
    void a_directory_is_no_file() {
        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> McpConfig.read(directory)))
                .hasMessageEndingWith("line 1: It is a directory, not a file.");
    }

    @Test
    void another_encoding_is_reported() throws IOException {
        Path file = Files.write(directory.resolve("mcp.json"), new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0});

        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> McpConfig.read(file)))
                .hasMessageEndingWith(
                        "mcp.json, line 1: It is not encoded in UTF-8, but in UTF-16: byte 0xFF at offset 0."
                                + " Save it in UTF-8.");
    }

    @Test
    void an_unknown_server_is_reported_with_the_known_ones() throws IOException {
        Path file = Files.writeString(
                directory.resolve("mcp.json"),
                "{\"servers\": {\"a\": {\"command\": \"a\"}, \"b\": {\"command\": \"b\"}}}");

        assertThat(catchThrowableOfType(
                        InvalidConfigException.class, () -> McpConfig.read(file).server("c")))
                .hasMessageEndingWith("mcp.json, line 1: there is no server 'c'. The servers are a, b.");
    }
}
