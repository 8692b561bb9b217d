/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the report says about tests that really ran. */
class RunReportTests {

    @TempDir
    Path directory;

    private final WeatherServer weather = WeatherServer.http(WeatherOptions.standard());

    @AfterEach
    void stop() {
        weather.close();
    }

    private Path run(Class<?> testCase, Map<String, String> parameters) {
        Run unused = ran(testCase, parameters);
        return directory.resolve("report/index.html");
    }

    private Run ran(Class<?> testCase, Map<String, String> parameters) {
        var all = new TreeMap<>(Map.of(
                "mcp.report", "on",
                "mcp.report.folder", directory.resolve("report").toString(),
                "snapshot.folder", directory.toString(),
                "weather.url", weather.uri().toString()));
        all.putAll(parameters);
        return Run.with(all, testCase);
    }

    private static Map<String, JsonObject> tests(Path page) {
        var tests = new HashMap<String, JsonObject>();
        ReadReport.lines(page, "test")
                .forEach(test -> tests.put(test.string("name").orElseThrow(), test));
        return tests;
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class EndingsTestCase {

        @Test
        void passes(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }

        @Test
        void fails(McpConnection weather) {
            weather.callTool("count-calls");
            throw new AssertionError("\nExpecting actual:\n  \"1\u001b[31m\"\nto be \"2\"");
        }

        @Test
        void aborts() {
            Assumptions.abort("no license here");
        }

        @Test
        @Disabled("not yet")
        void waits() {}
    }

    @Test
    void each_test_is_there_with_its_status_and_why() {
        Map<String, JsonObject> tests = tests(run(EndingsTestCase.class, Map.of()));

        assertThat(tests).hasSize(4);
        assertThat(tests.get("passes(McpConnection)").string("status")).hasValue("passed");
        assertThat(tests.get("aborts()").string("status")).hasValue("aborted");
        assertThat(tests.get("aborts()").string("reason")).hasValue("no license here");
        assertThat(tests.get("waits()").string("status")).hasValue("skipped");
        assertThat(tests.get("waits()").string("reason")).get().asString().contains("not yet");
        JsonObject failed = tests.get("fails(McpConnection)");
        assertThat(failed.string("status")).hasValue("failed");
        assertThat(failed.array("servers").orElseThrow()).hasToString("[\"weather\"]");
        JsonObject card = failed.object("card").orElseThrow();
        assertThat(card.string("sentence")).hasValue("Expecting actual: \"1\\u{1B}[31m\" to be \"2\"");
        assertThat(card.string("type")).hasValue("java.lang.AssertionError");
        assertThat(card.string("command"))
                .hasValue("mvn test -pl mcp-junit-extension -am -Dtest=RunReportTests"
                        + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @McpServer(name = "weather", url = "${weather.url}")
    @PinnedSchema("${snapshot.folder}/weather.snapshot.json")
    static class PinnedTestCase {
        @Test
        void works(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }
    }

    @Test
    void drift_is_there_with_its_witness_and_the_class_that_did_not_start() {
        run(PinnedTestCase.class, Map.of());
        weather.changeEdition(2);

        Path page = run(PinnedTestCase.class, Map.of("mcp.snapshot", "verify"));

        JsonObject pin = ReadReport.lines(page, "pin").stream()
                .filter(line -> line.string("verdict").orElse("").equals("failed"))
                .findFirst()
                .orElseThrow();
        assertThat(pin.string("words")).hasValue("schema drift");
        assertThat(pin.toString())
                .contains("\"rule\":\"input.required-property-added\"", "\"witness\":{", "{\"city\":\"a\"}");
        JsonObject start = tests(page).get("the class as a whole");
        assertThat(start.string("status")).hasValue("failed");
        assertThat(start.object("card").orElseThrow().string("sentence").orElseThrow())
                .startsWith("Schema drift: server 'weather' no longer honors ");
        assertThat(ReadReport.lines(page, "server"))
                .anySatisfy(server -> assertThat(server.array("listed").map(Object::toString))
                        .get()
                        .asString()
                        .contains("get-forecast"));
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class BrokenClassTestCase {
        @AfterAll
        static void breaks() {
            throw new IllegalStateException("the database is gone");
        }

        @Test
        void works(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }

        @TestFactory
        Stream<DynamicTest> made() {
            return Stream.of(
                    DynamicTest.dynamicTest("good", () -> {}),
                    DynamicTest.dynamicTest("bad", () -> Assertions.fail("no")));
        }
    }

    @Test
    void a_class_that_fails_as_a_whole_and_dynamic_tests_are_there() {
        assertThat(ran(BrokenClassTestCase.class, Map.of()).succeeded()).isEqualTo(2);

        Map<String, JsonObject> tests = tests(directory.resolve("report/index.html"));

        assertThat(tests.keySet())
                .containsExactlyInAnyOrder("the class as a whole", "works(McpConnection)", "good", "bad");
        assertThat(tests.get("the class as a whole")
                        .object("card")
                        .orElseThrow()
                        .string("sentence"))
                .hasValue("the database is gone");
        assertThat(tests.get("good").string("status")).hasValue("passed");
        assertThat(tests.get("bad").string("status")).hasValue("failed");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class DeepTestCase {
        @Test
        void sends(McpConnection weather) {
            JsonValue deep = JsonValue.of(1);
            for (int i = 0; i < 996; i++) {
                deep = new JsonArray(List.of(deep));
            }
            JsonObject arguments = JsonObject.builder().put("city", deep).build();
            assertThat(weather.callTool("get-forecast", arguments.toJava()).isError())
                    .isFalse();
        }
    }

    @Test
    void a_message_that_cannot_be_shown_costs_the_traffic_and_not_the_test() {
        JsonObject test = tests(run(DeepTestCase.class, Map.of())).get("sends(McpConnection)");

        assertThat(test.string("status")).hasValue("failed");
    }

    @Test
    void the_report_can_be_turned_off() {
        Path page = run(EndingsTestCase.class, Map.of("mcp.report", "off"));

        assertThat(page).doesNotExist();
    }

    @Test
    void a_report_that_cannot_be_written_does_not_change_the_results() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));

        Run run = Run.with(
                Map.of(
                        "mcp.report",
                        "on",
                        "mcp.report.folder",
                        file.resolve("report").toString()),
                PassingTestCase.class);

        run.allSucceeded(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class PassingTestCase {
        @Test
        void works(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }
    }

    @Test
    void an_unknown_value_of_the_setting_is_an_error() {
        assertThat(Run.with(Map.of("mcp.report", "maybe"), PassingTestCase.class)
                        .failures()
                        .get(0))
                .hasMessage("mcp.report = 'maybe' is neither 'on' nor 'off'");
    }
}
