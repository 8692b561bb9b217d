/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static dev.mcpjunit.testkit.SessionServer.brokenStream;
import static dev.mcpjunit.testkit.SessionServer.json;
import static dev.mcpjunit.testkit.SessionServer.refuse;
import static dev.mcpjunit.testkit.SessionServer.stream;
import static dev.mcpjunit.testkit.SessionServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.SessionServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a server of the handshake era says outside any call is heard on HTTP, too, without being asked for. */
class GetStreamTests {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final String ASKS = "data: {\"jsonrpc\":\"2.0\",\"id\":\"q1\",\"method\":\"elicitation/create\","
            + "\"params\":{\"message\":\"Who?\"}}\n\n";

    private static ServerHandle at(URI uri) {
        return new ServerHandle(ServerSpec.url(uri)
                .name("weather")
                .protocol("LEGACY")
                .clientCapabilities(List.of("elicitation"))
                .requestTimeout(Duration.ofSeconds(20))
                .build());
    }

    private static void tools(HttpExchange exchange, JsonObject request) throws IOException {
        json(exchange, request, "{\"tools\":[]}");
    }

    private static long gets(SessionServer server) {
        return server.log().stream().filter(line -> line.startsWith("GET")).count();
    }

    @Test
    void changes_are_told_without_listening() {
        try (var server = WeatherServer.http(WeatherOptions.standard().withEra(ServedEra.LEGACY));
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();

            Awaiting.until(BOUND, () -> {
                server.changeEdition(2);
                server.changeEdition(1);
                assertThat(connection.notifications())
                        .extracting(message -> message.string("method").orElse(""))
                        .contains("notifications/tools/list_changed");
            });
            assertThat(connection.findings()).isEmpty();
        }
    }

    @Test
    void a_question_outside_a_call_is_answered() {
        var end = new CountDownLatch(1);
        try (var server = new SessionServer(GetStreamTests::tools, (exchange, message) -> {
                    stream(exchange, ASKS);
                    await(end);
                });
                var weather = at(server.uri())) {
            // The question may come before there is a script; then a client refuses it.
            weather.connection().onElicitation(form -> ElicitationAnswer.accept(Map.of("name", "Ada")));

            Awaiting.until(BOUND, () -> assertThat(server.replies())
                    .singleElement()
                    .extracting(reply -> reply.get("id"))
                    .isEqualTo(JsonValue.of("q1")));
            end.countDown();
        }
    }

    @Test
    void a_server_that_has_no_such_stream_is_not_asked_twice() {
        try (var server = new SessionServer(GetStreamTests::tools, (exchange, message) -> refuse(exchange, 405, "no"));
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();
            Awaiting.until(BOUND, () -> assertThat(gets(server)).isEqualTo(1));

            assertThat(connection.listTools()).isEmpty();
            assertThat(connection.findings()).isEmpty();
            assertThatThrownBy(connection::listen)
                    .hasMessage("Server 'weather' at " + server.uri() + " has no stream for its own messages: it"
                            + " answered GET with HTTP 405.");
            assertThat(gets(server)).isEqualTo(1);
        }
    }

    @Test
    void an_answer_that_is_neither_a_stream_nor_405_is_a_finding() {
        try (var server =
                        new SessionServer(GetStreamTests::tools, (exchange, message) -> refuse(exchange, 500, "oops"));
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();

            Awaiting.until(BOUND, () -> assertThat(connection.findings())
                    .containsExactly(
                            "GET was answered with HTTP 500 text/plain, where an event stream is due, or 405 if"
                                    + " there is none"));
        }
    }

    @Test
    void a_server_that_leaves_the_question_open_delays_no_call() {
        var end = new CountDownLatch(1);
        try (var server = new SessionServer(GetStreamTests::tools, (exchange, message) -> await(end));
                var weather = new ServerHandle(ServerSpec.url(server.uri())
                        .name("weather")
                        .protocol("LEGACY")
                        .requestTimeout(Duration.ofSeconds(5))
                        .build())) {
            McpConnection connection = weather.connection();

            assertThat(connection.listTools()).isEmpty();
            assertThatThrownBy(connection::listen)
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessageStartingWith("Server 'weather' at " + server.uri() + " did not answer GET within 5 s");
            assertThat(connection.listTools()).isEmpty();
            assertThat(connection.findings()).isEmpty();
            end.countDown();
        }
    }

    @Test
    void a_stream_that_ends_is_opened_again_where_it_was() {
        try (var server = new SessionServer(
                        GetStreamTests::tools, (exchange, message) -> stream(exchange, "retry: 100\nid: 7\ndata: \n\n")
                                .close());
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();

            Awaiting.until(BOUND, () -> assertThat(server.log()).contains("GET in s1", "GET after 7 in s1"));
            assertThat(connection.findings()).isEmpty();
        }
    }

    @Test
    void a_stream_that_never_says_anything_is_left_alone_in_the_end() {
        try (var server = new SessionServer(
                        GetStreamTests::tools, (exchange, message) -> stream(exchange, "retry: 100\n\n")
                                .close());
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();

            Awaiting.until(BOUND, () -> assertThat(gets(server)).isEqualTo(4));
            assertThat(connection.listTools()).isEmpty();
            assertThat(connection.findings()).isEmpty();
        }
    }

    @Test
    void a_stream_that_breaks_again_and_again_is_a_finding() {
        try (var server = new SessionServer(
                        GetStreamTests::tools, (exchange, message) -> brokenStream(exchange, "retry: 100\n\n"));
                var weather = at(server.uri())) {
            McpConnection connection = weather.connection();

            Awaiting.until(BOUND, () -> assertThat(connection.findings())
                    .singleElement()
                    .asString()
                    .startsWith("the GET stream broke 4 times in a row and is not opened again, so the server's own"
                            + " messages are lost: Server 'weather' at " + server.uri()
                            + " broke the connection during GET: "));
            assertThat(gets(server)).isEqualTo(4);
            assertThat(connection.listTools()).isEmpty();
        }
    }

    @Test
    void the_stream_ends_with_the_connection() {
        var gone = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        try (var server = new SessionServer(GetStreamTests::tools, (exchange, message) -> {
            if (exchange.getRequestMethod().equals("DELETE")) {
                refuse(exchange, 405, "");
                return;
            }
            OutputStream stream = stream(exchange, ": here\n\n");
            open.countDown();
            writeUntilTheReaderIsGone(stream);
            gone.countDown();
        })) {
            try (var weather = at(server.uri())) {
                weather.connection();
                await(open);
            }
            await(gone);

            assertThat(gone.getCount()).isZero();
            assertThat(gets(server)).isEqualTo(1);
        }
    }

    private static void writeUntilTheReaderIsGone(OutputStream stream) {
        try {
            Awaiting.until(BOUND, () -> {
                try {
                    write(stream, ": still here\n\n");
                } catch (IOException nobodyReads) {
                    return;
                }
                throw new AssertionError("The stream is read");
            });
        } catch (AssertionError somebodyReads) {
            throw new IllegalStateException(somebodyReads);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
