/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Transcripts of a run")
class TranscriptRecordingTests {

    private static Transcript read(String path) {
        try {
            return Transcript.read(Path.of(path));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    @DisplayName("do not mix the messages of tests that share a connection at the same time")
    void parallel() {
        Run run = Run.with(
                Map.of(
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                ParallelTestCase.class);

        Map<String, String> published = run.published("mcp.transcript");
        assertThat(published).hasSize(3);
        assertThat(published.values().stream().map(TranscriptRecordingTests::read))
                .allSatisfy(transcript -> {
                    List<String> cities = transcript.exchanges().stream()
                            .flatMap(exchange -> exchange.request().stream())
                            .flatMap(request -> request.object("params").stream())
                            .flatMap(params -> params.object("arguments").stream())
                            .flatMap(arguments -> arguments.string("city").stream())
                            .toList();
                    assertThat(cities)
                            .hasSize(10)
                            .containsOnly(transcript.header().test().replace("(McpConnection)", ""));
                    assertThat(transcript.print())
                            .doesNotContain("\"uncertain\",\"event\":\"message\",\"from\":\"client\"");
                });
    }

    @McpServer(name = "weather", source = "server")
    static class ParallelTestCase {

        private static final CyclicBarrier TOGETHER = new CyclicBarrier(3);

        static ServerSpec server() {
            return Weather.stdio();
        }

        private static void run(String city, McpConnection weather) throws Exception {
            TOGETHER.await(20, TimeUnit.SECONDS);
            for (int i = 0; i < 10; i++) {
                weather.callTool("get-forecast", Map.of("city", city));
            }
            TOGETHER.await(20, TimeUnit.SECONDS);
            fail("as expected");
        }

        @Test
        void Oslo(McpConnection weather) throws Exception {
            run("Oslo", weather);
        }

        @Test
        void Lisbon(McpConnection weather) throws Exception {
            run("Lisbon", weather);
        }

        @Test
        void Tokyo(McpConnection weather) throws Exception {
            run("Tokyo", weather);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                HandshakeStdioTestCase.class,
                StatelessStdioTestCase.class,
                HandshakeHttpTestCase.class,
                StatelessHttpTestCase.class
            })
    @DisplayName("contain every message, in both eras and on both carriers, also of tests that pass")
    void erasAndCarriers(Class<?> testCase) {
        Run run = Run.with(Map.of("mcp.transcript", "always"), testCase).allSucceeded(1);

        Transcript transcript =
                read(run.published("mcp.transcript").values().iterator().next());
        boolean stdio = testCase.getSimpleName().contains("Stdio");
        boolean stateless = testCase.getSimpleName().contains("Stateless");
        TranscriptExchange trip = transcript.exchanges().stream()
                .filter(exchange -> exchange.tool().filter("plan-trip"::equals).isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(trip.lane().carrier()).isEqualTo(stdio ? Carrier.STDIO : Carrier.HTTP);
        assertThat(trip.fromServer())
                .extracting(message -> ((JsonObject) ((Body.Json) message.body()).value())
                        .string("method")
                        .orElse("answer"))
                .containsSubsequence("notifications/progress", "answer");
        assertThat(trip.fromServer())
                .allSatisfy(message -> assertThat(message.bytes()).isPositive());
        assertThat(trip.request().orElseThrow().toString().contains("io.modelcontextprotocol/protocolVersion"))
                .isEqualTo(stateless);
        if (!stdio) {
            assertThat(trip.fromServer())
                    .allSatisfy(message -> assertThat(message.sse()).isPresent());
        }
    }

    private static void planTrip(McpConnection weather) {
        assertThat(weather.callTool("plan-trip", Map.of("city", "Oslo", "days", 2), progress -> {})
                        .isError())
                .isFalse();
    }

    @McpServer(name = "weather", source = "server")
    static class HandshakeStdioTestCase {
        static ServerSpec server() {
            return Weather.stdio();
        }

        @Test
        void plans(McpConnection weather) {
            planTrip(weather);
        }
    }

    @McpServer(name = "weather", source = "server")
    static class StatelessStdioTestCase {
        static ServerSpec server() {
            return Weather.stdio("--era", "modern");
        }

        @Test
        void plans(McpConnection weather) {
            planTrip(weather);
        }
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class HandshakeHttpTestCase {
        @Test
        void plans(McpConnection weather) {
            planTrip(weather);
        }
    }

    @McpServer(name = "weather", inProcess = Weather.ModernInProcess.class)
    static class StatelessHttpTestCase {
        @Test
        void plans(McpConnection weather) {
            planTrip(weather);
        }
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class FailingTestCase {
        @Test
        void fails(McpConnection weather) {
            Weather.assertForecasts(weather);
            fail("as expected");
        }
    }

    @Test
    @DisplayName("are not written for tests that pass, unless asked for")
    void passing() {
        assertThat(Run.of(HandshakeHttpTestCase.class).allSucceeded(1).published("mcp.transcript"))
                .isEmpty();
    }

    @Test
    @DisplayName("can be switched off")
    void never() {
        Run run = Run.with(Map.of("mcp.transcript", "never"), FailingTestCase.class);

        assertThat(run.failure().getSuppressed()).isEmpty();
        assertThat(run.published("mcp.transcript")).isEmpty();
    }

    @Test
    @DisplayName("have a setting whose wrong value is an error")
    void wrongValue() {
        Run run = Run.with(Map.of("mcp.transcript", "sometimes"), FailingTestCase.class);

        assertThat(run.failures())
                .first()
                .isInstanceOf(ExtensionConfigurationException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("mcp.transcript = 'sometimes' is none of [never, on-failure, always]");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class UnwritableTestCase {
        @Test
        void passes(McpConnection weather) {
            Weather.assertForecasts(weather);
        }

        @Test
        void fails(McpConnection weather) {
            Weather.assertForecasts(weather);
            fail("as expected");
        }
    }

    @Test
    @DisplayName("that cannot be written change no result, and are reported")
    void unwritable() throws IOException {
        Path place = Path.of(
                "target",
                "mcp",
                "transcripts",
                UnwritableTestCase.class.getName().replace('$', '.'));
        Files.createDirectories(place.getParent());
        Files.deleteIfExists(place);
        Files.writeString(place, "a file where a directory should be");
        try {
            Run run = Run.with(Map.of("mcp.transcript", "always"), UnwritableTestCase.class);

            assertThat(run.succeeded()).isEqualTo(1);
            assertThat(run.failure()).hasMessage("as expected");
            assertThat(run.failure().getSuppressed()[0].toString()).contains("tools/call 'get-forecast'");
            assertThat(run.published("mcp.transcript")).isEmpty();
            assertThat(run.published("mcp.transcript.problem").values())
                    .hasSize(2)
                    .allSatisfy(text -> assertThat(text)
                            .contains(
                                    "The transcript of ",
                                    " is missing, which does not change the result of the test: Cannot read "));
        } finally {
            Files.deleteIfExists(place);
        }
    }
}
