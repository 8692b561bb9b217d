/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that CI holds its test results with. */
@RequiresCommand("node")
class TestResultsTests {

    private static final Path PROGRAM = Path.of("..", ".ci", "tests.mjs").toAbsolutePath();

    private static final String SKIPPED = """
            <testcase name="honors(A, B)" classname="com.example.RetryTests">
              <skipped message="Not applicable: honors Retry-After: Whether …" type="org.opentest4j.TestAbortedException"/>
            </testcase>
            """;

    private static final String FLAKY = """
            <testcase name="gives_up" classname="com.example.TimeoutTests">
              <flakyFailure message="Inconclusive: gives up on a hang: &quot;late&quot;" type="x">trace</flakyFailure>
            </testcase>
            """;

    @TempDir
    private Path folder;

    private record Outcome(int exitCode, String output) {}

    @BeforeEach
    void makeReports() throws IOException {
        Files.createDirectories(folder.resolve("module/target/surefire-reports"));
    }

    private Outcome results(String list, int mostFlakes, List<String> options, String... testCases) throws Exception {
        Path lines = Files.writeString(folder.resolve("list.txt"), list);
        Files.writeString(
                folder.resolve("module/target/surefire-reports/TEST-all.xml"),
                "<testsuite><testcase name=\"passes\" classname=\"com.example.Tests\"/>" + String.join("", testCases)
                        + "</testsuite>");
        var command = new java.util.ArrayList<>(List.of("node", PROGRAM.toString()));
        command.addAll(options);
        command.addAll(List.of(lines.getFileName().toString(), Integer.toString(mostFlakes), "module"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    @Test
    void a_skipped_test_on_the_list_passes() throws Exception {
        Outcome outcome = results(
                "# comment\ncom.example.RetryTests#honors* | Not applicable: honors Retry-After | not declared\n",
                0,
                List.of(),
                SKIPPED);

        assertThat(outcome).isEqualTo(new Outcome(0, "2 tests, 1 skipped, 0 flakes of at most 0\n"));
    }

    @Test
    void a_skipped_test_that_is_not_on_the_list_fails() throws Exception {
        Outcome outcome = results("", 0, List.of(), SKIPPED);

        assertThat(outcome.exitCode()).isOne();
        assertThat(outcome.output())
                .contains(
                        "com.example.RetryTests#honors(A, B) was skipped and is not on list.txt: Not applicable: honors"
                                + " Retry-After: Whether …\n");
    }

    @Test
    void a_skipped_test_with_another_message_fails() throws Exception {
        Outcome outcome = results("*RetryTests#honors* | Inconclusive: | busy\n", 0, List.of(), SKIPPED);

        assertThat(outcome.exitCode()).isOne();
        assertThat(outcome.output())
                .contains("is not on list.txt", "list.txt:1 allows what was not skipped; remove it");
    }

    @Test
    void a_line_that_is_not_needed_fails_a_whole_run_only() throws Exception {
        String list = "com.example.Gone#* | any | was there once\n";

        assertThat(results(list, 0, List.of()).exitCode()).isOne();
        assertThat(results(list, 0, List.of("--partial")).exitCode()).isZero();
    }

    @Test
    void flakes_are_shown_and_bounded() throws Exception {
        Outcome bounded = results("", 1, List.of(), FLAKY);
        Outcome tooMany = results("", 0, List.of(), FLAKY);

        assertThat(bounded)
                .isEqualTo(new Outcome(
                        0,
                        "flake: com.example.TimeoutTests#gives_up: Inconclusive: gives up on a hang: \"late\"\n"
                                + "2 tests, 0 skipped, 1 flakes of at most 1\n"));
        assertThat(tooMany.exitCode()).isOne();
        assertThat(tooMany.output()).contains("1 tests needed their second chance; at most 0 may\n");
    }

    @Test
    void a_line_without_a_reason_is_an_error() throws Exception {
        Outcome outcome = results("com.example.Tests#* | any\n", 0, List.of());

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        2, "list.txt:1: expected 'test | message | reason', but got: com.example.Tests#* | any\n"));
    }
}
