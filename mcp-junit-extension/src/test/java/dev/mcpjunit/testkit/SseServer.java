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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server of HTTP+SSE that sends the very events a test wants. */
public final class SseServer implements AutoCloseable {

    /** Instead of events: the stream ends. */
    public static final String END = "END";

    /** What most servers send first. */
    public static final String ENDPOINT = "event: endpoint\ndata: /messages?session=1\n\n";

    private final String first;
    private final Function<JsonObject, String> events;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonObject> posted = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private @Nullable HttpExchange stream;
    private int streams;

    /**
     * Start a server.
     *
     * @param first the events with which each stream begins, or {@link #END}
     * @param events the events in answer to what is posted, or {@link #END}; {@code ID} in it becomes the id of the
     *     request
     */
    public SseServer(String first, Function<JsonObject, String> events) {
        this.first = first;
        this.events = events;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/sse", this::open);
        server.createContext("/messages", this::take);
        server.start();
    }

    /** The answer to a request, as an event. */
    public static String result(String json) {
        return "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":" + json + "}\n\n";
    }

    /** The answer to an {@code initialize} of any server. */
    public static String initialized() {
        return result("{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{}},"
                + "\"serverInfo\":{\"name\":\"old\",\"version\":\"1\"}}");
    }

    private synchronized void open(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(405, -1);
            exchange.close();
            return;
        }
        streams++;
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        stream = exchange;
        write(first);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var message =
                    (JsonObject) Json.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            posted.add(message);
            exchange.sendResponseHeaders(202, -1);
            write(events.apply(message).replace("ID", String.valueOf(message.get("id"))));
        }
    }

    /** Say something. */
    public synchronized void write(String text) throws IOException {
        HttpExchange open = stream;
        if (open == null) {
            throw new IllegalStateException("No client listens");
        }
        if (text.equals(END)) {
            open.close();
            return;
        }
        OutputStream body = open.getResponseBody();
        body.write(text.getBytes(UTF_8));
        body.flush();
    }

    /** Where it is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sse");
    }

    /** What was posted, in order. */
    public List<JsonObject> posted() {
        return posted;
    }

    /** How many streams were opened. */
    public synchronized int streams() {
        return streams;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
