/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that answers each request as a test says, and keeps what it was sent. */
public final class CannedServer implements AutoCloseable {

    /**
     * What is answered.
     *
     * @param status the HTTP status
     * @param type the content type
     * @param body the body; {@code ID} in it becomes the id of the request
     */
    public record Answer(int status, String type, String body) {}

    private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final HttpServer server;

    /** Start a server. */
    public CannedServer(Function<JsonObject, Answer> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/mcp", exchange -> answer(exchange, answers));
        server.start();
    }

    /** A result. */
    public static Answer result(String json) {
        return new Answer(200, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":" + json + "}");
    }

    /** A JSON-RPC error in an HTTP status. */
    public static Answer error(int status, String json) {
        return new Answer(status, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":" + json + "}");
    }

    /** The answer to a notification. */
    public static Answer accepted() {
        return new Answer(202, "text/plain", "");
    }

    private void answer(HttpExchange exchange, Function<JsonObject, Answer> answers) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            JsonObject request = text.isEmpty() ? JsonObject.EMPTY : (JsonObject) Json.parse(text);
            requests.add(request);
            headers.add(exchange.getRequestHeaders());
            Answer answer = answers.apply(request);
            JsonValue id = request.get("id");
            byte[] body = answer.body().replace("ID", String.valueOf(id)).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            answered.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Have a header in all answers from now on. */
    public CannedServer answeringWith(String header, String value) {
        answered.put(header, value);
        return this;
    }

    /** Where it is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    /** The bodies that came, in order; empty for a request without one. */
    public List<JsonObject> requests() {
        return requests;
    }

    /** The headers that came, in the same order. */
    public List<Headers> headers() {
        return headers;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
