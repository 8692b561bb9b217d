/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
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
        var all = new TreeMap<>(Map.of(
                "mcp.report", "on",
                "mcp.report.folder", directory.resolve("report").toString(),
                "snapshot.folder", directory.toString(),
                "weather.url", weather.uri().toString()));
        all.putAll(parameters);
        Run.with(all, testCase);
        return directory.resolve("report/index.html");
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
