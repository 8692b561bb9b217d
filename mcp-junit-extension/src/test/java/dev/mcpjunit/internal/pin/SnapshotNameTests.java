/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotNameTests {

    @TempDir
    Path project;

    private Path snapshot(String server) {
        return new ProjectFiles(project).snapshot("", server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"weather", "weather 2", "acme.weather", "Wetter-Zürich_1", "天気", "(weather)", "console", "com10"
            })
    void an_ordinary_name_is_a_file_name(String server) {
        assertThat(snapshot(server))
                .isEqualTo(project.resolve("src/test/resources/mcp").resolve(server + ".snapshot.json"));
    }

    static Stream<Arguments> unsafe() {
        return Stream.of(
                Arguments.of("", "it is blank"),
                Arguments.of("  ", "it is blank"),
                Arguments.of("..", "it starts or ends with a period"),
                Arguments.of(".hidden", "it starts or ends with a period"),
                Arguments.of("weather.", "it starts or ends with a period"),
                Arguments.of(" weather", "it starts or ends with white space"),
                Arguments.of("weather ", "it starts or ends with white space"),
                Arguments.of("../../evil", "it contains '/'"),
                Arguments.of("/etc/weather", "it contains '/'"),
                Arguments.of("a\\b", "it contains '\\'"),
                Arguments.of("acme:weather", "it contains ':'"),
                Arguments.of("why?", "it contains '?'"),
                Arguments.of("a\u0000b", "it contains U+0000"),
                Arguments.of("a\u001B[31mb", "it contains U+001B"),
                Arguments.of("a\nb", "it contains U+000A"),
                Arguments.of("a\u202Eb", "it contains U+202E"),
                Arguments.of("a\uDFFFb", "it contains U+DFFF"),
                Arguments.of("CON", "it is the name of a device on Windows"),
                Arguments.of("nul.weather", "it is the name of a device on Windows"),
                Arguments.of("lpt1", "it is the name of a device on Windows"),
                Arguments.of("w".repeat(101), "it is longer than 100 characters"));
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void a_name_that_is_no_file_name_everywhere_is_refused(String server, String reason) {
        assertThatThrownBy(() -> snapshot(server))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(" cannot be the name of a snapshot file: " + reason + ". Rename the server,")
                .hasMessageNotContaining("\u001B");
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void a_name_that_differs_from_another_only_in_case_is_refused() throws IOException {
        Path folder = Files.createDirectories(project.resolve("src/test/resources/mcp"));
        Files.createFile(folder.resolve("Weather.snapshot.json"));

        assertThatThrownBy(() -> snapshot("weather"))
                .hasMessageContaining("'Weather.snapshot.json' differs only in case");
        assertThat(snapshot("Weather")).exists();
    }

    @Test
    void a_path_that_is_none_is_refused() {
        assertThatThrownBy(() -> new ProjectFiles(project).snapshot("a\u0000b", "weather"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("@PinnedSchema(\"a\\u0000b\") is not a path");
    }

    @Test
    void received_files_of_snapshots_of_one_name_stay_apart() throws IOException {
        Files.createFile(project.resolve("pom.xml"));
        var files = new ProjectFiles(project);
        Path target = project.resolve("target/mcp/" + SnapshotNameTests.class.getName());

        assertThat(files.received(SnapshotNameTests.class, files.snapshot("", "weather")))
                .isEqualTo(target.resolve("weather.received.json"));
        assertThat(files.received(
                        SnapshotNameTests.class, files.snapshot("src/test/resources/v1/weather.snapshot.json", "")))
                .isEqualTo(target.resolve("v1/weather.received.json"));
        assertThat(files.received(SnapshotNameTests.class, files.snapshot("../pins/v2/weather.json", "")))
                .isEqualTo(target.resolve("v2/weather.received.json"));
        assertThat(files.received(SnapshotNameTests.class, Path.of("/")))
                .isEqualTo(target.resolve("root.received.json"));
    }
}
