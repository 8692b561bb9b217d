/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Moment;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a fault, the wire is as it would be without the proxy, and all of it is recorded. */
class PassThroughTests {

    private static final String EVENT = "event: message\ndata: ";

    @Test
    void bytes_pass_as_they_are_and_the_exchange_is_recorded() throws IOException {
        String answer = "  " + RawClient.result(1) + " ";
        try (var server = RawServer.start(request -> request.json(answer));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            String response = client.call(1, "pay").readUntil(answer);

            assertThat(response)
                    .isEqualTo("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + answer.length()
                            + "\r\n\r\n" + answer);
            assertThat(server.requests()).singleElement().satisfies(request -> {
                assertThat(request.body()).isEqualTo(RawClient.request(1, "pay"));
                assertThat(request.header("Host")).isEqualTo(server.uri().getAuthority());
            });
            Exchange exchange = proxied.only();
            assertThat(exchange.outcome()).isEqualTo(Outcome.RESULT);
            assertThat(exchange.executed()).isEqualTo(Executed.YES);
            assertThat(exchange.status()).hasValue(200);
            assertThat(exchange.tool()).contains("pay");
            assertThat(exchange.connection()).isEqualTo(1);
            assertThat(exchange.faults()).isEmpty();
        }
    }

    @Test
    void an_event_is_passed_on_before_the_line_end_of_its_chunk_has_come() throws Exception {
        var seen = new CountDownLatch(1);
        try (var server = RawServer.start(request -> {
                    request.eventStream();
                    String event =
                            EVENT + "{\"jsonrpc\":\"2.0\",\"id\":\"s1\",\"method\":\"sampling/createMessage\"}\n\n";
                    request.send(Integer.toHexString(event.length()) + "\r\n" + event);
                    // As Jetty does: the line end of the chunk comes with the next chunk, and not before.
                    assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
                    request.send("\r\n");
                    request.chunk(EVENT + RawClient.result(1) + "\n\n");
                    request.send("0\r\n\r\n");
                });
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            client.call(1, "plan").readUntil("createMessage\"}\n\n");
            seen.countDown();
            client.readUntil("0\r\n\r\n");

            Exchange exchange = proxied.only();
            assertThat(exchange.outcome()).isEqualTo(Outcome.RESULT);
            assertThat(exchange.moments()).extracting(Moment::what).contains("sampling/createMessage");
        }
    }

