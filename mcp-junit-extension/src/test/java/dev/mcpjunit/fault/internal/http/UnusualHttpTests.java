/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static dev.mcpjunit.fault.Selector.toolCall;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fault.AnswerFault.Compressed.Encoding;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unusual but lawful HTTP: what a client finds without the proxy, it finds with the proxy. */
class UnusualHttpTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private static McpConnection connect(HttpFaultProxy to) {
        return McpConnection.builder(to.endpoint())
                .name("weather")
                .transport(Transport.STREAMABLE_HTTP)
                .requestTimeout(Proxied.BOUND)
                .openTimeout(Proxied.BOUND)
                .open();
    }

    @ParameterizedTest
    @EnumSource
    void compressed_answers_are_read(Encoding encoding) {
        try (WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
                var compressing = new Proxied(weather.uri());
                var proxied = new Proxied(compressing.uri());
                McpConnection direct = connect(compressing.proxy);
                McpConnection indirect = connect(proxied.proxy)) {
            compressing.faults.on(toolCall("get-forecast")).compressAnswer(encoding);

            ToolResult expected = direct.callTool("get-forecast", OSLO);
            assertThat(expected.isError()).isFalse();
            assertThat(indirect.callTool("get-forecast", OSLO).text()).isEqualTo(expected.text());
            assertThat(proxied.traffic.toolCalls().all())
                    .singleElement()
                    .matches(call -> call.outcome() == Outcome.RESULT);

            // A fault that has to look into the answer gets to see it decoded.
            proxied.faults.on(toolCall("get-forecast").first()).delayAnswer(Duration.ofMillis(1));
            assertThat(indirect.callTool("get-forecast", OSLO).text()).isEqualTo(expected.text());
            assertThat(proxied.plan.unused()).isEmpty();
            assertThat(compressing.plan.unused()).isEmpty();
        }
    }

    @Test
    void an_encoding_that_is_not_known_is_named() throws IOException {
        try (var server = RawServer.start(request ->
                        request.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: br\r\n"
                                + "Content-Length: 3\r\n\r\n\u0001\u0002\u0003"));
                var compressing = new Proxied(server.uri());
                var proxied = new Proxied(compressing.uri())) {
            for (Proxied each : new Proxied[] {compressing, proxied}) {
                assertThat(catchThrowable(() -> connect(each.proxy)))
                        .hasStackTraceContaining("compressed by 'br', which the client did not ask for and cannot read."
                                + " Send gzip, deflate, or no compression.");
            }
        }
    }

    private static String http10(URI uri) throws IOException {
        String body = RawClient.request(1, "pay");
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout((int) Proxied.BOUND.toMillis());
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.getBytes(UTF_8).length + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void clients_of_http_1_0_get_no_chunks_and_a_connection_that_ends() throws IOException {
        try (var server = RawServer.start(request -> {
                    request.eventStream();
                    request.chunk("data: " + RawClient.result(1) + "\n\n");
                    request.send("0\r\n\r\n");
                });
                var proxied = new Proxied(server.uri())) {
            String passed = http10(proxied.uri());
            assertThat(passed)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .containsIgnoringCase("Connection: close")
                    .doesNotContainIgnoringCase("Transfer-Encoding")
                    .endsWith("\r\n\r\ndata: " + RawClient.result(1) + "\n\n");

            proxied.faults.on(toolCall("pay").first()).duplicateAnswer();
            assertThat(http10(proxied.uri()))
                    .doesNotContainIgnoringCase("Transfer-Encoding")
                    .endsWith("\r\n\r\n" + ("data: " + RawClient.result(1) + "\n\n").repeat(2));
            assertThat(proxied.traffic.toolCalls().all()).hasSize(2).allMatch(call -> call.outcome() == Outcome.RESULT);
        }
    }
}
