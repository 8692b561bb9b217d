/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.UndecidedTestCase;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The report for GitHub")
class GitHubReportTests {

    @TempDir
    Path directory;

    private String summary(Class<?>... testCases) throws IOException {
        Path file = directory.resolve("summary.md");
        Files.writeString(file, "# What was there\n");
        Run.with(Map.of("github.step.summary", file.toString()), testCases);
        return Files.readString(file);
    }

    @Test
    @DisplayName("adds numbers, failures with their traffic, and what was not verified to the summary")
    void summarizes() throws IOException {
        String summary = summary(MixedTestCase.class);

        assertThat(summary)
                .startsWith("# What was there\n### MCP tests\n\n"
                        + "4 tests with servers: 1 passed, 1 failed, 2 not verified (1 aborted, 1 skipped).\n\n"
                        + "| result | test | reason |\n|---|---|---|\n"
                        + "| ❌ failed | GitHubReportTests.MixedTestCase fails(McpConnection) | expected: &lt;rain&gt; but was:"
                        + " &lt;sun&gt; |\n")
                .contains("| ⚠️ aborted | GitHubReportTests.MixedTestCase aborts() | no reason to go on |\n")
                .contains("| ⚠️ skipped | GitHubReportTests.MixedTestCase isOff() | later |\n")
                .containsPattern(
                        "<details><summary>Traffic of GitHubReportTests.MixedTestCase fails\\(McpConnection\\)"
                                + "</summary>\n\n```text\nMCP traffic of this test:\n +\\d+ ms  weather  tools/call 'get-forecast'")
                .doesNotContain("passes");
    }

    @Test
    @DisplayName("counts inconclusive and not applicable checks separately")
    void undecided() throws IOException {
        assertThat(summary(UndecidedTestCase.class))
                .contains(
                        "3 tests with servers: 0 passed, 0 failed, 3 not verified (1 inconclusive, 2 not applicable).\n")
                .contains(
                        "| ⚠️ inconclusive | UndecidedTestCase isTooSlow() | Inconclusive: refuses fast: the machine was"
                                + " busy. |\n| ⚠️ not applicable | UndecidedTestCase hasNoFallback() | Not applicable: serves");
    }

    @Test
    @DisplayName("has the same text in a file beside the report, on each machine")
    void besideTheReport() throws IOException {
        Path file = directory.resolve("step.md");
        Path report = directory.resolve("report");
        Run.with(
                Map.of(
                        "github.step.summary",
                        file.toString(),
                        "mcp.report",
                        "on",
                        "mcp.report.folder",
                        report.toString()),
                MixedTestCase.class,
                BrokenClassTestCase.class);

        assertThat(report.resolve("summary.md")).hasSameTextualContentAs(file);
        assertThat(file).content().contains("5 tests with servers: 1 passed, 2 failed", "```text\nMCP traffic");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class MixedTestCase {
        @Test
        void passes(McpConnection weather) {
            Weather.assertForecasts(weather);
        }

        @Test
        void fails(McpConnection weather) {
            Weather.assertForecasts(weather);
            assertEquals("rain", "sun");
        }

        @Test
        void aborts() {
            abort("no reason to go on");
        }

        @Test
        @Disabled("later")
        void isOff() {}
    }

    @Test
    @DisplayName("counts a class whose servers do not start, and one whose own preparation fails")
    void failedClasses() throws IOException {
        assertThat(summary(NoServerTestCase.class, BrokenClassTestCase.class))
                .contains("2 tests with servers: 0 passed, 2 failed, 0 not verified")
                .contains("| ❌ failed | GitHubReportTests.BrokenClassTestCase | broken on purpose |\n")
                .contains("| ❌ failed | GitHubReportTests.NoServerTestCase | Server 'weather' ");
    }

    @McpServer(name = "weather", source = "server")
    static class NoServerTestCase {
        static ServerSpec server() {
            return ServerSpec.command("false").name("weather").build();
        }

        @Test
        void neverRuns() {}
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class BrokenClassTestCase {
        @BeforeAll
        static void prepare() {
            throw new IllegalStateException("broken on purpose");
        }

        @Test
        void neverRuns() {}
    }

    @Test
    @DisplayName("changes no result if it cannot be written")
    void unwritable() {
        Run.with(
                        Map.of(
                                "github.step.summary",
                                directory.resolve("missing/summary.md").toString()),
                        PassingTestCase.class)
                .allSucceeded(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class PassingTestCase {
        @Test
        void passes(McpConnection weather) {
            Weather.assertForecasts(weather);
        }
    }

    private static TestResult failed(String test, String reason) {
        return new TestResult("WeatherTest", test, TestStatus.FAILED, reason, Optional.empty(), Optional.empty());
    }

    @Test
    @DisplayName("annotates the line that failed, and keeps a command on one line")
    void annotates() {
        var failure = new TestResult(
                "WeatherTest",
                "finds: a, b()",
                TestStatus.FAILED,
                "100% wrong",
                Optional.of("MCP traffic:\n  1 ms"),
                Optional.of(new TestResult.Place("app/src/test/java/WeatherTest.java", 21)));
        var passed = new TestResult("A", "b()", TestStatus.PASSED, "", Optional.empty(), Optional.empty());

        assertThat(Annotations.of(List.of(passed, failure, failed("other()", "no"))))
                .containsExactly(
                        "::error file=app/src/test/java/WeatherTest.java,line=21,title=WeatherTest finds%3A a%2C b()::"
                                + "100%25 wrong%0AMCP traffic:%0A  1 ms",
                        "::error title=WeatherTest other()::no");
    }

    @Test
    @DisplayName("finds the line of the test in the stack trace, also from a nested class")
    void place() {
        Path project = Path.of("").toAbsolutePath();
        String file = "src/test/java/dev/mcpjunit/internal/report/GitHubReportTests.java";
        var failure = new AssertionError("here");
        int line = failure.getStackTrace()[0].getLineNumber();

        assertThat(TestResult.Place.of(failure, MixedTestCase.class, project, project))
                .contains(new TestResult.Place(file, line));
        assertThat(TestResult.Place.of(failure, MixedTestCase.class, project, project.getParent()))
                .contains(new TestResult.Place(project.getFileName() + "/" + file, line));
        assertThat(TestResult.Place.of(failure, MixedTestCase.class, project, directory))
                .isEmpty();
        assertThat(TestResult.Place.of(failure, String.class, project, project)).isEmpty();
    }

    @Test
    @DisplayName("shows texts of servers as they are, and not more than can be read")
    void bounded() {
        List<TestResult> many = IntStream.range(0, 60)
                .mapToObj(i -> failed("t" + (10 + i) + "()", "| <b>`*"))
                .toList();

        String text = Summary.of(many);

        assertThat(text)
                .contains("| ❌ failed | WeatherTest t10() | \\| &lt;b&gt;\\`\\* |\n")
                .contains("\n… and 10 more\n")
                .doesNotContain("t60()");
        assertThat(Annotations.of(many)).hasSize(10);
    }
}
