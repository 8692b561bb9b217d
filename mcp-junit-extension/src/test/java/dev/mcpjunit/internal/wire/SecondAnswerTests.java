/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.endpoint.McpEndpoint;
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
import org.junit.jupiter.api.Test;

class SecondAnswerTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void on_standard_output_it_is_no_answer_to_the_request_that_waits() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toString(),
                AnswersTwice.class.getName());
        var endpoint = new McpEndpoint.Stdio(command, Map.of(), Path.of(""));
        try (var server = new StdioServer("weather", endpoint);
                var wire = new StdioWire("weather", server.start(endpoint), message -> {})) {

            assertThat(ask(wire, 1)).isEqualTo(JsonObject.EMPTY);
            assertThat(ask(wire, 2)).isEqualTo(JsonObject.EMPTY);

            assertThat(wire.findings())
                    .containsExactly("stdout: a second answer to the same request: "
                            + "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        }
    }

    @Test
    void in_an_event_stream_it_is_a_finding() throws IOException {
        String answer = "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n";
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            byte[] body = (answer + answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var endpoint = new McpEndpoint.Http(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp"));
        try (var wire = new HttpWire("weather", endpoint, message -> {}, Cookies.IGNORED)) {

            assertThat(ask(wire, 1)).isEqualTo(JsonObject.EMPTY);

            awaitFinding(wire);
            assertThat(wire.findings())
                    .containsExactly("an event after the response to tools/list: "
                            + "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        } finally {
            server.stop(0);
        }
    }

    private static void awaitFinding(Wire wire) {
        Deadline deadline = Deadline.after(TIMEOUT);
        while (wire.findings().isEmpty() && deadline.remainingNanos() > 0) {
            Thread.onSpinWait();
        }
    }

    private static JsonObject ask(Wire wire, int id) {
        return wire.call(
                RpcMessage.request(JsonValue.of(id), "tools/list", JsonObject.EMPTY),
                Map.of(),
                Deadline.after(TIMEOUT));
    }
}
