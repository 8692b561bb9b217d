/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile snapshot files. The class that pins one fails with its name, the reason and what to do; the file stays as it
 * is, and an update repairs what can be replaced.
 */
@Tag("hostile")
@ExtendWith(NothingWritten.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Makes links and pipes")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileSnapshotTests {

    private static final Path FOLDER = Path.of("target/hostile-snapshots");

    private final WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
    private final String name = "weather-" + UUID.randomUUID();
    private final Path pinned = FOLDER.resolve(name + ".snapshot.json");

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(FOLDER);
    }

    @AfterEach
    void stop() {
        weather.close();
    }

    @McpServer(name = "weather", url = "${weather.url}", headers = "Authorization: Bearer planted-secret")
    @PinnedSchema("target/hostile-snapshots/${snapshot.name}.snapshot.json")
    static class PinnedTestCase implements EmptyTest {}

    private Run run(String mode) {
        return Run.with(
                Map.of("weather.url", weather.uri().toString(), "snapshot.name", name, "mcp.snapshot", mode),
                PinnedTestCase.class);
    }

    private String failure(String mode) {
        String message = Hostile.clear(run(mode).failure());
        assertThat(message).contains(pinned.toString()).doesNotContain("planted-secret");
        return message;
    }

    /** Makes a hostile file out of a good one. */
    private interface Change {
        byte[] change(String good) throws IOException;
    }

    private static Arguments file(String name, Change change, String expected) {
        return arguments(name, change, expected);
    }

    private static Arguments text(String name, String text, String expected) {
        return file(name, good -> text.getBytes(UTF_8), expected);
    }

    static Stream<Arguments> replaceable() {
        return Stream.of(
                text("empty", "", "Not JSON: the text is empty"),
                text("white space", " \n\n", "Not JSON: the text is empty"),
                file("cut in half", good -> good.substring(0, good.length() / 2).getBytes(UTF_8), "Not JSON: "),
                file(
                        "Latin-1",
                        good -> good.replaceFirst("\"name\"", "\"näme\"").getBytes(ISO_8859_1),
                        "Save it in UTF-8"),
                file("UTF-16", good -> good.getBytes(UTF_16), "but in UTF-16"),
                file("UTF-16 without a mark", good -> good.getBytes(UTF_16BE), "Not JSON: "),
                file(
                        "a byte order mark",
                        good -> ("\uFEFF" + good).getBytes(UTF_8),
                        "It starts with a byte order mark."),
                file(
                        "half a surrogate pair",
                        good -> new byte[] {'"', (byte) 0xED, (byte) 0xBF, (byte) 0xBF, '"'},
                        "not encoded in UTF-8: byte 0xED at offset 1"),
                text(
                        "markers of a merge conflict",
                        "{\n<<<<<<< HEAD\n}",
                        "merge conflict in line 2. Resolve the conflict"),
                text("a pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\n", "git lfs pull"),
                text("NaN", "{\"snapshotVersion\": NaN}", "Not JSON: "),
                text("a terminal escape", "\u001b]0;title\u0007 {}", "Not JSON: "),
                text("a forged line", "x\n[INFO] BUILD SUCCESS", "Not JSON: "),
                text("20,000 levels", "[".repeat(20_000), "Not JSON: "),
                text("a number of 100,000 digits", "{\"snapshotVersion\":" + "9".repeat(100_000) + "}", "Not JSON: "),
                text("an exponent that no number has", "{\"snapshotVersion\":1e9999999999}", "the limit of mcp-junit"),
                text("a newer version", "{\"snapshotVersion\":99}", "It has snapshotVersion 99, and this release"),
                text("a version that is a text", "{\"snapshotVersion\":\"1\"}", "It has no snapshotVersion"),
                text("an array", "[]", "It has no snapshotVersion"),
                file(
                        "tools that are an object",
                        good -> good.replaceFirst("\"tools\": \\[", "\"tools\": {}, \"x\": [")
                                .getBytes(UTF_8),
                        "It has no 'tools', or one that is not an array"),
                file(
                        "a repeated name",
                        good -> good.replaceFirst("\\{", "{\"tools\":[],")
                                .replaceFirst("\n}\n$", ",\"tools\":{}\n}\n")
                                .getBytes(UTF_8),
                        "It has no 'tools'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replaceable")
    void is_reported_left_alone_and_repaired_by_an_update(String title, Change change, String expected)
            throws IOException {
        run("create-missing").allSucceeded(1);
        String good = Files.readString(pinned);
        byte[] hostile = change.change(good);
        Files.write(pinned, hostile);

        assertThat(failure("verify")).startsWith("Unreadable snapshot: ").contains(expected, "-Dmcp.snapshot=update");
        assertThat(failure("accept-compatible")).contains(expected);
        assertThat(Files.readAllBytes(pinned)).isEqualTo(hostile);

        run("update").allSucceeded(1);
        assertThat(pinned).hasContent(good);
    }

    @Test
    void a_file_of_150_megabytes_is_not_read() throws IOException {
        try (var file = new RandomAccessFile(pinned.toFile(), "rw")) {
            file.setLength(150L << 20);
        }

        assertThat(failure("verify")).contains("larger than 32 MiB");
        run("update").allSucceeded(1);
        assertThat(Files.size(pinned)).isLessThan(1 << 20);
    }

    @Test
    void twenty_thousand_tools_end_in_a_verdict() throws IOException {
        run("create-missing").allSucceeded(1);
        String good = Files.readString(pinned);
        try (OutputStream file = Files.newOutputStream(pinned)) {
            file.write(good.substring(0, good.indexOf("\"tools\": [") + 10).getBytes(UTF_8));
            for (int i = 0; i < 20_000; i++) {
                file.write(("{\"name\":\"tool-" + i + "\",\"inputSchema\":{\"type\":\"object\"}},").getBytes(UTF_8));
            }
            file.write(good.substring(good.indexOf("\"tools\": [") + 10).getBytes(UTF_8));
        }

        assertThat(failure("verify")).startsWith("Schema drift: ").contains("tool-0");
    }

    @Test
    void a_directory_is_never_replaced() throws IOException {
        Files.createDirectories(pinned);

        assertThat(failure("verify")).contains("It is a directory, not a file");
        assertThat(failure("update")).contains("It is a directory, not a file");
        assertThat(pinned).isDirectory();
    }

    @Test
    void a_pipe_is_not_read() throws Exception {
        var mkfifo = new ProcessBuilder("mkfifo", pinned.toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(failure("verify")).contains("It is a pipe, socket or device");
        assertThat(failure("update")).contains("It is a pipe, socket or device");
    }

    @Test
    void a_link_to_a_device_is_not_read() throws IOException {
        Files.createSymbolicLink(pinned, Path.of("/dev/zero"));

        assertThat(failure("verify")).contains("It is a pipe, socket or device");
        assertThat(failure("update")).contains("It is a pipe, socket or device");
    }

    @Test
    void links_in_a_circle_are_reported() throws IOException {
        Files.createSymbolicLink(pinned, pinned.getFileName());

        assertThat(failure("verify")).contains("Cannot read");
        assertThat(failure("update")).contains("Cannot");
    }

    @Test
    void a_link_is_followed_and_stays() throws IOException {
        Path target = Path.of(name + ".json");
        Files.createSymbolicLink(pinned, target);

        run("create-missing").allSucceeded(1);
        run("verify").allSucceeded(1);
        assertThat(pinned).isSymbolicLink();
        assertThat(FOLDER.resolve(target)).isRegularFile();
    }

    @Test
    void a_folder_that_is_a_file_is_reported() throws IOException {
        Files.writeString(FOLDER.resolve(name), "");
        String below = name + "/inner";

        Run run = Run.with(
                Map.of("weather.url", weather.uri().toString(), "snapshot.name", below, "mcp.snapshot", "update"),
                PinnedTestCase.class);
        assertThat(Hostile.clear(run.failure())).contains("Cannot", below);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("../../../evil", "contains '/'"),
                arguments("a/b", "contains '/'"),
                arguments("C:\\evil", "contains ':'"),
                arguments("weather:v2", "contains ':'"),
                arguments("..", "starts or ends with a period"),
                arguments("   ", "blank"),
                arguments("CON", "name of a device on Windows"),
                arguments("a\u001b[31m", "contains U+001B"),
                arguments("a\u202eb", "contains U+202E"),
                arguments("a\0b", "contains U+0000"),
                arguments("x".repeat(300), "longer than"));
    }

    @McpServer(name = "${server.name}", url = "${weather.url}")
    @PinnedSchema
    static class NamedTestCase implements EmptyTest {}

    /** The default file is named after the server, and the name may come from anywhere. */
    @ParameterizedTest
    @MethodSource("names")
    void a_server_name_that_is_no_file_name_is_refused(String server, String expected) {
        Run run = Run.with(
                Map.of("weather.url", weather.uri().toString(), "server.name", server, "mcp.snapshot", "update"),
                NamedTestCase.class);

        assertThat(Hostile.clear(run.failure())).contains(expected);
    }
}
