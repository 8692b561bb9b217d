/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.fixtures.broken.CompliantVariant;
import dev.mcpjunit.fixtures.broken.Flaw;
import dev.mcpjunit.fixtures.broken.FlawedWeatherServer;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about servers on HTTP that are wrong in one way each. */
class HttpServerContractTests {

    private static final String SPECIFICATION = "https://modelcontextprotocol.io/specification/2025-11-25/";

    @McpServer(url = "${flawed.url}", name = "weather", protocol = "LEGACY")
    static class Handshake implements HttpServerContract {}

    @McpServer(url = "${flawed.url}", name = "weather", protocol = "LEGACY")
    static class ChangesIds implements HttpServerContract {
        @Override
        public String toolToCallWithoutArguments() {
            return "get-forecast";
        }
    }

    @McpServer(url = "${flawed.url}", name = "weather")
    static class Modern implements HttpServerContract {}

    private static Run run(Flaw flaw, Class<?> testCase) {
        ServedEra era = testCase == Modern.class ? ServedEra.MODERN : ServedEra.DUAL;
        try (var server =
                FlawedWeatherServer.start(flaw, WeatherOptions.standard().withEra(era))) {
            return Run.with(Map.of("flawed.url", server.uri().toString()), testCase);
        }
    }

    private static Throwable onlyFailure(Run run) {
        assertThat(run.failedTests()).hasSize(1);
        return run.failedTests().get(0);
    }

    @Test
    void a_server_for_any_web_page() {
        Run run = run(Flaw.SERVES_ANY_ORIGIN, Handshake.class);

        assertThat(onlyFailure(run))
                .hasMessageStartingWith(
                        "Server 'weather' breaks a rule: A request with the Origin of a foreign web page"
                                + " is refused with HTTP 403.\n\n"
                                + "  It answered a request with Origin: https://attacker.example with HTTP 200: {")
                .hasMessageContaining("\n  Where: http://127.0.0.1:")
                .hasMessageContaining("/mcp, revision 2025-11-25\n  Rule:  MUST (" + SPECIFICATION
                        + "basic/transports#security-warning)\n  To do: Compare the Origin header");
        assertThat(run.succeeded()).isEqualTo(9);
    }

    @Test
    void a_web_page_for_get() {
        Run run = run(Flaw.HAS_A_PAGE_FOR_GET, Handshake.class);

        assertThat(onlyFailure(run))
                .hasMessageContaining(
                        "breaks a rule: GET is answered with an event stream, or with HTTP 405 where there"
                                + " is none.\n\n  It answered GET with HTTP 200: <!DOCTYPE html><h1>Weather</h1>\n");
        assertThat(run.succeeded()).isEqualTo(9);
    }

    @Test
    void a_stream_whose_head_comes_with_its_first_event() {
        Run run = run(Flaw.HOLDS_GET, Handshake.class);

        assertThat(onlyFailure(run))
                .hasMessageContaining(
                        "\n  GET got no response head within 2 s, while the server answered another request."
                                + " A server that streams must send the head immediately, and not with the first event.\n")
                .hasMessageContaining("if you stream, send the response head immediately");
        assertThat(run.succeeded()).isEqualTo(9);
    }

    @Test
    void stack_traces_in_errors() {
        Run run = run(Flaw.SHOWS_STACK_TRACES, Handshake.class);

        assertThat(onlyFailure(run))
                .hasMessageContaining("breaks a rule: Errors do not carry stack traces.\n\n")
                .hasMessageContaining("  It answered an unknown method with HTTP 200 and: at"
                        + " com.example.weather.Station.read(Station.java:42)\n");
        assertThat(run.succeeded()).isEqualTo(9);
    }

    @Test
    void ids_that_change_their_type() {
        Run run = run(Flaw.TURNS_IDS_INTO_TEXT, ChangesIds.class);

        assertThat(onlyFailure(run))
                .hasMessageContaining("breaks a rule: A response carries the id of its request, in the same JSON type."
                        + "\n\n  It answered ping with id \"70001\", but the request had id 70001.\n");
    }

    @Test
    void a_call_without_arguments_that_is_dropped() {
        Run run = run(Flaw.DIES_WITHOUT_ARGUMENTS, Handshake.class);

        assertThat(onlyFailure(run))
                .hasMessageContaining(
                        "  tools/call 'get-forecast' without arguments got no answer, because the connection broke: ")
                .hasMessageContaining("  tools/call 'get-forecast' with arguments null got no answer");
        assertThat(run.succeeded()).isEqualTo(9);
    }

