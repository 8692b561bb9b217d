/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.RawPost;
import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to requests that no other client sends, in each form that HTTP has. */
class RawPostTests {

    private static final String RESPONSE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";

    private static HttpReply answered(String answer, List<String> head) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer, head));
            var endpoint = new McpEndpoint.Http(
                    URI.create("http://127.0.0.1:" + server.getLocalPort() + "/mcp?tenant=a"),
                    Map.of("Authorization", "Bearer one"));
            HttpReply reply =
                    RawPost.send(endpoint, Map.of("Mcp-Param-City", "Oslo\u00e9"), "{}", Duration.ofSeconds(20));
            served.join();
            return reply;
        }
    }

    private static void serve(ServerSocket server, String answer, List<String> head) {
        try (Socket socket = server.accept()) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                head.add(line);
            }
            String unused = "" + in.read() + in.read();
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 36\r\n\r\n" + RESPONSE + "and more",
                "Content-Type: application/json\r\n\r\n" + RESPONSE,
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"jso\r\n1f;name=value\r\nnrpc\":\"2.0\",\"id\":1,\"result\":{}}\r\n0\r\n\r\n",
                "Content-Type: text/event-stream\r\n\r\ndata: " + RESPONSE + "\n\n"
            })
    void each_form_of_an_answer_is_read(String rest) throws Exception {
        var head = new ArrayList<String>();

        HttpReply reply = answered("HTTP/1.1 200 OK\r\n" + rest, head);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.result()).isPresent();
        assertThat(head)
                .contains(
                        "POST /mcp?tenant=a HTTP/1.1",
                        "Mcp-Param-City: Oslo\u00e9",
                        "Authorization: Bearer one",
                        "Content-Length: 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200", "SSH-2.0-server\r\n\r\n"})
    void an_incomplete_or_non_http_answer_is_reported(String answer) {
        assertThatThrownBy(() -> answered(answer, new ArrayList<>()))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("the connection broke");
    }

    @Test
    void a_refusal_without_a_body_is_an_answer() throws Exception {
        HttpReply reply = answered("HTTP/1.1 400 Bad Request\r\n\r\n", new ArrayList<>());

        assertThat(reply.describe()).isEqualTo("HTTP 400 without a body");
    }
}
