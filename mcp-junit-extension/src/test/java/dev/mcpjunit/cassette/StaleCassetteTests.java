/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.opentest4j.AssertionFailedError;

/** Recorded calls are checked against the pin, and drift is weighed by recorded calls. */
@Execution(ExecutionMode.SAME_THREAD)
class StaleCassetteTests {

    private static final String NAME = "stale-cassette-tests";
    private static final AtomicInteger STARTED = new AtomicInteger();

    private static volatile int edition = 1;

    @BeforeEach
    @AfterEach
    void removeFiles() throws IOException {
        edition = 1;
        STARTED.set(0);
        Files.deleteIfExists(file());
        Files.deleteIfExists(PIN);
    }

    private static Path file() {
        return Path.of("src/test/resources/mcp", NAME + ".cassette.jsonl");
    }

    private static Run run(Class<?> testCase, String... settings) {
        var all = new TreeMap<>(Map.of("mcp.cassette", "auto"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return Run.with(all, testCase);
    }

    /** A server that counts how often it is started. */
    public static final class Counted implements McpServerFactory {
        @Override
        public Started start() {
            STARTED.incrementAndGet();
            WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEdition(edition));
            return new Started(server.uri(), server);
        }
    }

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME)
    @PinnedSchema("target/stale-cassette-tests/weather.snapshot.json")
    @Execution(ExecutionMode.SAME_THREAD)
    static class PinnedTestCase {
        @Test
        void forecast(McpConnection weather) {
            for (String each : List.of("Oslo", "Tokyo", "Nowhere")) {
                weather.callTool("get-forecast", Map.of("city", each));
            }
            weather.callTool("count-calls");
        }
    }

    private static final Path PIN = Path.of("target/stale-cassette-tests/weather.snapshot.json");

    private static void changePin(String before, String after) throws IOException {
        String pin = Files.readString(PIN);
        assertThat(pin).contains(before);
        Files.writeString(PIN, pin.replace(before, after));
    }

    @Test
    void a_cassette_that_does_not_fit_the_changed_pin_fails_with_the_recorded_call() throws IOException {
        run(PinnedTestCase.class).allSucceeded(1);
        run(PinnedTestCase.class, "mcp.ci", "true").allSucceeded(1);

        // As an update of the pin by another class leaves it: edition 2 needs a unit.
        String recorded = Files.readString(PIN);
        try (WeatherServer newer = WeatherServer.http(WeatherOptions.standard().withEdition(2))) {
            Run.with(Map.of("mcp.snapshot", "update", "weather.url", newer.uri().toString()), UpdatingTestCase.class)
                    .allSucceeded(1);
        }
        assertThat(Files.readString(PIN)).isNotEqualTo(recorded);

        Run stale = run(PinnedTestCase.class, "mcp.ci", "true");
        assertThat(stale.started()).isZero();
        assertThat(stale.failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Stale cassette: " + file() + " no longer fits " + PIN + "\n\n"
                        + "  2 of 4 recorded calls break\n"
                        + "  BREAKING    tools/get-forecast  input.required-property-added"
                        + "  /inputSchema/properties/unit\n"
                        + "              recorded call 1 of 'get-forecast' {\"city\":\"Oslo\"} was accepted and is now"
                        + " rejected: required property 'unit' is missing\n")
                .hasMessageContaining("\n\n  Record again with   mvn test ");
        assertThat(STARTED).hasValue(1);
    }

    @McpServer(name = "weather", url = "${weather.url}")
    @PinnedSchema("target/stale-cassette-tests/weather.snapshot.json")
    static class UpdatingTestCase {
        @Test
        void updates(McpConnection weather) {
            assertThat(weather.listTools()).isNotEmpty();
        }
    }

    /** The same, with a pin that leaves the change to others. */
    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME)
    @PinnedSchema(
            value = "target/stale-cassette-tests/weather.snapshot.json",
            ignore = {"/tools/get-forecast/inputSchema/**", "/tools/get-forecast/description"})
    @Execution(ExecutionMode.SAME_THREAD)
    static class IgnoringTestCase {
        @Test
        void forecast(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
        }
    }

    @Test
    void a_change_that_the_pin_ignores_makes_no_cassette_stale() throws IOException {
        run(PinnedTestCase.class).allSucceeded(1);
        try (WeatherServer newer = WeatherServer.http(WeatherOptions.standard().withEdition(2))) {
            Run.with(Map.of("mcp.snapshot", "update", "weather.url", newer.uri().toString()), UpdatingTestCase.class)
                    .allSucceeded(1);
        }

        run(IgnoringTestCase.class, "mcp.ci", "true").allSucceeded(1);
        assertThat(run(PinnedTestCase.class, "mcp.ci", "true").failure()).hasMessageStartingWith("Stale cassette: ");
    }

    @Test
    void a_pin_without_an_output_schema_makes_structured_results_stale() throws IOException {
        run(PinnedTestCase.class).allSucceeded(1);
        changePin("\"outputSchema\"", "\"formerOutputSchema\"");

        assertThat(run(PinnedTestCase.class).failure())
                .hasMessageContaining("which is no longer promised: the tool declares no outputSchema any more");
    }

    @Test
    void a_result_that_is_no_longer_promised_makes_the_cassette_stale() throws IOException {
        run(PinnedTestCase.class).allSucceeded(1);
        changePin(
                "\"minimum\": 0,\n            \"type\": \"integer\"",
                "\"minimum\": 1000,\n            \"type\": \"integer\"");

        assertThat(run(PinnedTestCase.class).failure())
                .hasMessageContaining("1 of 4 recorded calls breaks")
                .hasMessageContaining("recorded call 4 of 'count-calls' returned {\"total\":3,")
                .hasMessageContaining("which is no longer promised: ");
    }

    @Test
    void drift_of_the_real_server_says_how_many_recorded_calls_break() throws IOException {
        run(PinnedTestCase.class).allSucceeded(1);
        String recorded = Files.readString(file());
        edition = 2;

        assertThat(run(PinnedTestCase.class, "mcp.cassette", "refresh", "mcp.snapshot", "verify")
                        .failure())
                .hasMessageStartingWith("Schema drift: server 'weather' no longer honors " + PIN)
                .hasMessageEndingWith("2 of 4 recorded calls break (" + file() + ")\n"
                        + "  recorded call 1 of 'get-forecast' {\"city\":\"Oslo\"} was accepted and is now rejected:"
                        + " required property 'unit' is missing");
        assertThat(Files.readString(file())).isEqualTo(recorded);
    }

    @Test
    void a_class_that_fails_before_its_tests_leaves_no_cassette_that_hides_the_failure() throws IOException {
        run(PinnedTestCase.class).allSucceeded(1);
        Files.delete(file());
        edition = 2;

        for (int i = 1; i <= 2; i++) {
            assertThat(run(PinnedTestCase.class, "mcp.snapshot", "verify").failure())
                    .hasMessageStartingWith("Schema drift: server 'weather' no longer honors " + PIN);
            assertThat(file()).doesNotExist();
        }
    }

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME)
    static class FirstTestCase implements EmptyTest {}

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME)
    static class SecondTestCase implements EmptyTest {}

    @Test
    void no_class_is_replayed_from_what_another_one_has_just_recorded() {
        Run both = Run.with(
                Map.of("mcp.cassette", "auto", "junit.jupiter.execution.parallel.enabled", "false"),
                FirstTestCase.class,
                SecondTestCase.class);

        assertThat(both.failure()).hasMessageContaining("another server of this run is recorded to it.");
    }
}
