/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.cassette.internal.Player.Found;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Replays a cassette over Streamable HTTP: with a session for clients of the handshake era, and without for others.
 * Thread-safe.
 */
final class HttpReplay implements AutoCloseable {

    static {
        // Read once, when the server's classes are first used: without it each small answer waits 40 ms for an ACK.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final int BAD_REQUEST = 400;
    private static final int NO_SESSION = 404;
    private static final int NOT_ALLOWED = 405;

    private final Player player;
    private final HttpServer server;
    private final ExecutorService threads;
    private final URI uri;
    private final Map<String, HttpReplaySession> sessions = new ConcurrentHashMap<>();
    private final HttpReplaySession withoutSession;

    private HttpReplay(Player player, String path, int port) throws IOException {
        this.player = player;
        this.withoutSession = new HttpReplaySession(player);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit replay");
            thread.setDaemon(true);
            return thread;
        });
        this.uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        server.setExecutor(threads);
        server.createContext(uri.getPath(), this::handle);
        server.start();
    }

    /**
     * Listen.
     *
     * @param path the path of the endpoint
     * @param port the port; 0 for a free one
     */
    static HttpReplay listen(Player player, String path, int port) {
        try {
            return new HttpReplay(player, path, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Cannot listen on loopback to replay a cassette: " + failure.getMessage(), failure);
        }
    }

    McpEndpoint.Http endpoint() {
        return new McpEndpoint.Http(uri);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "POST" -> post(exchange);
                case "GET" -> listen(exchange);
                case "DELETE" -> delete(exchange);
                default -> status(exchange, NOT_ALLOWED);
            }
        }
    }

    private void post(HttpExchange exchange) throws IOException {
        RpcMessages messages = RpcMessages.in(exchange.getRequestBody().readAllBytes());
        Optional<HttpReplaySession> known = session(exchange);
        if (messages.isEmpty()) {
            whole(exchange, BAD_REQUEST, RpcMessage.error(null, RpcErrors.INTERNAL_ERROR, "Not a JSON-RPC message"));
        } else if (known.isEmpty()) {
            status(exchange, NO_SESSION);
        } else if (messages.all().size() == 1
                && RpcMessage.isRequest(messages.all().get(0))) {
            request(exchange, messages.all().get(0), known.get());
        } else {
            batch(exchange, messages, known.get());
        }
    }

    private void request(HttpExchange exchange, JsonObject request, HttpReplaySession session) throws IOException {
        Optional<Found> found = session.replay().find(request);
        if (found.isEmpty()) {
            whole(exchange, 200, session.replay().missing(request));
            return;
        }
        TapedExchange taped = found.get().exchange();
        HttpReplaySession own = session;
        if (RpcMessage.isCall(request, Methods.INITIALIZE) && taped.status().isEmpty()) {
            own = new HttpReplaySession(player);
            String id = UUID.randomUUID().toString();
            sessions.put(id, own);
            exchange.getResponseHeaders().set(McpHeaders.SESSION, id);
        }
        boolean cutAtOnce = taped.ending() == TapedExchange.Ending.SERVER_GONE
                && taped.steps().isEmpty();
        boolean inOneBody = taped.steps().size() == 1 && taped.answer().isPresent();
        if (taped.status().isPresent() && taped.steps().isEmpty()) {
            status(exchange, taped.status().getAsInt());
        } else if (cutAtOnce) {
            // The connection is closed without a response.
            own.replay().play(request, found.get(), nothing -> {});
        } else if (inOneBody) {
            own.replay()
                    .play(
                            request,
                            found.get(),
                            answer -> whole(exchange, taped.status().orElse(200), answer));
        } else {
            var events = new ReplayedEvents(exchange);
            own.replay().play(request, found.get(), events::send);
        }
    }

    /** Revision 2025-03-26 allows several messages in one body. The answers come as events. */
    private static void batch(HttpExchange exchange, RpcMessages messages, HttpReplaySession session)
            throws IOException {
        int status = 202;
        for (JsonObject message : messages.all()) {
            if (!RpcMessage.isRequest(message)) {
                status = session.replay().take(message).orElse(status);
            }
        }
        if (messages.all().stream().noneMatch(RpcMessage::isRequest)) {
            status(exchange, status);
            return;
        }
        var events = new ReplayedEvents(exchange);
        for (JsonObject request : messages.all()) {
            if (RpcMessage.isRequest(request)) {
                Optional<Found> found = session.replay().find(request);
                if (found.isPresent()) {
                    session.replay().play(request, found.get(), events::send);
                } else {
                    events.send(session.replay().missing(request));
                }
            }
        }
    }

    private Optional<HttpReplaySession> session(HttpExchange exchange) {
        String id = exchange.getRequestHeaders().getFirst(McpHeaders.SESSION);
        return id == null ? Optional.of(withoutSession) : Optional.ofNullable(sessions.get(id));
    }

    private void listen(HttpExchange exchange) throws IOException {
        Optional<HttpReplaySession> session = session(exchange);
        if (exchange.getRequestHeaders().getFirst(McpHeaders.SESSION) == null) {
            status(exchange, NOT_ALLOWED);
        } else if (session.isEmpty()) {
            status(exchange, NO_SESSION);
        } else {
            session.get().listen(new ReplayedEvents(exchange));
        }
    }

    private void delete(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestHeaders().getFirst(McpHeaders.SESSION);
        HttpReplaySession ended = id == null ? null : sessions.remove(id);
        if (ended != null) {
            ended.close();
        }
        status(exchange, ended == null ? NO_SESSION : 200);
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static void whole(HttpExchange exchange, int status, JsonObject message) throws IOException {
        byte[] body = Json.print(message).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        sessions.values().forEach(HttpReplaySession::close);
        withoutSession.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