    @Test
    void a_web_page_for_get_where_there_is_no_get_any_more() {
        Run run = run(Flaw.HAS_A_PAGE_FOR_GET, Modern.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("\n  It answered GET with HTTP 200: <!DOCTYPE html><h1>Weather</h1>\n")
                .hasMessageContaining(
                        "Rule:  SHOULD (https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#earlier-streamable-http-revisions)");
        assertThat(run.aborted())
                .filteredOn(reason -> reason.contains(": revision 2026-07-28 has no such rule: "))
                .hasSize(7);
        assertThat(run.aborted())
                .hasSize(8)
                .contains("Not applicable: ends streams with the response: the server answers without streams.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANSWERS_NOTIFICATIONS | LEGACY | It answered notifications/no-such-notification with HTTP 200: {}
            ANSWERS_NOTIFICATIONS | MODERN | It answered notifications/no-such-notification with HTTP 200: {}
            ANSWERS_AS_TEXT | LEGACY | It answered a request with Content-Type 'text/plain'.
            COUNTS_SESSIONS | LEGACY | which differ in too few characters.
            REQUIRES_THE_REVISION_HEADER | LEGACY | It answered ping without MCP-Protocol-Version with HTTP 400
            INVENTS_CODES | MODERN | It answered a call of an unknown tool with code -32050: HTTP
            LETS_PROXIES_BUFFER | MODERN | The stream with which it answered tools/call has no header X-Accel-Buffering.
            KEEPS_STREAMS_OPEN | MODERN | was still open 5 s after its response.
            MISUSES_CODES | MODERN | It answered a call of an unknown tool with code -32022: HTTP
            TAKES_CODES_OF_JSON_RPC | MODERN | It answered a call of an unknown tool with code -32500: HTTP
            REPEATS_EVENT_IDS | LEGACY | it gave more than one event the id 'answer'.
            REPLAYS_ALL_STREAMS | LEGACY | of one call, it sent a message of another call: {
            BEGINS_STREAMS_WITH_DATA | LEGACY | begins with an event with id 'stream-
            CLOSES_WITHOUT_RETRY | LEGACY | before the response, and sent no retry.
            HIDES_ITS_REVISIONS | MODERN | It answered initialize with HTTP
            """)
    void each_flaw_fails_its_check_and_no_other(Flaw flaw, ServedEra era, String finding) {
        Run run = run(flaw, era == ServedEra.MODERN ? Modern.class : Handshake.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: ")
                .hasMessageContaining(finding.strip());
    }

    /** The second call of a session is not answered, and the checks of something else wait for it. */
    @McpServer(url = "${flawed.url}", name = "weather", protocol = "LEGACY")
    static class Brief implements HttpServerContract {
        @Override
        public Duration answersWithin() {
            return Duration.ofSeconds(5);
        }
    }

    @Test
    void a_call_that_is_canceled_when_its_connection_is_lost() {
        assertThat(onlyFailure(run(Flaw.CANCELS_LOST_CALLS, Brief.class)))
                .hasMessageContaining("breaks a rule: A lost connection does not cancel the request.\n\n"
                        + "  The connection of tools/call 'get-forecast' was lost after its first event. Within 5 s,")
                .hasMessageContaining(
                        "  Rule:  SHOULD (" + SPECIFICATION + "basic/transports#sending-messages-to-the-server)\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RESUMES_STREAMS | 14 | finishes calls after a lost connection: tools/call 'get-forecast' was answered before its
            ANSWERS_ON_RESUMED_STREAMS | 15 | says when to come back: the server closes no connection before the response
            CLOSES_CONNECTIONS_EARLY | 15 | ends streams with the response: the server closed the connection before the response
            """)
    void streams_that_can_be_resumed(CompliantVariant variant, long passed, String reason) {
        WeatherOptions options = WeatherOptions.standard().withEra(ServedEra.DUAL);
        try (var server = FlawedWeatherServer.start(variant, options)) {
            Run run = Run.with(Map.of("flawed.url", server.uri().toString()), Handshake.class);

            assertThat(run.failedTests()).isEmpty();
            assertThat(run.aborted()).anyMatch(aborted -> aborted.contains(reason.strip()));
            assertThat(run.succeeded()).as("%s", run.aborted()).isEqualTo(passed);
        }
    }

    @McpServer(inProcess = Weather.DualInProcess.class, name = "weather", protocol = "MODERN")
    static class BothEras implements HttpServerContract {}

    @Test
    void get_is_not_applicable_where_the_other_era_has_it() {
        Run run = Run.of(BothEras.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted())
                .contains(
                        "Not applicable: answers get with a stream or 405: GET belongs to the revisions with a handshake, which the server speaks as well;"
                                + " it is checked over a connection in one of them.");
    }

    @McpServer(source = "server")
    static class OnStdio implements HttpServerContract {
        static ServerSpec server() {
            return Weather.stdio();
        }
    }

    @Test
    void a_server_on_standard_streams_is_not_applicable() {
        Run run = Run.of(OnStdio.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.aborted())
                .hasSize(19)
                .allMatch(reason -> reason.matches(
                        "Not applicable: [a-z_0-9 ]+: server 'server' is not reached by HTTP, but by .*"));
    }

    @McpServer(name = "weather", url = "${canned.url}", protocol = "LEGACY")
    static class AnswersNotifications implements HttpServerContract {}

    @Test
    void a_body_for_a_notification() {
        try (var server = new CannedServer(request -> request.has("id")
                ? CannedServer.result("{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"serverInfo\":{\"name\":\"weather\",\"version\":\"1\"}}")
                : new CannedServer.Answer(200, "application/json", "null"))) {
            Run run = Run.with(Map.of("canned.url", server.uri().toString()), AnswersNotifications.class);

            assertThat(run.failedTests()).anySatisfy(failure -> assertThat(failure)
                    .hasMessageContaining(
                            "breaks a rule: An accepted notification is answered with HTTP 202 and no body, any")
                    .hasMessageContaining("with HTTP 200: null"));
        }
    }
}
