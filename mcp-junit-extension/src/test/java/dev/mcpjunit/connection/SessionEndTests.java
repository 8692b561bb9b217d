/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static dev.mcpjunit.testkit.SessionServer.json;
import static dev.mcpjunit.testkit.SessionServer.refuse;
import static dev.mcpjunit.testkit.SessionServer.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.SessionServer;
import dev.mcpjunit.testkit.SseServer;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A server may end a session at any time; the call that learns of it fails, and the next one begins a new session. */
class SessionEndTests {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String ADVICE = "\nA server says so when it no longer knows the session, for example"
            + " after a restart. The next call begins a new one.";

    private static ServerHandle at(URI uri) {
        return new ServerHandle(
                ServerSpec.url(uri).name("weather").protocol("LEGACY").build());
    }

    private static boolean isIn(HttpExchange exchange, String session) {
        return session.equals(exchange.getRequestHeaders().getFirst("Mcp-Session-Id"));
    }

    private static void notOffered(HttpExchange exchange, JsonObject message) throws IOException {
        refuse(exchange, 405, message.isEmpty() ? "" : "unexpected");
    }

    private static void onlySecondSession(HttpExchange exchange, JsonObject message) throws IOException {
        if (isIn(exchange, "s1")) {
            refuse(exchange, 404, "Session not found");
        } else {
            json(exchange, message, "{\"tools\":[]}");
        }
    }

    @Test
    void the_call_that_finds_out_fails_and_the_next_one_begins_anew() {
        try (var server = new SessionServer(SessionEndTests::onlySecondSession, SessionEndTests::notOffered);
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();

            assertThatThrownBy(connection::listTools)
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage("Server 'weather' at " + server.uri()
                            + " ended the session: it answered tools/list with HTTP 404: Session not found" + ADVICE);
            assertThat(connection.listTools()).isEmpty();

            assertThat(server.log().stream().filter(line -> line.startsWith("POST")))
                    .containsExactly(
                            "POST initialize",
                            "POST notifications/initialized in s1",
                            "POST tools/list in s1",
                            "POST initialize",
                            "POST notifications/initialized in s2",
                            "POST tools/list in s2");
            Awaiting.until(BOUND, () -> assertThat(server.log()).contains("GET in s1", "GET in s2"));
            assertThat(connection.findings())
                    .containsExactly("the session was ended by the server: it answered tools/list with HTTP 404; the"
                            + " next call begins a new one");
        }
    }

    @Test
    void a_stream_that_is_not_found_says_nothing_of_the_session() {
        try (var server = new SessionServer(
                        (exchange, message) -> json(exchange, message, "{\"tools\":[]}"),
                        (exchange, message) -> refuse(exchange, 404, "Cannot GET /mcp"));
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();
            Awaiting.until(BOUND, () -> assertThat(connection.findings())
                    .containsExactly(
                            "GET was answered with HTTP 404 text/plain, where an event stream is due, or 405 if"
                                    + " there is none"));

            assertThat(connection.listTools()).isEmpty();

            assertThat(server.log()).contains("POST tools/list in s1");
        }
    }

    @Test
    void a_stream_that_is_not_found_any_more_is_a_sign_and_the_next_call_knows() {
        var first = new AtomicBoolean(true);
        try (var server = new SessionServer(SessionEndTests::onlySecondSession, (exchange, message) -> {
                    if (first.getAndSet(false)) {
                        stream(exchange, "retry: 100\n\n").close();
                    } else {
                        refuse(exchange, isIn(exchange, "s1") ? 404 : 405, "");
                    }
                });
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();
            Awaiting.until(BOUND, () -> assertThat(connection.findings())
                    .containsExactly(
                            "the GET stream ended and is gone: HTTP 404, as when a server has ended the session"));

            assertThatThrownBy(connection::listTools).hasMessageContaining("ended the session: it answered tools/list");
            assertThat(connection.listTools()).isEmpty();

            assertThat(server.log()).contains("POST tools/list in s2");
        }
    }

    @Test
    void that_a_method_is_unknown_is_not_the_end_of_the_session() {
        try (var server = new SessionServer(
                        (exchange, message) -> refuse(
                                exchange,
                                404,
                                "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id")
                                        + ",\"error\":{\"code\":-32601,\"message\":\"what?\"}}"),
                        SessionEndTests::notOffered);
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();

            assertThatThrownBy(connection::listTools)
                    .isInstanceOf(McpErrorException.class)
                    .hasMessageContaining("-32601: what?");
            assertThat(connection.findings()).isEmpty();
        }
    }

    @Test
    void a_server_that_is_not_let_end_a_session_is_no_problem() {
        try (var server = new SessionServer(SessionEndTests::onlySecondSession, SessionEndTests::notOffered)) {
            try (var weather = at(server.uri())) {
                assertThat(weather.connection().server().name()).isEqualTo("weather");
            }
            assertThat(server.log()).last().isEqualTo("DELETE in s1");
        }
    }

    @Test
    void a_session_that_is_over_is_not_given_back() {
        try (var server = new SessionServer(SessionEndTests::onlySecondSession, SessionEndTests::notOffered)) {
            try (var weather = at(server.uri())) {
                assertThatThrownBy(weather.connection()::listTools).hasMessageContaining("ended the session");
            }
            assertThat(server.log()).noneMatch(line -> line.startsWith("DELETE"));
        }
    }

    @Test
    void a_restart_is_survived() {
        try (var started = new ServerHandle(Weather.http("--era", "legacy"))) {
            started.connection();
            URI uri = started.server().endpoint().httpUri();
            try (var weather = at(uri)) {
                McpConnection connection = weather.connection();
                started.server().restart();
                Awaiting.until(BOUND, () -> assertThat(started.connection().listTools())
                        .isNotEmpty());

                Map<String, String> oslo = Map.of("city", "Oslo");
                assertThatThrownBy(() -> connection.callTool("get-forecast", oslo))
                        .hasMessageStartingWith("Server 'weather' at " + uri
                                + " ended the session: it answered tools/call 'get-forecast' with HTTP 404: ");
                assertThat(connection.callTool("get-forecast", oslo).isError()).isFalse();
                assertThat(connection.findings())
                        .contains("the session was ended by the server: it answered tools/call 'get-forecast' with HTTP"
                                + " 404; the next call begins a new one");
            }
        }
    }

    @Test
    void over_the_old_transport_a_session_ends_with_its_stream() {
        var calls = new AtomicInteger();
        try (var server = new SseServer(SseServer.ENDPOINT, message -> {
                    if (!message.has("id")) {
                        return ": noted\n\n";
                    }
                    if (message.string("method").filter("initialize"::equals).isPresent()) {
                        return SseServer.initialized();
                    }
                    return calls.getAndIncrement() == 0 ? SseServer.END : SseServer.result("{\"tools\":[]}");
                });
                var weather = new ServerHandle(ServerSpec.url(server.uri())
                        .name("weather")
                        .transport(Transport.SSE)
                        .build())) {
            McpConnection connection = weather.connection();

            assertThatThrownBy(connection::listTools).hasMessageContaining("the session ends with it");
            assertThat(connection.listTools()).isEmpty();
            assertThat(server.streams()).isEqualTo(2);
            assertThat(connection.findings())
                    .containsExactly(
                            "the session was ended by the server: its event stream is over; the next call begins"
                                    + " a new one");
        }
    }
}
