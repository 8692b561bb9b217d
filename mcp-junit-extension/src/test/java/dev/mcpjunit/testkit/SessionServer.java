/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of Streamable HTTP that opens a session as it should. A test says how it answers calls and the GET for what
 * it says by itself.
 */
public final class SessionServer implements AutoCloseable {

    private static final String SESSION = "Mcp-Session-Id";

    /** Answers one HTTP request. */
    @FunctionalInterface
    public interface Answer {

        /**
         * Answer.
         *
         * @param exchange closed by the caller
         * @param message what was posted; empty for a GET
         */
        void give(HttpExchange exchange, JsonObject message) throws IOException;
    }

    private final Answer calls;
    private final Answer gets;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<JsonObject> replies = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final HttpServer server;

    /** Start a server. */
    public SessionServer(Answer calls, Answer gets) {
        this.calls = calls;
        this.gets = gets;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/mcp", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            JsonObject message = body.isEmpty() ? JsonObject.EMPTY : (JsonObject) Json.parse(body);
            log.add(describe(exchange, message));
            if (!exchange.getRequestMethod().equals("POST")) {
                gets.give(exchange, message);
            } else if (message.string("method").filter("initialize"::equals).isPresent()) {
                exchange.getResponseHeaders().set(SESSION, "s" + sessions.incrementAndGet());
                json(
                        exchange,
                        message,
                        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                                + "\"serverInfo\":{\"name\":\"weather\",\"version\":\"1\"}}");
            } else if (message.has("id") && message.has("method")) {
                calls.give(exchange, message);
            } else {
                if (!message.has("method")) {
                    replies.add(message);
                }
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private static String describe(HttpExchange exchange, JsonObject message) {
        String session = Optional.ofNullable(exchange.getRequestHeaders().getFirst(SESSION))
                .map(id -> " in " + id)
                .orElse("");
        String after = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                .map(id -> " after " + id)
                .orElse("");
        return exchange.getRequestMethod()
                + message.string("method").map(" "::concat).orElse("")
                + after
                + session;
    }

    /** Give a result. */
    public static void json(HttpExchange exchange, JsonObject request, String result) throws IOException {
        byte[] body =
                ("{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result + "}").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Refuse. */
    public static void refuse(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Give a stream that begins with some events. It ends when the answer is given. */
    public static OutputStream stream(HttpExchange exchange, String events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        write(body, events);
        return body;
    }

    /** Give a stream that breaks after some events. */
    public static void brokenStream(HttpExchange exchange, String events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, events.length() + 1_000);
        write(exchange.getResponseBody(), events);
    }

    /** Say something in a stream. */
    public static void write(OutputStream stream, String events) throws IOException {
        stream.write(events.getBytes(UTF_8));
        stream.flush();
    }

    /** The result of a request, as an event. */
    public static String event(JsonObject request, String result) {
        return "data: {\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result + "}\n\n";
    }

    /** Where it is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    /** What was asked for, in order, such as {@code POST tools/list in s1} and {@code GET after 7 in s1}. */
    public List<String> log() {
        return log;
    }

    /** What clients have answered to the server's own requests. */
    public List<JsonObject> replies() {
        return replies;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
