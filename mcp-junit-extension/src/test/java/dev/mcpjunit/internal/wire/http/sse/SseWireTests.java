/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.FreePort;
import dev.mcpjunit.testkit.SseServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The old transport against a server that sends what the test wants. */
class SseWireTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static String silent(JsonObject message) {
        return message.isEmpty() ? "" : ": nothing\n\n";
    }

    @Test
    void answers_and_what_the_server_says_by_itself_come_on_the_one_stream() {
        var said = new CopyOnWriteArrayList<JsonObject>();
        String event = "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}\n\n";
        try (var server = new SseServer(
                        "retry: 5\n: hello\n\n" + SseServer.ENDPOINT,
                        request -> event + SseServer.result("{\"a\":1}"));
                var wire = wire(server.uri(), said::add)) {

            assertThat(initialize(wire)).hasToString("{\"a\":1}");
            assertThat(list(wire)).hasToString("{\"a\":1}");

            assertThat(said).hasSize(2);
            assertThat(server.streams()).isEqualTo(1);
            assertThat(wire.findings()).isEmpty();
        }
    }

    @Test
    void each_initialize_begins_a_new_stream() {
        try (var server = new SseServer(SseServer.ENDPOINT, request -> SseServer.initialized());
                var wire = wire(server.uri())) {
            initialize(wire);
            initialize(wire);

            assertThat(server.streams()).isEqualTo(2);
        }
    }

    @Test
    void an_error_is_one() {
        String error = "data: {\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":-32602,\"message\":\"no\"}}\n\n";
        try (var server = new SseServer(SseServer.ENDPOINT, request -> error);
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> initialize(wire))
                    .hasMessage(named(server.uri()) + " answered initialize with error -32602: no");
        }
    }

    @Test
    void a_server_that_does_not_say_where_to_post_is_not_waited_for() {
        try (var server = new SseServer(": soon\n\n", SseWireTests::silent);
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> wire.call(request("initialize"), Map.of(), Deadline.after(Duration.ofMillis(300))))
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessage(named(server.uri()) + " sent no 'endpoint' event in answer to GET within 300 ms."
                            + " Over HTTP+SSE it must come first, and says where to post.");
        }
    }

    @Test
    void a_stream_that_begins_with_something_else_is_refused() {
        try (var server = new SseServer("data: {\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n\n", SseWireTests::silent);
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> initialize(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage(named(server.uri()) + " began its event stream with an event 'message', where the"
                            + " HTTP+SSE transport sends 'endpoint': {\"jsonrpc\":\"2.0\",\"method\":\"x\"}");
        }
    }

    @Test
    void a_stream_that_ends_before_it_says_anything_is_told_of() {
        try (var server = new SseServer(SseServer.END, SseWireTests::silent);
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> initialize(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage(named(server.uri())
                            + " ended its event stream without the 'endpoint' event that must be its first.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/messages,http://example.com/messages",
        "//example.com/messages?token=1,http://example.com/messages?…",
        "http://127.0.0.1:1/messages,http://127.0.0.1:1/messages",
        "https://127.0.0.1/messages,https://127.0.0.1/messages",
        "mailto:me,mailto:me"
    })
    void messages_are_posted_to_no_other_host(String sent, String shown) {
        try (var server = new SseServer("event: endpoint\ndata: " + sent + "\n\n", SseWireTests::silent);
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> initialize(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage(named(server.uri()) + " sent an 'endpoint' event with an address of another origin: "
                            + shown + ". Messages, with their headers, are posted to http://127.0.0.1:"
                            + server.uri().getPort() + " only. Let the server send a path, or use the host name that it"
                            + " knows itself by.");
        }
    }

    @Test
    void an_endpoint_that_is_no_url_is_told_of() {
        try (var server = new SseServer("event: endpoint\ndata: /mess ages\n\n", SseWireTests::silent);
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> initialize(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage(named(server.uri()) + " sent an 'endpoint' event that is no URL: /mess ages (Illegal"
                            + " character in path). It must be the address to post messages to, such as"
                            + " /messages?sessionId=1.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages?session=1", "/messages", "http://127.0.0.1:PORT/messages"})
    void an_address_of_the_same_origin_may_have_any_form(String address) throws IOException {
        try (var server = new SseServer(": wait\n\n", request -> SseServer.initialized());
                var wire = wire(server.uri())) {
            var answer = CompletableFuture.supplyAsync(() -> initialize(wire));
            Awaiting.until(TIMEOUT, () -> assertThat(server.streams()).isEqualTo(1));
            String port = Integer.toString(server.uri().getPort());

            server.write("event: endpoint\ndata: " + address.replace("PORT", port) + "\n\n");

            assertThat(answer.join().has("protocolVersion")).isTrue();
        }
    }

    @Test
    void pending_and_later_calls_fail_immediately_when_the_stream_ends() {
        try (var server = new SseServer(
                        SseServer.ENDPOINT,
                        request -> isInitialize(request) ? SseServer.initialized() : SseServer.END);
                var wire = wire(server.uri())) {
            initialize(wire);

            String message = named(server.uri()) + " ended its event stream.\n  It was to bring the response to"
                    + " tools/list: over HTTP+SSE, all responses come on one stream, and the session ends with it.";
            assertThatThrownBy(() -> list(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> list(wire)).hasMessage(message);
            assertThat(server.posted()).hasSize(2);
        }
    }

    @Test
    void an_unexpected_message_is_a_finding() throws IOException {
        try (var server = new SseServer(SseServer.ENDPOINT, request -> SseServer.initialized());
                var wire = wire(server.uri())) {
            initialize(wire);
            server.write("data: oops\n\n" + SseServer.ENDPOINT + "event: ping\ndata: now\n\n"
                    + "data: {\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}\n\n");

            Awaiting.until(TIMEOUT, () -> assertThat(wire.findings())
                    .containsExactly(
                            "event stream: not a JSON-RPC message: oops",
                            "a second 'endpoint' event: /messages?session=1",
                            "event stream: an answer to no request of ours: {\"jsonrpc\":\"2.0\",\"id\":77,"
                                    + "\"result\":{}}"));
        }
    }

    @Test
    void a_post_that_is_refused_is_not_waited_for() {
        try (var server = new SseServer("event: endpoint\ndata: /elsewhere\n\n", SseWireTests::silent);
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> initialize(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageStartingWith(named(server.uri()) + " refused initialize, posted to "
                            + server.uri().resolve("/elsewhere") + ", with HTTP 404");
        }
    }

    @Test
    void an_address_without_a_stream_is_told_of() {
        try (var server = new CannedServer(request -> new CannedServer.Answer(404, "text/html", "<p>no</p>"));
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> initialize(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage(named(server.uri()) + " answered GET with HTTP 404, where the HTTP+SSE transport opens"
                            + " an event stream.\nIs this the path of its stream, often /sse?");
        }
        try (var server = new CannedServer(request -> new CannedServer.Answer(200, "text/html", "<p>hi</p>"));
                var wire = wire(server.uri())) {

            assertThatThrownBy(() -> initialize(wire))
                    .hasMessageContaining("answered GET with HTTP 200 text/html, where");
        }
        try (var wire = wire(URI.create("http://127.0.0.1:" + FreePort.next() + "/sse"))) {
            assertThatThrownBy(() -> initialize(wire)).isInstanceOf(ServerUnreachableException.class);
        }
    }

    @Test
    void after_the_close_there_is_nothing() {
        try (var server = new SseServer(SseServer.ENDPOINT, request -> SseServer.initialized())) {
            var wire = wire(server.uri());
            initialize(wire);
            wire.close();

            assertThatThrownBy(() -> list(wire))
                    .hasMessageContaining(named(server.uri()) + ": the connection is closed");
        }
    }

    @Test
    void the_server_notices_that_the_stream_was_closed() {
        try (var server = new SseServer(SseServer.ENDPOINT, request -> SseServer.initialized())) {
            var wire = wire(server.uri());
            initialize(wire);
            wire.close();

            assertThat(server.posted())
                    .extracting(message -> message.string("method").orElse(""))
                    .containsSequence("initialize", "ping");
        }
    }

    private static boolean isInitialize(JsonObject request) {
        return request.string("method").filter("initialize"::equals).isPresent();
    }

    private static String named(URI uri) {
        return "Server 'old' at " + uri;
    }

    private static SseWire wire(URI uri) {
        return wire(uri, message -> {});
    }

    private static SseWire wire(URI uri, Inbox inbox) {
        return new SseWire("old", new McpEndpoint.Http(uri), inbox, Cookies.IGNORED);
    }

    private static JsonObject request(String method) {
        return RpcMessage.request(
                JsonValue.of(List.of("initialize", "tools/list").indexOf(method) + 1), method, JsonObject.EMPTY);
    }

    private static JsonObject initialize(SseWire wire) {
        return wire.call(request("initialize"), Map.of(), Deadline.after(TIMEOUT));
    }

    private static JsonObject list(SseWire wire) {
        return wire.call(request("tools/list"), Map.of(), Deadline.after(TIMEOUT));
    }
}
