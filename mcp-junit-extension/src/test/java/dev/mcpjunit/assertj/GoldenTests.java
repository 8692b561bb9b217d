/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.testkit.Catalogs.json;

import dev.mcpjunit.McpExtension;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.snapshot.Mask;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** Golden files: recorded on a developer's machine, compared everywhere, each for exactly one result. */
@Execution(ExecutionMode.SAME_THREAD)
class GoldenTests {

    private static final Path GOLDENS = Path.of("src/test/resources/mcp");

    private static volatile String answer = "";

    @BeforeEach
    @AfterEach
    void removeFiles() throws IOException {
        for (Class<?> testCase : GoldenTests.class.getDeclaredClasses()) {
            Path folder = folder(testCase);
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static Path folder(Class<?> testCase) {
        return GOLDENS.resolve(testCase.getName().replace('$', '.'));
    }

    private static List<String> files(Class<?> testCase) throws IOException {
        if (!Files.exists(folder(testCase))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder(testCase))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static ToolResult result(String json) {
        return new ToolResult("get-forecast", json(json));
    }

    private static ToolResult text(String text) {
        return result("{'content':[{'type':'text','text':'" + text + "'}]}");
    }

    private static Run run(String mode, Class<?> testCase) {
        return Run.with(Map.of("mcp.snapshot", mode, "mcp.ci", "false"), testCase);
    }

    @ExtendWith(McpExtension.class)
    static class ForecastTestCase {
        @Test
        void forecast() {
            assertThat(result(answer)).matchesSnapshot();
        }
    }

    @Test
    void the_first_run_records_and_the_next_ones_compare() throws IOException {
        answer = "{'content':[],'structuredContent':{'high':-2,'city':'Oslo'}}";
        run("create-missing", ForecastTestCase.class).allSucceeded(1);

        Path file = folder(ForecastTestCase.class).resolve("forecast.golden.json");
        assertThat(Files.readString(file))
                .isEqualTo(
                        "{\n  \"content\": [],\n  \"structuredContent\": {\n    \"city\": \"Oslo\",\n    \"high\": -2\n"
                                + "  }\n}\n");
        answer = "{'structuredContent':{'city':'Oslo','high':-2.0},'content':[]}";
        run("verify", ForecastTestCase.class).allSucceeded(1);

        answer = "{'content':[],'structuredContent':{'high':3,'town':'Oslo'}}";
        String folder = GoldenTests.class.getName() + ".ForecastTestCase";
        for (String mode : List.of("verify", "create-missing", "accept-compatible")) {
            assertThat(run(mode, ForecastTestCase.class).failure())
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessage("Changed result: the result of tool 'get-forecast' is no longer the one in " + file
                            + "\n\n  /structuredContent/city\n    - \"Oslo\""
                            + "\n  /structuredContent/high\n    - -2\n    + 3"
                            + "\n  /structuredContent/town\n    + \"Oslo\""
                            + "\n\n  Accept with   mvn test -pl mcp-junit-extension -am -Dmcp.snapshot=update"
                            + " -Dtest=GoldenTests -Dsurefire.failIfNoSpecifiedTests=false"
                            + "\n  Received file target/mcp/" + folder + "/forecast.received.json");
        }
        assertThat(Files.readString(file)).contains("-2");
        run("update", ForecastTestCase.class).allSucceeded(1);
        assertThat(Files.readString(file)).contains("\"high\": 3").doesNotContain("-2");
        run("verify", ForecastTestCase.class).allSucceeded(1);
    }

    @Test
    void a_number_that_is_a_known_secret_is_masked_and_the_file_is_still_json() throws IOException {
        Secrets.of(Map.of("GOLDEN_ACCOUNT_KEY", "4821193774"), Map.of()).remember();
        answer = "{'content':[],'structuredContent':{'id':4821193774}}";
        run("create-missing", ForecastTestCase.class).allSucceeded(1);

        assertThat(Files.readString(folder(ForecastTestCase.class).resolve("forecast.golden.json")))
                .contains("\"id\": \"[masked: GOLDEN_ACCOUNT_KEY]\"");
        run("verify", ForecastTestCase.class).allSucceeded(1);
    }

    @Test
    void ci_compares_and_never_writes() throws IOException {
        answer = "{'content':[]}";
        for (String mode : List.of("verify", "create-missing")) {
            Run run = Run.with(Map.of("mcp.snapshot", mode, "mcp.ci", "true"), ForecastTestCase.class);
            assertThat(run.failure())
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageStartingWith("No golden file: " + folder(ForecastTestCase.class)
                            + "/forecast.golden.json for the result of tool 'get-forecast' does not exist. Has it been"
                            + " committed?\n\n  Create it on your machine with   mvn test");
        }
        assertThat(Run.with(Map.of("mcp.snapshot", "update", "mcp.ci", "true"), ForecastTestCase.class)
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class);
        assertThat(files(ForecastTestCase.class)).isEmpty();
    }

    @Test
    void a_file_that_is_not_json_is_reported_and_can_be_replaced() throws IOException {
        answer = "{'content':[]}";
        Path file = folder(ForecastTestCase.class).resolve("forecast.golden.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<<<<<<< HEAD\n{}");
        assertThat(run("create-missing", ForecastTestCase.class).failure())
                .hasMessageStartingWith("Unreadable golden file: " + file
                        + " for the result of tool 'get-forecast' is not JSON. Not JSON: ");
        run("update", ForecastTestCase.class).allSucceeded(1);
        run("verify", ForecastTestCase.class).allSucceeded(1);
    }

    @ExtendWith(McpExtension.class)
    static class LongNameTestCase {
        @Test
        void forecast() {
            ToolResult result = new ToolResult("get-forecast", json("{'content':[]}"));
            assertThat(result).matchesSnapshot("\u5929\u6c17\u4e88\u5831".repeat(60));
        }
    }

    @Test
    void a_long_name_in_any_script_fits_the_file_system() {
        run("create-missing", LongNameTestCase.class).allSucceeded(1);
        run("verify", LongNameTestCase.class).allSucceeded(1);
    }

    @ExtendWith(McpExtension.class)
    static class FailingToolTestCase {
        @Test
        void unasked() {
            assertThat(result("{'content':[{'type':'text','text':'no such city'}],'isError':true}"))
                    .matchesSnapshot();
        }

        @Test
        void expected() {
            assertThat(result("{'content':[{'type':'text','text':'no such city'}],'isError':true}"))
                    .isError()
                    .matchesSnapshot();
        }

        @Test
        void noResult() {
            assertThat(result("{'contents':[]}")).matchesSnapshot();
        }
    }

    @Test
    void an_error_is_recorded_only_where_the_test_expects_one() throws IOException {
        for (String mode : List.of("create-missing", "update")) {
            Run run = run(mode, FailingToolTestCase.class);
            assertThat(run.succeeded()).isEqualTo(1);
            assertThat(run.failures())
                    .extracting(Throwable::getMessage)
                    .anySatisfy(message -> assertThat(message)
                            .startsWith("Not recorded: the result of tool 'get-forecast' is an error, 'no such city',"
                                    + " and " + folder(FailingToolTestCase.class) + "/unasked.golden.json must not"
                                    + " contain it by accident."))
                    .anySatisfy(message ->
                            assertThat(message).startsWith("Not recorded: the result of tool 'get-forecast' is not a"));
        }
        assertThat(files(FailingToolTestCase.class)).containsExactly("expected.golden.json");
    }

    @ExtendWith(McpExtension.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelTestCase {

        private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);

        @ParameterizedTest
        @ValueSource(strings = {"Oslo", "Rome"})
        @Timeout(30)
        void city(String city) throws Exception {
            TOGETHER.await(20, TimeUnit.SECONDS);
            assertThat(text(city)).matchesSnapshot();
            assertThat(text("Dear " + city)).matchesSnapshot("a/b");
        }

        @Test
        void city() {
            assertThat(text("none")).matchesSnapshot();
        }

        @Test
        @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void onItsOwnThread() {
            assertThat(text("own")).matchesSnapshot();
        }
    }

    @Test
    void parallel_invocations_have_files_of_their_own() throws IOException {
        run("create-missing", ParallelTestCase.class).allSucceeded(4);

        assertThat(files(ParallelTestCase.class))
                .containsExactlyInAnyOrder(
                        "city().golden.json",
                        "city(String)#1.golden.json",
                        "city(String)#2.golden.json",
                        "city(String)#1.a%2Fb.golden.json",
                        "city(String)#2.a%2Fb.golden.json",
                        "onItsOwnThread.golden.json");
        assertThat(Files.readString(folder(ParallelTestCase.class).resolve("city(String)#2.golden.json")))
                .contains("\"Rome\"");
        run("verify", ParallelTestCase.class).allSucceeded(4);
    }

    @ExtendWith(McpExtension.class)
    static class TwoResultsTestCase {
        @Test
        void forecast() {
            assertThat(text("one")).matchesSnapshot();
            assertThat(text("one")).matchesSnapshot();
            assertThat(text("two")).matchesSnapshot();
        }
    }

    @Test
    void two_results_of_one_test_need_two_names() {
        for (String mode : List.of("create-missing", "update")) {
            assertThat(run(mode, TwoResultsTestCase.class).failure())
                    .hasMessageStartingWith("Changed result: ")
                    .hasMessageContaining(
                            "/content/0/text\n    - \"one\"\n    + \"two\"\n\n  The file has another result"
                                    + " of this test. Give each a name of its own: matchesSnapshot(\"…\")");
        }
    }

    @ExtendWith(McpExtension.class)
    static class ElsewhereTestCase {
        @Test
        void onAnotherThread() {
            CompletableFuture.runAsync(() -> assertThat(text("a")).matchesSnapshot())
                    .join();
        }

        @TestFactory
        DynamicTest dynamic() {
            return DynamicTest.dynamicTest("one", () -> assertThat(text("a")).matchesSnapshot());
        }
    }

    static class WithoutExtensionTestCase {
        @Test
        void alone() {
            assertThat(text("a")).matchesSnapshot();
        }
    }

    @Test
    void where_the_test_is_not_known_nothing_is_written() throws IOException {
        Run elsewhere = run("create-missing", ElsewhereTestCase.class);
        assertThat(elsewhere.failures()).hasSize(2).allSatisfy(failure -> assertThat(failure)
                .hasStackTraceContaining("matchesSnapshot() cannot find out which test it belongs to: "));
        assertThat(run("create-missing", WithoutExtensionTestCase.class).failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@ExtendWith(McpExtension.class), on the class.");
        assertThat(files(ElsewhereTestCase.class)).isEmpty();
        assertThat(files(WithoutExtensionTestCase.class)).isEmpty();
    }

    @ExtendWith(McpExtension.class)
    static class MaskedTestCase {
        @Test
        void booking() {
            assertThat(result(answer))
                    .masking(Mask.timestamps(), Mask.at("/structuredContent/*/id"), Mask.uuids())
                    .matchesSnapshot();
        }
    }

    @Test
    void masks_hide_what_moves_and_nothing_else() throws IOException {
        answer = "{'content':[],'structuredContent':{'a':{'id':7,'at':'on 2026-11-29T08:30:00Z'}}}";
        run("create-missing", MaskedTestCase.class).allSucceeded(1);
        assertThat(Files.readString(folder(MaskedTestCase.class).resolve("booking.golden.json")))
                .contains("\"id\": \"<number>\"", "\"at\": \"on <timestamp>\"");

        answer = "{'content':[],'structuredContent':{'a':{'id':8,'at':'on 2027-01-01T00:00:00.5+02:00'}}}";
        run("verify", MaskedTestCase.class).allSucceeded(1);
        answer = "{'content':[],'structuredContent':{'a':{'id':null,'at':'on 2027-01-01T00:00:00Z'}}}";
        assertThat(run("verify", MaskedTestCase.class).failure())
                .hasMessageContaining("  /structuredContent/a/id\n    - \"<number>\"\n    + \"<null>\"\n");
        answer = "{'content':[],'structuredContent':{'a':{'key':8,'at':'on 2027-01-01T00:00:00Z'}}}";
        assertThat(run("update", MaskedTestCase.class).failure())
                .hasMessageStartingWith("Nothing to mask: the result of tool 'get-forecast' has no value at"
                        + " Mask.at(\"/structuredContent/*/id\"). Correct the mask, or remove it.");
    }

    @Test
    void a_text_that_repeats_the_structured_content_is_shown_once() throws IOException {
        answer = "{'content':[{'type':'text','text':'{\\'b\\':1.0,\\'a\\':2}'}],'structuredContent':{'a':2,'b':1}}"
                .replace("\\'", "\\\"");
        run("create-missing", ForecastTestCase.class).allSucceeded(1);
        assertThat(Files.readString(folder(ForecastTestCase.class).resolve("forecast.golden.json")))
                .contains("\"text\": \"<structuredContent as JSON>\"");

        answer = answer.replace("a\\\":2}", "a\\\":3}");
        assertThat(run("verify", ForecastTestCase.class).failure())
                .hasMessageContaining(
                        "  /content/0/text\n    - \"<structuredContent as JSON>\"\n    + \"{\\\"b\\\":1.0");
    }
}
