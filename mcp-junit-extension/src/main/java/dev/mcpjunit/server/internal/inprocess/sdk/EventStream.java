/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;

/** One open event stream to a client. */
final class EventStream implements McpStreamableServerTransport {

    private final HttpExchange exchange;
    private final McpJsonMapper json;
    private final CountDownLatch closed = new CountDownLatch(1);

    EventStream(HttpExchange exchange, McpJsonMapper json) throws IOException {
        this.exchange = exchange;
        this.json = json;
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromRunnable(() -> write(message));
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, String messageId) {
        return sendMessage(message);
    }

    synchronized void write(Object message) {
        try {
            String event = "event: message\ndata: " + json.writeValueAsString(message) + "\n\n";
            exchange.getResponseBody().write(event.getBytes(UTF_8));
            exchange.getResponseBody().flush();
        } catch (IOException gone) {
            close();
            throw new java.io.UncheckedIOException("The client has gone", gone);
        }
    }

    /** Wait until the stream is closed. */
    void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }
}