    @Test
    void a_pause_in_the_middle_of_a_chunk_size_loses_nothing() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var server = RawServer.start(request -> {
                    request.eventStream();
                    String event = EVENT + RawClient.result(1) + "\n\n";
                    String size = "0" + Integer.toHexString(event.length());
                    request.send(size.substring(0, 2));
                    // Longer than the proxy waits at a time before it looks after the client.
                    assertThat(goOn.await(250, TimeUnit.MILLISECONDS)).isFalse();
                    request.send(size.substring(2) + "\r\n" + event + "\r\n0\r\n\r\n");
                });
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            assertThat(client.call(1, "plan").readUntil("0\r\n\r\n")).contains("\r\n\r\n0");
            assertThat(proxied.only().outcome()).isEqualTo(Outcome.RESULT);
        }
    }

    @Test
    void a_connection_carries_one_request_after_the_other_and_so_does_the_one_to_the_server() throws IOException {
        try (var server = RawServer.start(request -> request.json(RawClient.result(1)));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            for (int i = 0; i < 3; i++) {
                client.call(1, "pay").readUntil(RawClient.result(1));
            }

            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().stream().map(RawServer.Request::socket).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void a_server_that_has_closed_its_idle_connection_is_no_fault() throws IOException {
        try (var server = RawServer.start(request -> {
                    request.json(RawClient.result(1));
                    // It did not say so.
                    request.socket().close();
                });
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            for (int i = 0; i < 5; i++) {
                client.call(1, "pay").readUntil(RawClient.result(1));
                Awaiting.until(Proxied.BOUND, () -> assertThat(server.openConnections())
                        .isZero());
            }

            assertThat(proxied.traffic.toolCalls().all()).hasSize(5).allMatch(each -> each.outcome() == Outcome.RESULT);
        }
    }

    @Test
    void ten_vanished_clients_leave_no_connection_to_the_server() throws Exception {
        try (var server = RawServer.start(request -> {
                    if (request.head().startsWith("GET")) {
                        request.eventStream();
                    }
                    request.awaitEnd();
                });
                var proxied = new Proxied(server.uri())) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                clients.add(
                        i % 2 == 0
                                ? proxied.client().listen()
                                : proxied.client().call(i, "pay"));
            }
            Awaiting.until(Proxied.BOUND, () -> assertThat(server.requests()).hasSize(10));
            for (RawClient client : clients) {
                client.close();
            }

            Awaiting.until(Duration.ofSeconds(5), () -> assertThat(server.openConnections())
                    .isZero());
            Awaiting.until(Proxied.BOUND, () -> assertThat(proxied.traffic.exchanges())
                    .hasSize(5)
                    .allMatch(each -> each.outcome() == Outcome.CLIENT_GONE)
                    .allMatch(each -> each.executed() == Executed.UNKNOWN));
        }
    }

    @Test
    void chunked_requests_and_those_that_expect_a_go_ahead_reach_the_server_whole() throws IOException {
        try (var server = RawServer.start(request -> request.json(RawClient.result(1)));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            String body = RawClient.request(1, "pay");
            client.send("POST /mcp HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("5\r\n" + body.substring(0, 5) + "\r\n" + Integer.toHexString(body.length() - 5) + "\r\n"
                    + body.substring(5) + "\r\n0\r\n\r\n");
            client.readUntil(RawClient.result(1));

            assertThat(server.requests()).singleElement().satisfies(request -> {
                assertThat(request.body()).isEqualTo(body);
                assertThat(request.head()).doesNotContainIgnoringCase("expect").doesNotContain("chunked");
            });
            assertThat(proxied.only().outcome()).isEqualTo(Outcome.RESULT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "DELETE", "PUT", "HEAD"})
    void other_methods_pass_and_are_no_messages(String method) throws IOException {
        try (var server = RawServer.start(request ->
                        request.send("HTTP/1.1 200 OK\r\nX-Was: " + method + "\r\nContent-Length: 0\r\n\r\n"));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            client.send(method + " /mcp HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.readUntil("\r\n\r\n")).contains("X-Was: " + method);
            assertThat(server.requests()).singleElement().satisfies(request -> assertThat(request.head())
                    .startsWith(method + " /mcp HTTP/1.1\r\n"));
            assertThat(proxied.traffic.exchanges()).isEmpty();
        }
    }

    @Test
    void a_body_that_ends_with_its_connection_does_so_on_the_other_side() throws IOException {
        try (var server = RawServer.start(request -> {
                    request.send("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + RawClient.result(1));
                    request.socket().shutdownOutput();
                });
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            assertThat(client.call(1, "pay").readToEnd())
                    .contains("Connection: close\r\n")
                    .endsWith(RawClient.result(1) + "<EOF>");
            assertThat(proxied.only().outcome()).isEqualTo(Outcome.RESULT);
        }
    }

    enum Failure {
        RESET_AT_ONCE,
        CLOSED_AT_ONCE,
        RESET_IN_BODY,
        CLOSED_IN_BODY,
        GARBAGE
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_of_the_server_is_shown_as_what_it_is(Failure failure) throws IOException {
        try (var server = RawServer.start(request -> {
                    switch (failure) {
                        case RESET_IN_BODY, CLOSED_IN_BODY ->
                            request.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");
                        case GARBAGE -> request.send("\u0001\u0002 garbage\r\n\r\n");
                        default -> {
                            // It says nothing.
                        }
                    }
                    if (failure == Failure.RESET_AT_ONCE) {
                        request.socket().setSoLinger(true, 0);
                    }
                    if (failure == Failure.RESET_IN_BODY) {
                        // Not before the half has been passed on, for a reset takes back what is under way.
                        request.awaitEnd();
                    }
                    request.socket().close();
                });
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            client.call(1, "pay");
            if (failure == Failure.RESET_IN_BODY) {
                client.readUntil("{\"half\":");
                Awaiting.until(
                        Proxied.BOUND, () -> assertThat(server.requests()).hasSize(1));
                server.requests().get(0).socket().setSoLinger(true, 0);
                server.requests().get(0).socket().close();
            }
            String end = client.readToEnd();

            assertThat(end).endsWith(failure.name().startsWith("CLOSED") ? "<EOF>" : "<RESET>");
            assertThat(end).doesNotContain("502");
            Exchange exchange = proxied.onlyEnded(Outcome.SERVER_GONE);
            assertThat(exchange.executed()).isEqualTo(Executed.UNKNOWN);
        }
    }

    @Test
    void a_server_that_is_not_there_resets_and_has_executed_nothing() throws IOException {
        URI nowhere;
        try (var free = new ServerSocket(0)) {
            nowhere = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/mcp");
        }
        try (var proxied = new Proxied(nowhere);
                var client = proxied.client()) {
            assertThat(client.call(1, "pay").readToEnd()).isEqualTo("<RESET>");
            assertThat(proxied.onlyEnded(Outcome.SERVER_GONE).executed()).isEqualTo(Executed.NO);
        }
    }

    @Test
    void what_a_client_is_told_is_in_the_record() throws IOException {
        try (var server = RawServer.start(request -> {
                    if (request.body().contains("notifications/")) {
                        request.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
                    } else {
                        request.send("HTTP/1.1 429 Slow Down\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy");
                    }
                });
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                    .readUntil("\r\n\r\n");
            client.call(1, "pay").readUntil("busy");

            assertThat(proxied.traffic.exchanges())
                    .extracting(Exchange::outcome)
                    .containsExactly(Outcome.ACCEPTED, Outcome.HTTP_ERROR);
            assertThat(proxied.traffic.toolCalls().all().get(0).retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(proxied.traffic.toolCalls().all().get(0).status()).hasValue(429);
        }
    }

    @Test
    void messages_of_a_batch_are_recorded_one_by_one() throws IOException {
        String answers =
                "[" + RawClient.result(2) + ",{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1,\"message\":\"\"}}]";
        try (var server = RawServer.start(request -> request.json(answers));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            client.post("[" + RawClient.request(1, "pay") + "," + RawClient.request(2, "pay") + "]")
                    .readUntil(answers);

            assertThat(proxied.traffic.toolCalls("pay").all())
                    .extracting(Exchange::outcome)
                    .containsExactly(Outcome.RPC_ERROR, Outcome.RESULT);
        }
    }

    @Test
    void secrets_of_the_client_are_not_recorded() throws IOException {
        try (var server = RawServer.start(request -> request.json(RawClient.result(1)));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            String body = RawClient.request(1, "pay");
            client.send("POST /mcp HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer hush-4711\r\nIdempotency-Key: k\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .readUntil(RawClient.result(1));

            assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer hush-4711");
            assertThat(proxied.only().headers())
                    .containsEntry("authorization", "…")
                    .containsEntry("idempotency-key", "k");
        }
    }

    @Test
    void what_is_not_a_request_of_http_1_is_refused_with_a_reason() throws IOException {
        try (var server = RawServer.start(request -> request.json(RawClient.result(1)));
                var proxied = new Proxied(server.uri());
                var garbage = proxied.client();
                var old = proxied.client()) {
            assertThat(garbage.send("hello\r\n\r\n").readToEnd())
                    .startsWith("HTTP/1.1 400 ")
                    .endsWith("\r\n\r\nThe proxy of mcp-junit: Not a request of HTTP/1: hello\n<EOF>");
            assertThat(old.send("GET /mcp HTTP/1.2\r\n\r\n").readToEnd())
                    .startsWith("HTTP/1.1 505 ")
                    .endsWith("clients must speak HTTP/1.1 or HTTP/1.0, but this one speaks HTTP/1.2\n<EOF>");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_request_too_large_to_look_into_is_passed_on_all_the_same() throws IOException {
        int size = 65 * 1024 * 1024;
        try (var server = RawServer.start(
                        request -> request.json("{\"took\":" + request.body().length() + "}"));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            client.send("POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n");
            String piece = "x".repeat(1024 * 1024);
            for (int sent = 0; sent < size; sent += piece.length()) {
                client.send(piece);
            }

            client.readUntil("{\"took\":" + size + "}");
            assertThat(proxied.traffic.exchanges()).isEmpty();
        }
    }
}
