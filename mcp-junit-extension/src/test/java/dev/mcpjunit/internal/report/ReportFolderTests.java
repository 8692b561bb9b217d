/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTests {

    private static final BuildSession FIRST = new BuildSession("a1");
    private static final BuildSession SECOND = new BuildSession("b2");
    private static final BuildSession THIRD = new BuildSession("c3");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path directory;

    private ReportFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new ReportFolder(directory.resolve("report"));
    }

    private static TestLine test(String name, TestStatus status) {
        return new TestLine(
                "[test:" + name + "]",
                "com.acme.WeatherTest",
                name,
                status,
                Optional.of(new TestLine.Reason(Optional.of("java.lang.AssertionError"), "it is <b>wrong</b>")),
                NOON,
                Duration.ofMillis(12),
                List.of("weather"),
                "mvn test -Dtest=WeatherTest",
                Optional.empty());
    }

    private static void run(ReportFolder folder, BuildSession session, Instant at, TestLine... tests)
            throws IOException {
        try (RunFile file = folder.begin(session, new RunLine("weather", at, "5.13.4"))) {
            for (TestLine test : tests) {
                file.add(test);
            }
        }
    }

    private static List<String> names(Path page) {
        return ReadReport.lines(page, "test").stream()
                .map(test -> test.string("name").orElseThrow())
                .toList();
    }

    private long runFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("report/runs"))) {
            return files.count();
        }
    }

    @Test
    void the_page_shows_all_runs_of_a_session() throws IOException {
        run(folder, FIRST, NOON, test("one", TestStatus.PASSED));
        run(folder, FIRST, NOON.plusSeconds(1), test("two", TestStatus.FAILED));

        assertThat(names(folder.write(FIRST))).containsExactly("one", "two");
    }

    @Test
    void it_is_compared_with_the_session_before_and_older_ones_are_deleted() throws IOException {
        run(folder, FIRST, NOON, test("oldest", TestStatus.PASSED));
        run(folder, SECOND, NOON.plusSeconds(1), test("older", TestStatus.FAILED));
        run(folder, THIRD, NOON.plusSeconds(2), test("new", TestStatus.PASSED));

        Path page = folder.write(THIRD);

        assertThat(names(page)).containsExactly("new");
        assertThat(ReadReport.lines(page, "earlier"))
                .singleElement()
                .hasToString(
                        "{\"kind\":\"earlier\",\"started\":\"2026-01-31T12:00:01Z\",\"tests\":[{\"module\":\"weather\",\"id\":\"[test:older]\","
                                + "\"class\":\"com.acme.WeatherTest\",\"name\":\"older\",\"status\":\"failed\",\"millis\":12}]}");
        assertThat(runFiles()).isEqualTo(2);
    }

    @Test
    void the_last_line_of_a_killed_run_is_left_out() throws IOException {
        run(folder, FIRST, NOON, test("one", TestStatus.PASSED));
        Path file;
        try (Stream<Path> files = Files.list(directory.resolve("report/runs"))) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{\"kind\":\"test\",\"id\":\"[test:cut", StandardOpenOption.APPEND);

        assertThat(names(folder.write(FIRST))).containsExactly("one");
        run(folder, SECOND, NOON.plusSeconds(9), test("two", TestStatus.PASSED));
        assertThat(ReadReport.lines(folder.write(SECOND), "earlier")).hasSize(1);
    }

    @Test
    void the_page_of_a_root_shows_the_modules_that_ran_in_the_session() throws IOException {
        var weather = new ReportFolder(directory.resolve("weather/target"));
        var bank = new ReportFolder(directory.resolve("bank/target"));
        run(weather, FIRST, NOON, test("old", TestStatus.PASSED));
        folder.write(FIRST, weather);
        run(weather, SECOND, NOON.plusSeconds(1), test("one", TestStatus.PASSED));
        folder.write(SECOND, weather);
        run(bank, SECOND, NOON.plusSeconds(2), test("two", TestStatus.PASSED));

        Path page = folder.write(SECOND, bank);

        assertThat(names(page)).containsExactlyInAnyOrder("one", "two");
        assertThat(ReadReport.lines(page, "earlier").get(0).array("tests").orElseThrow())
                .hasSize(1);
        assertThat(directory.resolve("report/modules")).isDirectoryContaining("glob:**b2");
        assertThat(directory.resolve("report/modules/a1")).doesNotExist();
    }

    @Test
    void the_page_has_no_text_of_a_test_outside_its_data_and_loads_nothing() throws IOException {
        run(folder, FIRST, NOON, test("one", TestStatus.FAILED));

        String page = Files.readString(folder.write(FIRST));

        assertThat(page)
                .doesNotContain("<b>wrong</b>", "${style}", "${script}", "${data}")
                .doesNotContainPattern("(src|href)=\"https?:");
    }

    @Test
    void the_document_has_everything_that_the_page_has() throws IOException {
        run(folder, FIRST, NOON, test("before", TestStatus.PASSED));
        run(folder, SECOND, NOON.plusSeconds(1), test("one", TestStatus.FAILED), test("two", TestStatus.PASSED));
        RunFile killed = folder.begin(SECOND, new RunLine("weather", NOON.plusSeconds(2), "5.13.4"));
        killed.begin("[test:three]", "com.acme.WeatherTest", "three", NOON);
        killed.begin("[test:four]", "com.acme.WeatherTest", "four", NOON);
        killed.add(test("four", TestStatus.PASSED));
        Path page = folder.write(SECOND);

        var document = (JsonObject) Json.parse(Files.readString(page.resolveSibling("report.json")));

        assertThat(document.string("version")).hasValue("1.0");
        List<JsonObject> runs = objects(document, "runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.stream().flatMap(run -> objects(run, "tests").stream()).toList())
                .isEqualTo(ReadReport.lines(page, "test"));
        assertThat(runs.stream().map(run -> run.object("run").orElseThrow()).toList())
                .isEqualTo(ReadReport.lines(page, "run"));
        assertThat(document.object("earlier"))
                .hasValue(ReadReport.lines(page, "earlier").get(0));
        assertThat(runs.get(0).get("complete")).isEqualTo(JsonValue.of(true));
        assertThat(runs.get(1).get("complete")).isEqualTo(JsonValue.of(false));
        assertThat(objects(runs.get(1), "unfinished")).singleElement().satisfies(test -> assertThat(test.string("name"))
                .hasValue("three"));
    }

    private static List<JsonObject> objects(JsonObject in, String member) {
        return StreamSupport.stream(in.array(member).orElseThrow().spliterator(), false)
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void it_can_be_compared_with_a_chosen_report_a_document_or_a_run() throws IOException {
        run(folder, FIRST, NOON, test("released", TestStatus.FAILED), test("other", TestStatus.PASSED));
        folder.write(FIRST);
        Path kept = directory.resolve("kept");
        Files.createDirectories(kept.resolve("runs"));
        Path released;
        try (Stream<Path> files = Files.list(folder.path().resolve("runs"))) {
            released = files.findFirst().orElseThrow();
        }
        Files.copy(released, kept.resolve("runs").resolve(released.getFileName()));
        Files.copy(folder.path().resolve("report.json"), kept.resolve("report.json"));
        run(folder, SECOND, NOON.plusSeconds(1), test("since", TestStatus.PASSED));
        run(folder, THIRD, NOON.plusSeconds(2), test("new", TestStatus.PASSED));

        for (Path chosen : List.of(
                kept,
                kept.resolve("runs"),
                kept.resolve("runs").resolve(released.getFileName()),
                kept.resolve("report.json"))) {
            Path page = new ReportFolder(folder.path(), Optional.of(chosen)).write(THIRD);

            JsonObject earlier = ReadReport.lines(page, "earlier").get(0);
            assertThat(earlier.string("file")).hasValue(chosen.toString());
            assertThat(earlier.string("started")).hasValue("2026-01-31T12:00:00Z");
            assertThat(objects(earlier, "tests"))
                    .extracting(test -> test.string("name").orElseThrow() + " "
                            + test.string("status").orElseThrow() + " "
                            + test.string("module").orElseThrow())
                    .containsExactly("released failed weather", "other passed weather");
        }
    }

    @Test
    void a_chosen_report_that_is_missing_is_compared_with_nothing() throws IOException {
        run(folder, FIRST, NOON, test("before", TestStatus.PASSED));
        run(folder, SECOND, NOON.plusSeconds(1), test("new", TestStatus.PASSED));

        Path page = new ReportFolder(folder.path(), Optional.of(directory.resolve("missing"))).write(SECOND);

        assertThat(names(page)).containsExactly("new");
        assertThat(ReadReport.lines(page, "earlier")).isEmpty();
    }

    @Test
    void a_torn_line_that_ends_with_a_brace_breaks_no_document() throws IOException {
        run(folder, FIRST, NOON, test("one", TestStatus.PASSED));
        Path file;
        try (Stream<Path> files = Files.list(directory.resolve("report/runs"))) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{\"kind\":\"test\",\"id\":\"[test:cut]\",\"card\":{}", StandardOpenOption.APPEND);

        Path page = folder.write(FIRST);

        assertThat(names(page)).containsExactly("one");
        assertThat(Json.parse(Files.readString(page.resolveSibling("report.json"))))
                .isInstanceOf(JsonObject.class);
    }

    @Test
    void the_summary_counts_all_runs_of_the_session_and_the_last_attempt() throws IOException {
        run(folder, FIRST, NOON, test("one", TestStatus.FAILED), test("one", TestStatus.PASSED));
        run(folder, FIRST, NOON.plusSeconds(1), test("two", TestStatus.FAILED), test("three", TestStatus.SKIPPED));

        Path page = folder.write(FIRST);

        assertThat(page.resolveSibling("summary.md"))
                .hasContent("### MCP tests\n\n3 tests with servers: 1 passed, 1 failed, 1 not verified"
                        + " (1 skipped).\n\n| result | test | reason |\n|---|---|---|\n"
                        + "| ❌ failed | WeatherTest two | it is &lt;b&gt;wrong&lt;/b&gt; |\n"
                        + "| ⚠️ skipped | WeatherTest three | it is &lt;b&gt;wrong&lt;/b&gt; |\n\n");
    }

    @Test
    void nothing_half_written_is_left() throws IOException {
        run(folder, FIRST, NOON, test("one", TestStatus.PASSED));
        folder.write(FIRST);

        try (Stream<Path> files = Files.list(directory.resolve("report"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "index.html", "report.json", "summary.md", "drift.sarif", "runs", ".lock");
        }
    }
}
