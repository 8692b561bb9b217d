/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static dev.mcpjunit.testkit.SessionServer.brokenStream;
import static dev.mcpjunit.testkit.SessionServer.event;
import static dev.mcpjunit.testkit.SessionServer.refuse;
import static dev.mcpjunit.testkit.SessionServer.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.SessionServer;
import dev.mcpjunit.testkit.SessionServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The rest of an answer whose connection ended is asked for, if the server has said how. */
class ResumptionTests {

    private static final String PRIMED = "id: 1\nretry: 300\ndata: \n\n";
    private static final String NOTIFICATION = "id: 2\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\","
            + "\"params\":{\"data\":\"half\"}}\n\n";

    private final AtomicReference<JsonObject> asked = new AtomicReference<>(JsonObject.EMPTY);

    /** Ends the answers to calls early, and gives the rest to who asks for it. */
    private SessionServer server(Answer calls, Answer rest) {
        return new SessionServer(
                (exchange, message) -> {
                    asked.set(message);
                    calls.give(exchange, message);
                },
                (exchange, message) -> {
                    if (lastEventId(exchange).isEmpty()) {
                        refuse(exchange, 405, "");
                    } else {
                        rest.give(exchange, asked.get());
                    }
                });
    }

    private static Optional<String> lastEventId(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
    }

    private static ServerHandle at(URI uri, String protocol) {
        return new ServerHandle(ServerSpec.url(uri)
                .name("weather")
                .protocol(protocol)
                .requestTimeout(Duration.ofSeconds(30))
                .build());
    }

    private static List<String> resumptions(SessionServer server) {
        return server.log().stream()
                .filter(line -> line.startsWith("GET after"))
                .toList();
    }

    @Test
    void it_is_asked_for_after_the_pause_that_the_server_wants() {
        var ended = new AtomicLong();
        var resumed = new AtomicLong();
        try (var server = server(
                        (exchange, message) -> {
                            stream(exchange, PRIMED);
                            ended.set(System.nanoTime());
                        },
                        (exchange, message) -> {
                            resumed.set(System.nanoTime());
                            stream(exchange, "id: 2\n" + event(message, "{\"tools\":[]}"));
                        });
                var weather = at(server.uri(), "LEGACY")) {

            assertThat(weather.connection().listTools()).isEmpty();

            assertThat(resumptions(server)).containsExactly("GET after 1 in s1");
            assertThat(Duration.ofNanos(resumed.get() - ended.get())).isGreaterThan(Duration.ofMillis(290));
        }
    }

    @Test
    void it_may_come_in_many_parts_and_over_connections_that_break() {
        try (var server = server((exchange, message) -> brokenStream(exchange, PRIMED), (exchange, message) -> {
                    switch (lastEventId(exchange).orElse("")) {
                        case "1" -> brokenStream(exchange, NOTIFICATION);
                        case "2" -> stream(exchange, "id: 3\n\n");
                        default -> stream(exchange, event(message, "{\"tools\":[]}"));
                    }
                });
                var weather = at(server.uri(), "LEGACY")) {
            McpConnection connection = weather.connection();

            assertThat(connection.listTools()).isEmpty();

            assertThat(resumptions(server))
                    .containsExactly("GET after 1 in s1", "GET after 2 in s1", "GET after 3 in s1");
            assertThat(connection.notifications()).hasSize(1);
            assertThat(connection.findings()).isEmpty();
        }
    }

    @Test
    void an_error_that_comes_late_is_one() {
        try (var server = server(
                        (exchange, message) -> stream(exchange, PRIMED),
                        (exchange, message) -> stream(
                                exchange,
                                "data: {\"jsonrpc\":\"2.0\",\"id\":" + message.get("id")
                                        + ",\"error\":{\"code\":-32000,\"message\":\"no\"}}\n\n"));
                var weather = at(server.uri(), "LEGACY")) {
            assertThatThrownBy(weather.connection()::listTools)
                    .isInstanceOf(McpErrorException.class)
                    .hasMessage("Server 'weather' at " + server.uri()
                            + " answered the GET for the rest of the response to tools/list with error -32000: no");
        }
    }

    @Test
    void a_stream_without_ids_has_no_rest() {
        try (var server = server(
                        (exchange, message) -> stream(exchange, "retry: 1\ndata: \n\n"), ResumptionTests::unexpected);
                var weather = at(server.uri(), "LEGACY")) {
            assertThatThrownBy(weather.connection()::listTools)
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage("Server 'weather' at " + server.uri() + " answered tools/list with an event stream that"
                            + " ended before the response; it had 0 events");
            assertThat(resumptions(server)).isEmpty();
        }
    }

    @Test
    void a_pause_beyond_the_time_out_is_not_waited_for() {
        try (var server = server(
                        (exchange, message) -> stream(exchange, "id: 1\nretry: 3600000\ndata: \n\n"),
                        ResumptionTests::unexpected);
                var weather = at(server.uri(), "LEGACY")) {
            assertThatThrownBy(weather.connection()::listTools)
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessage("Server 'weather' at " + server.uri() + " ended its event stream before the response to"
                            + " tools/list, and asked clients to wait 60 m before it is asked for the rest. That is"
                            + " later than 30 s after the request. If it may take longer, raise requestTimeout.");
            assertThat(resumptions(server)).isEmpty();
        }
    }

    @Test
    void a_server_that_never_comes_to_the_answer_is_given_up() {
        try (var server = server(
                        (exchange, message) -> stream(exchange, PRIMED),
                        (exchange, message) -> stream(exchange, ": \n\n"));
                var weather = at(server.uri(), "LEGACY")) {
            assertThatThrownBy(() ->
                            weather.connection().request("tools/list", JsonObject.EMPTY, Duration.ofMillis(1_500)))
                    .isInstanceOf(McpTimeoutException.class)
                    // It depends on when the last pause began.
                    .hasMessageMatching(".* (before the response to tools/list, and asked clients to wait 300 ms"
                            + " .*|did not answer tools/list within 1.5 s .*)");
            assertThat(resumptions(server)).isNotEmpty();
        }
    }

    @Test
    void ids_without_resumption_are_told_of() {
        try (var server = server(
                        (exchange, message) -> stream(exchange, PRIMED),
                        (exchange, message) -> refuse(exchange, 405, "POST only"));
                var weather = at(server.uri(), "LEGACY")) {
            assertThatThrownBy(weather.connection()::listTools)
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage("Server 'weather' at " + server.uri() + " answered the GET for the rest of the response"
                            + " to tools/list with HTTP 405: POST only\n"
                            + "It gave its events ids; then the stream must go on where a GET names the last one.");
        }
    }

    @Test
    void the_stateless_era_has_none() {
        try (var server = new CannedServer(request -> request.string("method")
                                .filter("server/discover"::equals)
                                .isPresent()
                        ? CannedServer.result("{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
                                + "\"capabilities\":{\"tools\":{}},\"ttlMs\":0,\"cacheScope\":\"private\"}")
                        : new CannedServer.Answer(200, "text/event-stream", PRIMED));
                var weather = at(server.uri(), "AUTO")) {
            assertThatThrownBy(weather.connection()::listTools)
                    .hasMessageContaining("with an event stream that ended before the response; it had 0 events");
            assertThat(server.requests()).hasSize(2);
        }
    }

    private static void unexpected(HttpExchange exchange, JsonObject message) throws IOException {
        refuse(exchange, 418, "No client should ask after " + message);
    }
}
