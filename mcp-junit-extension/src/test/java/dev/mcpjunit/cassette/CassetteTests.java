/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.AcrossProtocols;
import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpExtension;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.Scope;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** The first run records the servers of a class; later runs need none of them. */
@Execution(ExecutionMode.SAME_THREAD)
class CassetteTests {

    private static final Path FOLDER = Path.of("src/test/resources/mcp");
    private static final String NAME = "cassette-tests";
    private static final AtomicInteger STARTED = new AtomicInteger();

    private static volatile String city = "Oslo";
    private static volatile boolean fails;

    @BeforeEach
    @AfterEach
    void removeFiles() throws IOException {
        city = "Oslo";
        fails = false;
        STARTED.set(0);
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    private static List<Path> files() throws IOException {
        if (!Files.exists(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(NAME))
                    .sorted()
                    .toList();
        }
    }

    private static Path file() {
        return FOLDER.resolve(NAME + ".cassette.jsonl");
    }

    private static Run run(Class<?> testCase, String... settings) {
        var all = new TreeMap<>(Map.of("mcp.cassette", "auto", "city", "Oslo"));
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
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME)
    @Execution(ExecutionMode.SAME_THREAD)
    static class ForecastTestCase {
        @Test
        void forecast(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", city)).text())
                    .contains(city);
            assertThat(fails).isFalse();
        }

        @Test
        void convert(McpConnection weather) {
            assertThat(weather.callTool("convert-temperature", Map.of("value", 20, "from", "C", "to", "F"))
                            .text())
                    .contains("68");
        }
    }

    @Test
    void the_first_run_records_and_later_runs_replay() throws IOException {
        run(ForecastTestCase.class).allSucceeded(2);
        assertThat(STARTED).hasValue(1);
        String recorded = Files.readString(file());
        assertThat(Cassette.read(file()).tools()).containsExactlyInAnyOrder("get-forecast", "convert-temperature");

        run(ForecastTestCase.class).allSucceeded(2);
        run(ForecastTestCase.class, "mcp.cassette", "replay").allSucceeded(2);
        run(ForecastTestCase.class, "mcp.ci", "true").allSucceeded(2);
        assertThat(STARTED).hasValue(1);

        run(ForecastTestCase.class, "mcp.cassette", "record").allSucceeded(2);
        assertThat(STARTED).hasValue(2);
        assertThat(Files.readString(file())).isEqualTo(recorded);
    }

    @Test
    void ci_never_records() throws IOException {
        assertThat(run(ForecastTestCase.class, "mcp.ci", "true").failure())
                .hasMessageStartingWith("No cassette: server 'weather' is to be replayed, but " + file()
                        + " does not exist. Has it been committed?\n\n  Record it on your machine with   mvn test ")
                .hasMessageContaining("-Dmcp.cassette=refresh -Dtest=CassetteTests");
        for (String mode : List.of("record", "refresh")) {
            assertThat(run(ForecastTestCase.class, "mcp.ci", "true", "mcp.cassette", mode)
                            .failures()
                            .get(0))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageContaining("mcp.cassette = " + mode + " is not allowed where CI is set");
        }
        assertThat(files()).isEmpty();
        assertThat(STARTED).hasValue(0);
    }

    @Test
    void a_run_with_a_failed_test_leaves_no_recording() throws IOException {
        fails = true;
        assertThat(run(ForecastTestCase.class).failedTests()).hasSize(1);
        assertThat(files()).isEmpty();

        fails = false;
        run(ForecastTestCase.class).allSucceeded(2);
        String good = Files.readString(file());
        fails = true;
        run(ForecastTestCase.class, "mcp.cassette", "refresh");
        assertThat(Files.readString(file())).isEqualTo(good);
    }

    @Test
    void a_miss_fails_the_test_that_made_it() {
        run(ForecastTestCase.class).allSucceeded(2);
        city = "Tokyo";

        Run run = run(ForecastTestCase.class);

        assertThat(run.succeeded()).isEqualTo(1);
        assertThat(run.failure()).isInstanceOf(McpErrorException.class);
        assertThat(run.failure().getSuppressed()).anySatisfy(miss -> assertThat(miss)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Cassette miss: " + file() + " of server 'weather' has no answer for\n\n"
                        + "  tools/call 'get-forecast' {\"city\":\"Tokyo\"}\n\n"
                        + "The nearest recorded call is number ")
                .hasMessageContaining("  /arguments/city\n    - \"Oslo\"\n    + \"Tokyo\"\n"));
    }

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME)
    @Execution(ExecutionMode.CONCURRENT)
    static class SwallowingTestCase {
        @Test
        void swallows(@ForServer("weather") McpConnection weather, Traffic traffic) {
            try {
                weather.callTool("get-forecast", Map.of("city", city));
            } catch (McpErrorException swallowed) {
                assertThat(traffic.toolCalls().count()).isEqualTo(1);
            }
        }

        @Test
        void innocent(McpConnection weather, Traffic traffic) {
            for (int i = 0; i < 20; i++) {
                weather.listTools();
            }
            assertThat(traffic.toolCalls().count()).isZero();
        }
    }

    @Test
    void a_miss_that_the_client_swallows_fails_the_test_all_the_same_and_no_other() {
        run(SwallowingTestCase.class).allSucceeded(2);
        city = "Tokyo";

        Run run = run(SwallowingTestCase.class);

        assertThat(run.failedTests()).hasSize(1);
        assertThat(run.failure()).isInstanceOf(AssertionFailedError.class).hasMessageStartingWith("Cassette miss: ");
        assertThat(run.succeeded()).isEqualTo(1);
    }

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME)
    static class FaultTestCase {
        @Test
        void retries(McpConnection weather, FaultInjector faults, Traffic traffic) {
            faults.on(toolCall("get-forecast").first()).rpcError(-32000, "busy");
            assertThatThrownBy(() -> weather.callTool("get-forecast", Map.of("city", "Oslo")))
                    .hasMessageContaining("busy");
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
            assertThat(traffic.toolCalls("get-forecast").count()).isEqualTo(2);
        }
    }

    @Test
    void faults_and_traffic_work_on_a_replayed_server() {
        run(FaultTestCase.class).allSucceeded(1);
        run(FaultTestCase.class, "mcp.cassette", "replay").allSucceeded(1);
        assertThat(STARTED).hasValue(1);
    }

    static class ProgrammaticTestCase {
        @RegisterExtension
        static final McpExtension SERVERS = McpExtension.builder()
                .server(ServerSpec.inProcess(Counted.class)
                        .name("weather")
                        .cassette(NAME)
                        .build())
                .build();

        @Test
        void forecast(McpConnection weather, McpEndpoint endpoint) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
            assertThat(endpoint.httpUri().getPort()).isPositive();
        }
    }

    @Test
    void servers_that_a_field_declares_have_cassettes_as_well() {
        run(ProgrammaticTestCase.class).allSucceeded(1);
        run(ProgrammaticTestCase.class).allSucceeded(1);
        assertThat(STARTED).hasValue(1);
    }

    @McpServer(
            name = "weather",
            command = {"no-such-program", "--key", "${no.such.key}"},
            cassette = NAME)
    static class WithoutProgramTestCase {
        @Test
        void forecast(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
        }
    }

    @McpServer(name = "weather", image = "no-such-registry.invalid/weather:1.0", cassette = NAME)
    static class WithoutImageTestCase {
        @Test
        void forecast(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
        }
    }

    @Test
    void a_replay_needs_no_program_no_image_and_no_key() {
        run(ForecastTestCase.class).allSucceeded(2);

        run(WithoutImageTestCase.class).allSucceeded(1);
        run(WithoutProgramTestCase.class).allSucceeded(1);
        assertThat(STARTED).hasValue(1);
    }

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME)
    @McpServer(name = "other", inProcess = Counted.class, cassette = NAME)
    static class SharedTestCase {
        @Test
        void never() {}
    }

    @Test
    void two_servers_cannot_be_recorded_to_one_file() {
        assertThat(run(SharedTestCase.class).failures().get(0))
                .hasMessageContaining(
                        "another server of this run is recorded to it. Give each its own name:" + " cassette = \"…\".");
    }

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME, scope = Scope.METHOD)
    static class OfEachTestTestCase {
        @ParameterizedTest
        @ValueSource(strings = {"Oslo", "Tokyo"})
        void forecast(String each, McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", each)).isError())
                    .isFalse();
            assertThat(weather.callTool("count-calls").text()).contains("\"total\":1");
        }
    }

    @Test
    void a_server_of_each_test_has_a_cassette_for_each_test() throws IOException {
        run(OfEachTestTestCase.class).allSucceeded(2);
        assertThat(files())
                .extracting(each -> String.valueOf(each.getFileName()))
                .containsExactly(NAME + ".forecast#1.cassette.jsonl", NAME + ".forecast#2.cassette.jsonl");
        assertThat(STARTED).hasValue(2);

        run(OfEachTestTestCase.class, "mcp.ci", "true").allSucceeded(2);
        assertThat(STARTED).hasValue(2);
    }

    @AcrossProtocols({"2025-11-25", "2026-07-28"})
    @McpServer(name = "weather", source = "weather", cassette = NAME)
    static class AcrossTestCase {

        static ServerSpec weather() {
            return Fixture.stdio(WeatherServer.class, "${mcp.transport}", "--era", "dual")
                    .env("PORT", "${mcp.port}")
                    .build();
        }

        @Test
        void forecast(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
        }
    }

    @Test
    void each_run_of_a_class_has_a_cassette() throws IOException {
        run(AcrossTestCase.class).allSucceeded(2);
        assertThat(files())
                .extracting(each -> String.valueOf(each.getFileName()))
                .containsExactly(NAME + ".2025-11-25.cassette.jsonl", NAME + ".2026-07-28.cassette.jsonl");

        run(AcrossTestCase.class, "mcp.cassette", "replay").allSucceeded(2);
    }

    private static final String SECRET = "planted-4711-Secret/0815";

    @McpServer(name = "weather", inProcess = Counted.class, cassette = NAME, headers = "X-Api-Key: ${planted}")
    static class SecretTestCase {
        @Test
        void repeatsIt(McpConnection weather) {
            String key = System.getProperty("planted.key");
            assertThat(weather.callTool("get-forecast", Map.of("city", key)).text())
                    .startsWith("Unknown city: ");
            assertThat(weather.callTool("get-forecast", Map.of("city", "ghp_0123456789abcdefghijABCDEFGHIJ"))
                            .isError())
                    .isTrue();
        }
    }

    private static Run sending(String key, String... settings) {
        System.setProperty("planted.key", key);
        try {
            return run(SecretTestCase.class, settings);
        } finally {
            System.clearProperty("planted.key");
        }
    }

    @Test
    void secrets_are_masked_in_the_file_and_match_another_value_later() throws IOException {
        sending(SECRET, "planted", SECRET).allSucceeded(1);
        assertThat(Files.readString(file()))
                .doesNotContain("4711", "ghp_0123456789")
                .contains("{\"city\":\"[masked: X-Api-Key]\"}", "Unknown city: [masked: X-Api-Key].");

        String other = "another key on this machine";
        sending(other, "mcp.cassette", "replay", "planted", other).allSucceeded(1);
        assertThat(sending("Bergen", "mcp.cassette", "replay", "planted", other).failure())
                .hasMessageContaining("The cassette has no answer for tools/call 'get-forecast' {\"city\":\"Bergen\"}");
    }
}
