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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.opentest4j.AssertionFailedError;

/** A pin that is restricted to what recorded calls use. */
@Execution(ExecutionMode.SAME_THREAD)
class UsedByTests {

    private static final String NAME = "used-by-tests";
    private static final CassetteFiles CASSETTES = new CassetteFiles(NAME);
    private static final String SNAPSHOT = "target/used-by-tests/weather.snapshot.json";
    private static final Path PIN = Path.of(SNAPSHOT);

    private static volatile int edition = 1;

    @BeforeEach
    @AfterEach
    void removeFiles() throws IOException {
        edition = 1;
        CASSETTES.remove();
        Files.deleteIfExists(PIN);
    }

    private static Run run(Class<?> testCase, String... settings) {
        var all = new TreeMap<>(Map.of("mcp.cassette", "auto", "mcp.snapshot", "create-missing"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return Run.with(all, testCase);
    }

    /** A weather server of the current edition. */
    public static final class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEdition(edition));
            return new Started(server.uri(), server);
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    @Execution(ExecutionMode.SAME_THREAD)
    static class ForecastTestCase {
        @Test
        void forecast(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    @Execution(ExecutionMode.SAME_THREAD)
    static class CountTestCase {
        @Test
        void counts(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    @Execution(ExecutionMode.SAME_THREAD)
    static class OnlyListsTestCase {
        @Test
        void lists(McpConnection weather) {
            assertThat(weather.listTools()).isNotEmpty();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    @PinnedSchema(value = SNAPSHOT, usedBy = NAME)
    @Execution(ExecutionMode.SAME_THREAD)
    static class PinTestCase implements EmptyTest {}

    @McpServer(name = "weather", inProcess = Weather.class)
    @PinnedSchema(SNAPSHOT)
    @Execution(ExecutionMode.SAME_THREAD)
    static class WholePinTestCase implements EmptyTest {}

    @Test
    void a_change_of_a_tool_that_no_recorded_call_uses_does_not_fail() {
        run(CountTestCase.class).allSucceeded(1);
        run(PinTestCase.class).allSucceeded(1);
        edition = 2;

        assertThat(run(WholePinTestCase.class, "mcp.snapshot", "verify").failure())
                .hasMessageStartingWith("Schema drift: ");
        run(PinTestCase.class, "mcp.snapshot", "verify").allSucceeded(1);
    }

    @Test
    void a_change_that_breaks_a_recorded_call_fails_with_that_call() {
        run(ForecastTestCase.class).allSucceeded(1);
        run(PinTestCase.class).allSucceeded(1);
        edition = 2;

        assertThat(run(PinTestCase.class, "mcp.snapshot", "verify").failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Schema drift: server 'weather' no longer honors " + PIN + "\n\n"
                        + "  BREAKING    tools/get-forecast         input.required-property-added"
                        + "  /inputSchema/properties/unit\n"
                        + "              recorded call 1 of 'get-forecast' {\"city\":\"Oslo\"} was accepted and is now"
                        + " rejected: required property 'unit' is missing\n")
                .hasMessageContaining("1 of 1 recorded call breaks (" + CASSETTES.file() + ")");
    }

    @Test
    void a_missing_cassette_is_an_error_and_not_no_use() {
        assertThat(run(PinTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@PinnedSchema(usedBy = \"used-by-tests\") on " + PinTestCase.class.getName() + ": "
                        + CASSETTES.file() + " does not exist. Record it by a test class that has @McpServer(cassette ="
                        + " \"used-by-tests\"), and commit it.");
    }

    @Test
    void a_cassette_without_requests_is_an_error() {
        run(OnlyListsTestCase.class).allSucceeded(1);

        assertThat(run(PinTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@PinnedSchema(usedBy) on " + PinTestCase.class.getName() + ": " + CASSETTES.file()
                        + " has no request for a tool, prompt or resource, so it does not say what is used. Record"
                        + " it again, or remove usedBy.");
    }

    @Test
    void a_cassette_that_cannot_be_read_is_an_error() throws IOException {
        Files.createDirectories(CASSETTES.file().getParent());
        Files.writeString(CASSETTES.file(), "{}\n");

        assertThat(run(PinTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("@PinnedSchema(usedBy = \"used-by-tests\") on " + PinTestCase.class.getName()
                        + ": " + CASSETTES.file() + " cannot be read. ");
    }

    @Test
    void a_recording_of_an_older_server_is_stale() {
        run(ForecastTestCase.class).allSucceeded(1);
        edition = 2;
        run(WholePinTestCase.class).allSucceeded(1);

        assertThat(run(PinTestCase.class, "mcp.snapshot", "verify").failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Stale cassette: " + CASSETTES.file() + " no longer fits " + PIN
                        + "\n\n  1 of 1 recorded call breaks\n")
                .hasMessageEndingWith(
                        "\n\n  The recording has no list of tools. If these calls still break after you have"
                                + " recorded again, the server accepts\n  more than it declares: call listTools() in a recorded"
                                + " test.\n\n  Record again with   mvn test -pl mcp-junit-extension -am"
                                + " -Dmcp.cassette=refresh -Dtest=UsedByTests -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    void a_recorded_prompt_that_is_not_pinned_makes_the_cassette_stale() throws IOException {
        run(PromptTestCase.class).allSucceeded(1);
        run(WholePinTestCase.class).allSucceeded(1);
        run(PinTestCase.class).allSucceeded(1);
        String recorded = CASSETTES.text();
        assertThat(recorded).contains("\"name\":\"packing-list\"");
        Files.writeString(CASSETTES.file(), recorded.replace("\"name\":\"packing-list\"", "\"name\":\"plan-tour\""));

        assertThat(run(PinTestCase.class, "mcp.snapshot", "verify").failure())
                .hasMessageStartingWith("Stale cassette: " + CASSETTES.file() + " no longer fits " + PIN + "\n\n"
                        + "  a recorded request is for prompt 'plan-tour', which the snapshot does not have\n\n");
    }

    @Test
    void a_recorded_argument_of_a_prompt_that_is_not_pinned_makes_the_cassette_stale() throws IOException {
        run(PromptTestCase.class).allSucceeded(1);
        run(WholePinTestCase.class).allSucceeded(1);
        String recorded = CASSETTES.text();
        String newer = recorded.replace("\"arguments\":{\"city\":", "\"arguments\":{\"days\":\"3\",\"city\":");
        assertThat(newer).isNotEqualTo(recorded);
        Files.writeString(CASSETTES.file(), newer);

        assertThat(run(PinTestCase.class, "mcp.snapshot", "verify").failure())
                .hasMessage("Stale cassette: " + CASSETTES.file() + " no longer fits " + PIN + "\n\n"
                        + "  a recorded request for prompt 'packing-list' sends 'days', which the snapshot does not"
                        + " have\n\n  Record again with   mvn test -pl mcp-junit-extension -am -Dmcp.cassette=refresh"
                        + " -Dtest=UsedByTests -Dsurefire.failIfNoSpecifiedTests=false\n  If the server has it now, update"
                        + " the snapshot with   mvn test -pl mcp-junit-extension -am -Dmcp.snapshot=update"
                        + " -Dtest=UsedByTests -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    @Execution(ExecutionMode.SAME_THREAD)
    static class PromptTestCase {
        @Test
        void prompts(McpConnection weather) {
            weather.getPrompt("packing-list", Map.of("city", "Oslo"));
        }
    }

    /** The class that makes the recording is pinned by it, too. */
    @McpServer(name = "weather", inProcess = Weather.class, cassette = NAME)
    @PinnedSchema(value = SNAPSHOT, usedBy = NAME)
    @Execution(ExecutionMode.SAME_THREAD)
    static class OwnTestCase {
        @Test
        void counts(McpConnection weather) {
            weather.callTool("count-calls");
        }
    }

    @Test
    void a_class_may_be_pinned_by_its_own_recording() {
        run(OwnTestCase.class).allSucceeded(1);
        run(OwnTestCase.class, "mcp.ci", "true").allSucceeded(1);
        edition = 2;

        run(OwnTestCase.class, "mcp.cassette", "refresh", "mcp.snapshot", "verify")
                .allSucceeded(1);
    }

    @Test
    void the_first_recording_of_a_pinned_class_is_compared_as_a_whole() {
        run(WholePinTestCase.class).allSucceeded(1);
        edition = 2;

        assertThat(run(OwnTestCase.class, "mcp.snapshot", "verify").failure()).hasMessageStartingWith("Schema drift: ");
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    @McpServer(name = "other", inProcess = Weather.class)
    @PinnedSchema(usedBy = NAME)
    static class TwoServersTestCase implements EmptyTest {}

    @McpServer(name = "weather", inProcess = Weather.class)
    @PinnedSchema(usedBy = "a/b")
    static class NoNameTestCase implements EmptyTest {}

    @Test
    void a_cassette_is_of_one_server_and_has_a_name() {
        assertThat(run(TwoServersTestCase.class).failure())
                .hasMessage(
                        "@PinnedSchema(usedBy = \"used-by-tests\") on " + TwoServersTestCase.class.getName()
                                + " applies to several servers, but a cassette records only one. Name that server: @PinnedSchema(servers = …).");
        assertThat(run(NoNameTestCase.class).failure())
                .hasMessage("@PinnedSchema(usedBy = \"a/b\") on " + NoNameTestCase.class.getName()
                        + ": no cassette can have this name.");
    }
}
