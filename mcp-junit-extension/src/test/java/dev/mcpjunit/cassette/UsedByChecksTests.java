/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.testkit.EchoService;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.opentest4j.AssertionFailedError;

/** Recordings that do not say what is used of a pinned server. */
@Execution(ExecutionMode.SAME_THREAD)
class UsedByChecksTests {

    private static final String NAME = "used-by-checks-tests";
    private static final CassetteFiles CASSETTES = new CassetteFiles(NAME);
    private static final String SNAPSHOT = "target/used-by-checks-tests/weather.snapshot.json";
    private static final Path PIN = Path.of(SNAPSHOT);

    private static volatile int edition = 1;
    private static volatile @Nullable WeatherServer running;

    @BeforeEach
    @AfterEach
    void removeFiles() throws IOException {
        edition = 1;
        CASSETTES.remove();
        Files.deleteIfExists(PIN);
    }

    private static Run run(Class<?> testCase) {
        return run(testCase, "create-missing");
    }

    private static Run run(Class<?> testCase, String snapshot) {
        return Run.with(new TreeMap<>(Map.of("mcp.cassette", "auto", "mcp.snapshot", snapshot)), testCase);
    }

    /** A weather server of the current edition. */
    public static final class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEdition(edition));
            running = server;
            return new Started(server.uri(), server);
        }
    }

    /** Another server. */
    public static final class Echo implements McpServerFactory {
        @Override
        public Started start() {
            return new EchoService().started();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    @PinnedSchema(value = SNAPSHOT, usedBy = NAME)
    static class PinTestCase implements EmptyTest {}

    @McpServer(name = "weather", inProcess = Weather.class)
    @PinnedSchema(value = SNAPSHOT, usedBy = NAME, tools = "get-forecast")
    static class OneToolPinTestCase implements EmptyTest {}

    @McpServer(name = "weather", inProcess = Weather.class)
    @PinnedSchema(SNAPSHOT)
    static class WholePinTestCase implements EmptyTest {}

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    static class CountTestCase {
        @Test
        void counts(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    static class FailingTestCase {
        @Test
        void fails(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Nowhere"))
                            .isError())
                    .isTrue();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    static class ForecastTestCase {
        @Test
        void forecast(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    static class UnitTestCase {
        @Test
        void forecast(McpConnection weather) {
            weather.listTools();
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo", "unit", "C"))
                            .isError())
                    .isFalse();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    static class ListedForecastTestCase {
        @Test
        void forecast(McpConnection weather) {
            weather.listTools();
            weather.callTool("get-forecast", Map.of("city", "Oslo"));
        }
    }

    @McpServer(name = "echo", inProcess = Echo.class, cassette = NAME)
    static class EchoTestCase {
        @Test
        void echoes(McpConnection echo) {
            assertThat(echo.callTool("echo", Map.of("message", "hello")).text()).isEqualTo("hello");
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    static class CompletionTestCase {
        @Test
        void completes(McpConnection weather) {
            weather.request(
                    "completion/complete",
                    JsonObject.builder()
                            .put(
                                    "ref",
                                    JsonObject.builder()
                                            .put("type", "ref/prompt")
                                            .put("name", "packing-list")
                                            .build())
                            .put(
                                    "argument",
                                    JsonObject.builder()
                                            .put("name", "city")
                                            .put("value", "Os")
                                            .build())
                            .build());
        }
    }

    @Test
    void a_recording_of_another_server_is_an_error_and_not_no_use() {
        run(EchoTestCase.class).allSucceeded(1);
        run(WholePinTestCase.class).allSucceeded(1);

        assertThat(run(PinTestCase.class, "verify").failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@PinnedSchema(usedBy) on " + PinTestCase.class.getName() + ": " + CASSETTES.file()
                        + " has no request for a tool, a prompt or a resource of " + PIN
                        + ", so that it does not say what is used. Name a cassette of this server.");
    }

    @Test
    void a_recording_of_failed_calls_only_is_an_error_and_not_no_use() {
        run(FailingTestCase.class).allSucceeded(1);
        run(WholePinTestCase.class).allSucceeded(1);

        assertThat(run(PinTestCase.class, "verify").failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@PinnedSchema(usedBy) on " + PinTestCase.class.getName() + ": " + CASSETTES.file()
                        + " has only requests that failed, so that it does not say what is used. Record calls that"
                        + " succeed, or remove usedBy.");
    }

    @Test
    void a_recording_without_calls_of_the_pinned_tools_is_an_error_and_not_no_use() {
        run(CountTestCase.class).allSucceeded(1);
        run(WholePinTestCase.class).allSucceeded(1);

        run(PinTestCase.class, "verify").allSucceeded(1);
        assertThat(run(OneToolPinTestCase.class, "verify").failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@PinnedSchema(usedBy) on " + OneToolPinTestCase.class.getName()
                        + ": no recorded call is of a tool in tools = \"get-forecast\", so that the recording does not"
                        + " say what is used. Name a cassette that has such calls, or remove usedBy.");
    }

    @Test
    void a_recording_that_uses_what_is_not_pinned_yet_is_stale() {
        run(WholePinTestCase.class).allSucceeded(1);
        edition = 2;
        run(UnitTestCase.class).allSucceeded(1);
        edition = 1;

        assertThat(run(PinTestCase.class, "verify").failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("Stale cassette: " + CASSETTES.file() + " does not fit " + PIN
                        + "\n\n  recorded call 1 of 'get-forecast' sends '/inputSchema/properties/unit', which the"
                        + " snapshot does not have\n\n  If the server still has it, update the snapshot with   mvn test"
                        + " -pl mcp-junit-extension -am -Dmcp.snapshot=update -Dtest=UsedByChecksTests"
                        + " -Dsurefire.failIfNoSpecifiedTests=false\n  If it does not, record again with   mvn test -pl"
                        + " mcp-junit-extension -am -Dmcp.cassette=refresh -Dtest=UsedByChecksTests"
                        + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    void a_lenient_call_is_stale_only_as_long_as_the_recording_has_no_list() throws IOException {
        run(WholePinTestCase.class).allSucceeded(1);
        run(ForecastTestCase.class).allSucceeded(1);
        sendNumber();
        assertThat(run(PinTestCase.class, "verify").failure())
                .hasMessageStartingWith("Stale cassette: ")
                .hasMessageContaining("call listTools() in a recorded test.");

        CASSETTES.remove();
        run(ListedForecastTestCase.class).allSucceeded(1);
        sendNumber();
        run(PinTestCase.class, "verify").allSucceeded(1);
        edition = 2;
        assertThat(run(PinTestCase.class, "verify").failure())
                .hasMessageStartingWith("Schema drift: ")
                .hasMessageContaining("input.required-property-added");
    }

    /** What a lenient server accepts. */
    private static void sendNumber() throws IOException {
        String recorded = CASSETTES.text();
        String lenient = recorded.replace("\"arguments\":{\"city\":\"Oslo\"}", "\"arguments\":{\"city\":5}");
        assertThat(lenient).isNotEqualTo(recorded);
        Files.writeString(CASSETTES.file(), lenient);
    }

    @Test
    void changes_that_are_not_used_are_reported_once_and_named_so(@TempDir Path folder) throws IOException {
        run(CountTestCase.class).allSucceeded(1);
        run(WholePinTestCase.class).allSucceeded(1);
        edition = 2;
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Logger logger = Logger.getLogger("dev.mcpjunit.PinnedSchema");
        Filter before = logger.getFilter();
        logger.setFilter(entry -> !entry.getMessage().contains(SNAPSHOT) || logged.add(entry.getMessage()));
        try {
            Run.with(
                            Map.of(
                                    "mcp.snapshot",
                                    "verify",
                                    "mcp.report",
                                    "on",
                                    "mcp.report.folder",
                                    folder.toString()),
                            PinTestCase.class)
                    .allSucceeded(1);
        } finally {
            logger.setFilter(before);
        }

        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("Server 'weather' still honors what recorded requests use of " + PIN
                        + ", but has changed:\n\n");
        assertThat(Files.readString(folder.resolve("report.json")))
                .containsOnlyOnce("\"kind\":\"pin\"")
                .contains("\"words\":\"changes that are not used\"");
        assertThat(Files.readString(folder.resolve("drift.sarif")))
                .contains("Recorded requests: no recorded call uses the tool.");
    }

    /** Changes to the second edition while it runs. */
    @McpServer(name = "weather", inProcess = Weather.class)
    @PinnedSchema(value = SNAPSHOT, usedBy = NAME)
    static class LaterTestCase {
        @Test
        void changes() {
            Objects.requireNonNull(running).changeEdition(2);
        }
    }

    @Test
    void a_change_at_the_end_of_a_class_counts_the_recorded_calls_that_break() {
        run(ForecastTestCase.class).allSucceeded(1);
        run(WholePinTestCase.class).allSucceeded(1);

        assertThat(run(LaterTestCase.class, "verify").failure())
                .hasMessageContaining("Schema drift: ")
                .hasMessageContaining("1 of 1 recorded call breaks (" + CASSETTES.file() + ")");
    }

    @Test
    void an_argument_that_was_completed_counts_as_sent() throws IOException {
        run(CompletionTestCase.class).allSucceeded(1);

        assertThat(Cassette.read(CASSETTES.file()).usage().prompts())
                .singleElement()
                .satisfies(prompt -> {
                    assertThat(prompt.name()).isEqualTo("packing-list");
                    assertThat(prompt.arguments().get("city")).isEqualTo(JsonValue.of("Os"));
                    assertThat(prompt.result()).isEmpty();
                });
    }

    @Test
    void a_recording_that_was_cut_is_an_error_and_not_no_use() throws IOException {
        run(ForecastTestCase.class).allSucceeded(1);
        run(WholePinTestCase.class).allSucceeded(1);
        List<String> lines = CASSETTES.text().lines().toList();
        int call = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).contains("get-forecast"))
                .findFirst()
                .orElseThrow();
        Files.write(CASSETTES.file(), lines.subList(0, call));

        assertThat(run(PinTestCase.class, "verify").failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("@PinnedSchema(usedBy = \"" + NAME + "\") on " + PinTestCase.class.getName()
                        + ": " + CASSETTES.file() + " cannot be read. It has " + (call - 1) + " of "
                        + (lines.size() - 1) + " frames. Was it cut? Record it again with ");
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    static class PromptListTestCase {
        @Test
        void lists(McpConnection weather) {
            weather.callTool("count-calls");
            weather.listPrompts();
        }
    }

    @Test
    void a_list_that_a_test_asks_for_uses_the_capability() throws IOException {
        run(PromptListTestCase.class).allSucceeded(1);

        assertThat(Cassette.read(CASSETTES.file()).usage().methods()).containsOnly("tools/call", "prompts/list");
    }
}
