/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.http.HttpWire;
import dev.mcpjunit.internal.wire.stdio.StdioWire;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit of ours is named as ours, with its value and how to raise it, as soon as it is exceeded. */
class LimitsTests {

    private static final long MIB = 1 << 20;

    /** Longer than any of this takes: none of it may wait for a timeout. */
    private static final Duration LONG = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({"256,16", "1024,64", "8192,64", "8,1"})
    void a_message_takes_at_most_a_sixteenth_of_the_heap(long heapMib, long limitMib) {
        assertThat(Limits.messageBytes(OptionalLong.empty(), heapMib * MIB)).isEqualTo(limitMib * MIB);
    }

    @Test
    void the_limit_can_be_set() {
        assertThat(Limits.messageBytes(OptionalLong.of(100), 256 * MIB)).isEqualTo(100 * MIB);
        assertThat(Limits.messageBytes(OptionalLong.of(1_000_000), 256 * MIB)).isPositive();
        assertThat(Limits.howToRaise()).startsWith("Raise it with -Dmcp.message.limit=");
    }

    @Test
    void a_body_without_end() throws IOException {
        assertLimitNamed("application/json", "x", "a message of more than " + Limits.messageLimit());
    }

    @Test
    void an_event_without_end() throws IOException {
        assertLimitNamed("text/event-stream", "data: x\n", "a message of more than " + Limits.messageLimit());
    }

    private static void assertLimitNamed(String type, String part, String expected) throws IOException {
        byte[] many = part.repeat(100_000).getBytes(UTF_8);
        try (var server = new Endless(type, many);
                var wire = new HttpWire("big", new McpEndpoint.Http(server.uri()), message -> {}, Cookies.IGNORED)) {
            assertThatThrownBy(() -> ask(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage("Server 'big' at " + server.uri() + " answered tools/list with " + expected);
        }
    }

    @Test
    void a_line_without_end() {
        List<String> command = List.of("sh", "-c", "read request; yes 0123456789 | tr -d '\\n'");
        assertStdioSays(command, "a line of more than " + Limits.messageLimit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "levels"})
    void legal_json_beyond_our_limits(String kind) {
        String value = kind.equals("number") ? "1".repeat(1_001) : "[".repeat(1_001) + "]".repeat(1_001);
        String answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":" + value + "}}";
        assertStdioSays(
                List.of("sh", "-c", "read request; echo '" + answer + "'; read more"),
                "JSON beyond a limit of mcp-junit. mcp-junit reads JSON of at most 1,000 levels, and numbers of at most"
                        + " 1,000 digits with exponents of at most 10 digits, as most clients in Java do; this limit cannot be raised. ");
    }

    private static void assertStdioSays(List<String> command, String expected) {
        var endpoint = new McpEndpoint.Stdio(command, Map.of(), Path.of(""));
        try (var server = new StdioServer("big", endpoint);
                var wire = new StdioWire("big", server.start(endpoint), message -> {})) {
            assertThatThrownBy(() -> ask(wire))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageStartingWith("Server 'big' sent, while tools/list was not answered, " + expected);
        }
    }

    private static JsonObject ask(Wire wire) {
        JsonObject request = RpcMessage.request(JsonValue.of(1), "tools/list", JsonObject.EMPTY);
        return wire.call(request, Map.of(), Deadline.after(LONG));
    }

    /** Answers with a body that does not end. */
    private static final class Endless implements AutoCloseable {

        private final HttpServer server;
        private final ExecutorService threads = Executors.newCachedThreadPool();

        Endless(String type, byte[] part) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/mcp", exchange -> answer(exchange, type, part));
            server.start();
        }

        private static void answer(HttpExchange exchange, String type, byte[] part) throws IOException {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    exchange.getResponseBody().write(part);
                }
            }
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
