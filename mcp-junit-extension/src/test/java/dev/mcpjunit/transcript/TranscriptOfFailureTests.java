/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.broken.DiesInCall;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Outcome;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

@DisplayName("A test that fails shows its MCP traffic")
class TranscriptOfFailureTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    /** What a test failed by, as a build prints it. */
    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String tail(Throwable failure) {
        assertThat(failure.getSuppressed()).isNotEmpty();
        return failure.getSuppressed()[failure.getSuppressed().length - 1].toString();
    }

    /** The only transcript that a run has published. */
    private static Transcript transcript(Run run) {
        Map<String, String> published = run.published("mcp.transcript");
        assertThat(published).hasSize(1);
        try {
            return Transcript.read(Path.of(published.values().iterator().next()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static TranscriptExchange call(Transcript transcript, String tool) {
        return transcript.exchanges().stream()
                .filter(exchange -> exchange.tool().filter(tool::equals).isPresent())
                .reduce((one, other) -> {
                    throw new AssertionError("Recorded twice: " + one + "\n" + other);
                })
                .orElseThrow(() -> new AssertionError("Not recorded: " + transcript.print()));
    }

    @Test
    @DisplayName("after a failed assertion, which stays as it is")
    void assertion() {
        Run run = Run.of(AssertionTestCase.class);

        assertThat(run.failure()).isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
            assertThat(failure.getExpected().getStringRepresentation()).isEqualTo("rain");
            assertThat(failure.getMessage()).startsWith("expected: <rain>");
        });
        assertThat(tail(run.failure()))
                .startsWith("MCP traffic of this test:\n")
                .containsPattern("\n +\\d+ ms  weather  tools/call 'get-forecast' #\\d+  → result after \\d+ ms\n")
                .containsPattern("\n  Transcript: target[/\\\\]\\S+\\.jsonl$")
                .doesNotContain("initialize");
        assertThat(printed(run.failure())).contains("Suppressed: MCP traffic of this test:");
    }

    @Test
    @DisplayName("with heads, bodies, sizes and the handshake in the file")
    void contents() {
        Transcript transcript = transcript(Run.of(AssertionTestCase.class));

        assertThat(transcript.header().testClass()).isEqualTo(AssertionTestCase.class.getName());
        assertThat(transcript.header().test()).contains("rains");
        TranscriptExchange call = call(transcript, "get-forecast");
        assertThat(call.lane().carrier()).isEqualTo(Carrier.HTTP);
        assertThat(call.lane().observer()).isEqualTo(Observer.CONNECTION);
        assertThat(call.status()).hasValue(200);
        assertThat(call.requestHead().orElseThrow().method()).isEqualTo("POST");
        assertThat(call.requestHead().orElseThrow().headers()).containsKey("accept");
        assertThat(call.responseHead().orElseThrow().headers()).containsKey("content-type");
        assertThat(call.outcome()).isEqualTo(Outcome.RESULT);
        assertThat(call.response().orElseThrow().object("result")).isPresent();
        assertThat(call.frames())
                .allSatisfy(frame -> assertThat(frame.attribution()).isEqualTo(Attribution.THIS_TEST));
        assertThat(transcript.exchanges())
                .filteredOn(exchange -> exchange.title().startsWith("initialize"))
                .singleElement()
                .satisfies(handshake -> assertThat(handshake.frames())
                        .allSatisfy(frame -> assertThat(frame.attribution()).isEqualTo(Attribution.BEFORE_TEST)));
        assertThat(transcript.frames()).isSortedAccordingTo(java.util.Comparator.comparing(Frame::at));
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class AssertionTestCase {
        @Test
        void rains(McpConnection weather) {
            String text = weather.callTool("get-forecast", OSLO).text();
            assertEquals("rain", text);
        }
    }

    @Test
    @DisplayName("after a timeout of JUnit")
    void timeout() {
        Run run = Run.of(TimeoutTestCase.class);

        assertThat(tail(run.failure()))
                .containsPattern("weather  tools/call 'slow-forecast' #\\d+  → client gone after \\d+ ms: Interrupted");
        assertThat(call(transcript(run), "slow-forecast").outcome()).isEqualTo(Outcome.CLIENT_GONE);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class TimeoutTestCase {
        @Test
        @Timeout(value = 500, unit = TimeUnit.MILLISECONDS)
        void waits(McpConnection weather) {
            weather.callTool("slow-forecast", Map.of("city", "Oslo", "millis", 60_000));
        }
    }

    @Test
    @DisplayName("after the death of the server, with its end and its last lines")
    void deadServer() {
        Run run = Run.of(DeadServerTestCase.class);

        assertThat(tail(run.failure()))
                .containsPattern(
                        "weather  tools/call 'get-forecast' #\\d+  → server gone after \\d+ ms: Server 'weather'"
                                + " has ended. Exit code 4.\n")
                .contains("weather  ended. Exit code 4.\n")
                .contains("\n  Server 'weather' wrote during the test:\n    ");
        Transcript transcript = transcript(run);
        assertThat(call(transcript, "get-forecast").lane().carrier()).isEqualTo(Carrier.STDIO);
        assertThat(transcript.frames())
                .extracting(Frame::event)
                .hasAtLeastOneElementOfType(Event.ServerOutput.class)
                .hasAtLeastOneElementOfType(Event.ServerEnded.class);
    }

    @McpServer(name = "weather", source = "server")
    static class DeadServerTestCase {
        static ServerSpec server() {
            return Fixture.stdio(DiesInCall.class).build();
        }

        @Test
        void forecasts(McpConnection weather) {
            weather.callTool("get-forecast", OSLO);
        }
    }

    @Test
    @DisplayName("after an abort")
    void aborted() {
        Run run = Run.of(AbortedTestCase.class);

        assertThat(run.failures()).singleElement().isInstanceOf(TestAbortedException.class);
        assertThat(tail(run.failures().get(0))).contains("tools/call 'get-forecast'");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class AbortedTestCase {
        @Test
        void applies(McpConnection weather) {
            assumeTrue(weather.callTool("get-forecast", OSLO).isError());
        }
    }

    @Test
    @DisplayName("through a client of the Java SDK")
    void sdk() {
        Run run = Run.of(SdkTestCase.class);

        assertThat(tail(run.failure()))
                .containsPattern("weather  tools/call 'get-forecast' #\\S+  → result after \\d+ ms");
        TranscriptExchange call = call(transcript(run), "get-forecast");
        assertThat(call.lane().observer()).isEqualTo(Observer.SDK_CLIENT);
        assertThat(call.response()).isPresent();
    }

    @McpServer(name = "weather", source = "server")
    static class SdkTestCase {
        static ServerSpec server() {
            return Weather.stdio();
        }

        @Test
        void forecasts(McpSyncClient weather) {
            weather.callTool(
                    CallToolRequest.builder("get-forecast").arguments(OSLO).build());
            fail("as expected");
        }
    }

    @Test
    @DisplayName("through a proxy, with the fault, and recorded once")
    void proxied() {
        Run run = Run.of(ProxiedTestCase.class);

        assertThat(tail(run.failure()))
                .containsPattern("weather  tools/call 'get-forecast' #\\d+  → http error \\(HTTP 503\\) after \\d+ ms"
                        + "  \\[fault: [^]]*503[^]]*]");
        TranscriptExchange call = call(transcript(run), "get-forecast");
        assertThat(call.lane().observer()).isEqualTo(Observer.PROXY);
        assertThat(call.status()).hasValue(503);
        assertThat(call.faults()).hasSize(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class ProxiedTestCase {
        @Test
        void forecasts(McpConnection weather, FaultInjector faults) {
            faults.on(toolCall("get-forecast")).status(503);
            weather.callTool("get-forecast", OSLO);
        }
    }

    @Test
    @DisplayName("and says what cannot be seen, when the test connects a client of its own")
    void ownClient() {
        Run run = Run.of(OwnClientTestCase.class);

        assertThat(tail(run.failure()))
                .contains("\n  (nothing was recorded)\n  Clients that the test connects to the endpoint of server"
                        + " 'weather' are not recorded. To record them, give the test method a"
                        + " FaultInjector or Traffic parameter.");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class OwnClientTestCase {
        @Test
        void forecasts(McpEndpoint weather) {
            try (McpConnection own = McpConnection.open(weather)) {
                Weather.assertForecasts(own);
            }
            fail("as expected");
        }
    }
}
