/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Outcome;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** HTTP with SSE as revision 2024-11-05 had it: the answers come on another connection than the requests. */
class LegacyStreamsTests {

    /** A server of the old kind that answers each post with a result on the stream. */
    private static RawServer server() throws IOException {
        var answers = new LinkedBlockingQueue<String>();
        return RawServer.start(request -> {
            if (request.head().startsWith("GET")) {
                request.eventStream();
                request.chunk("event: endpoint\ndata: http://" + request.header("Host") + "/post?session=1\n\n");
                while (true) {
                    request.chunk("event: message\ndata: " + answers.take() + "\n\n");
                }
            }
            request.send("HTTP/1.1 202 Accepted\r\nContent-Length: 8\r\n\r\nAccepted");
            answers.add(RawClient.result(1));
        });
    }

    private static void post(RawClient client, Proxied proxied) throws IOException {
        String body = RawClient.request(1, "pay");
        client.send("POST /post?session=1 HTTP/1.1\r\nHost: " + proxied.uri().getAuthority() + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void the_address_for_posts_points_at_the_proxy_and_answers_are_recorded() throws IOException {
        try (var server = server();
                var proxied = new Proxied(server.uri());
                var stream = proxied.client().listen();
                var posts = proxied.client()) {
            assertThat(stream.readUntil("session=1\n\n"))
                    .endsWith("data: http://" + proxied.uri().getAuthority() + "/post?session=1\n\n");
            post(posts, proxied);
            posts.readUntil("Accepted\r\n");
            stream.readUntil(RawClient.result(1) + "\n\n");

            assertThat(proxied.only().outcome()).isEqualTo(Outcome.RESULT);
            assertThat(proxied.only().executed()).isEqualTo(Executed.YES);
        }
    }

    @Test
    void a_changed_answer_comes_on_the_stream() throws IOException {
        try (var server = server();
                var proxied = new Proxied(server.uri());
                var stream = proxied.client().listen();
                var posts = proxied.client()) {
            proxied.faults.on(toolCall("pay")).changeId(IdChange.NULL);
            stream.readUntil("session=1\n\n");
            post(posts, proxied);

            assertThat(stream.readUntil("}]}}\n\n")).contains("\"id\":null");
            proxied.onlyEnded(Outcome.INVALID);
        }
    }

    @Test
    void an_answer_of_the_proxy_comes_on_the_stream_too() throws IOException {
        try (var server = server();
                var proxied = new Proxied(server.uri());
                var stream = proxied.client().listen();
                var posts = proxied.client()) {
            proxied.faults.on(toolCall("pay")).rpcError(-32603, "no");
            stream.readUntil("session=1\n\n");
            post(posts, proxied);

            posts.readUntil("HTTP/1.1 202 Accepted");
            assertThat(stream.readUntil("\n\n")).contains("-32603");
            assertThat(proxied.onlyEnded(Outcome.RPC_ERROR).executed()).isEqualTo(Executed.NO);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_lost_response_takes_the_stream_with_it() throws IOException {
        try (var server = server();
                var proxied = new Proxied(server.uri());
                var stream = proxied.client().listen();
                var posts = proxied.client()) {
            proxied.faults.on(toolCall("pay")).loseResponse(Cut.RESET);
            stream.readUntil("session=1\n\n");
            post(posts, proxied);

            assertThat(stream.readToEnd()).endsWith("<RESET>");
            assertThat(proxied.onlyEnded(Outcome.CUT).executed()).isEqualTo(Executed.YES);
        }
    }

    /** The transport is deprecated, and that is the point: servers and clients of that kind are still about. */
    @SuppressWarnings("deprecation")
    @Test
    void the_client_of_the_sdk_takes_the_address_for_the_proxys_own() throws IOException {
        var answers = new LinkedBlockingQueue<String>();
        try (var server = RawServer.start(request -> {
                    if (request.head().startsWith("GET")) {
                        request.eventStream();
                        request.chunk(
                                "event: endpoint\ndata: http://" + request.header("Host") + "/post?session=1\n\n");
                        while (true) {
                            request.chunk("event: message\ndata: " + answers.take() + "\n\n");
                        }
                    }
                    answerTo((JsonObject) Json.parse(request.body())).ifPresent(answers::add);
                    request.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
                });
                var proxied = new Proxied(server.uri())) {
            var transport = HttpClientSseClientTransport.builder(
                            proxied.uri().resolve("/").toString())
                    .sseEndpoint("/sse")
                    .build();
            McpSyncClient client = McpClient.sync(transport).build();
            client.initialize();
            var result = client.callTool(CallToolRequest.builder("pay").build());

            assertThat(result.content()).hasSize(1);
            assertThat(proxied.traffic.toolCalls("pay").executed()).isEqualTo(1);
            assertThat(proxied.traffic.requests("initialize").all())
                    .singleElement()
                    .satisfies(each -> assertThat(each.outcome()).isEqualTo(Outcome.RESULT));
            client.closeGracefully();
        }
    }

    private static Optional<String> answerTo(JsonObject request) {
        Map<String, ?> result = request.string("method").orElse("").equals("initialize")
                ? Map.of(
                        "protocolVersion", "2024-11-05",
                        "capabilities", Map.of("tools", Map.of()),
                        "serverInfo", Map.of("name", "old", "version", "1"))
                : Map.of("content", List.of(Map.of("type", "text", "text", "ok")));
        return request.has("id")
                ? Optional.of(JsonObject.builder()
                        .put("jsonrpc", "2.0")
                        .put("id", request.get("id"))
                        .put("result", result)
                        .build()
                        .toString())
                : Optional.empty();
    }
}
