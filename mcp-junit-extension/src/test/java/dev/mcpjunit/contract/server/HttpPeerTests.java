/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.contract.internal.server.peer.ClientDialect;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.model.ProtocolRevision;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A GET without a response head is the server's fault where other requests are answered, however slowly. */
class HttpPeerTests {

    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        later.shutdownNow();
    }

    private HttpPeer peer(Duration slowPost, Duration slowGet) {
        server.createContext("/mcp", exchange -> {
            Duration slow = exchange.getRequestMethod().equals("POST") ? slowPost : slowGet;
            CompletableFuture.delayedExecutor(slow.toMillis(), TimeUnit.MILLISECONDS, later)
                    .execute(() -> answer(exchange));
        });
        server.start();
        return client();
    }

    private HttpPeer client() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        return new HttpPeer(
                new McpEndpoint.Http(uri, Map.of()),
                ClientDialect.of(new ProtocolRevision("2025-11-25")),
                Duration.ofSeconds(20));
    }

    @Test
    void a_ping_in_a_stream_is_answered_while_the_stream_goes_on() throws Exception {
        var isAnswered = new CountDownLatch(1);
        server.createContext("/mcp", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            later.execute(() -> {
                try (exchange) {
                    if (body.equals("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"result\":{}}")) {
                        exchange.sendResponseHeaders(202, -1);
                        isAnswered.countDown();
                        return;
                    }
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream out = exchange.getResponseBody();
                    out.write("data: {\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}\n\n".getBytes(UTF_8));
                    out.flush();
                    if (isAnswered.await(10, TimeUnit.SECONDS)) {
                        out.write("data: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n\n".getBytes(UTF_8));
                    }
                } catch (IOException | InterruptedException gone) {
                    throw new IllegalStateException(gone);
                }
            });
        });
        server.start();
        try (HttpPeer peer = client()) {
            assertThat(peer.ask(peer.dialect().ping(Ids.number(2))).has("result"))
                    .isTrue();
        }
    }

    private static void answer(HttpExchange exchange) {
        byte[] body = "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}".getBytes(UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Test
    void a_held_get_is_found_on_a_machine_that_takes_a_second_for_a_ping() {
        HttpPeer peer = peer(Duration.ofMillis(900), Duration.ofMinutes(10));

        assertThatThrownBy(() -> peer.get(Map.of()))
                .hasMessageStartingWith("got no response head within 2 s, while the server answered another request.");
    }

    @Test
    void a_get_that_is_no_slower_than_other_requests_is_not_held() throws Exception {
        HttpPeer peer = peer(Duration.ofMillis(2_300), Duration.ofMillis(2_600));

        assertThat(peer.get(Map.of()).status()).isEqualTo(200);
    }
}
