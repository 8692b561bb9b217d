/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.mcpjunit.internal.rpc.McpHeaders;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The SDK's Streamable HTTP transport with sessions: POST answered by an event stream, GET to listen, DELETE to end.
 */
final class JdkStreamableTransport implements McpStreamableServerTransportProvider, SdkTransport {

    private final McpJsonMapper json = McpJsonDefaults.getMapper();
    private final Map<String, McpStreamableServerSession> sessions = new ConcurrentHashMap<>();
    private McpStreamableServerSession.@Nullable Factory factory;

    @Override
    public synchronized void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
        this.factory = sessionFactory;
    }

    private synchronized McpStreamableServerSession.@Nullable Factory factory() {
        return factory;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> post(exchange);
            case "GET" -> withSession(exchange, session -> listen(exchange, session));
            case "DELETE" ->
                withSession(exchange, session -> {
                    sessions.remove(session.getId());
                    session.delete().block();
                    HttpHost.answer(exchange, 200, "");
                });
            default -> HttpHost.answer(exchange, 405, "");
        }
    }

    private void post(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var message = McpSchema.deserializeJsonRpcMessage(json, body);
        if (message instanceof McpSchema.JSONRPCRequest request
                && request.method().equals(McpSchema.METHOD_INITIALIZE)) {
            initialize(exchange, request);
            return;
        }
        withSession(exchange, session -> {
            if (message instanceof McpSchema.JSONRPCRequest request) {
                respond(exchange, session, request);
            } else if (message instanceof McpSchema.JSONRPCNotification notification) {
                session.accept(notification).block();
                HttpHost.answer(exchange, 202, "");
            } else if (message instanceof McpSchema.JSONRPCResponse response) {
                session.accept(response).block();
                HttpHost.answer(exchange, 202, "");
            }
        });
    }

    @SuppressWarnings("deprecation") // The SDK's newer method is missing in its 1.x line.
    private void respond(HttpExchange exchange, McpStreamableServerSession session, McpSchema.JSONRPCRequest request)
            throws IOException {
        session.responseStream(request, new EventStream(exchange, json)).block();
    }

    private void initialize(HttpExchange exchange, McpSchema.JSONRPCRequest request) throws IOException {
        McpStreamableServerSession.Factory sessionFactory = factory();
        if (sessionFactory == null) {
            HttpHost.answer(exchange, 503, "The server has not been built yet");
            return;
        }
        var params = json.convertValue(request.params(), new TypeRef<McpSchema.InitializeRequest>() {});
        var opened = sessionFactory.startSession(params);
        var result = opened.initResult().block();
        sessions.put(opened.session().getId(), opened.session());
        exchange.getResponseHeaders().set(McpHeaders.SESSION, opened.session().getId());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var response = new McpSchema.JSONRPCResponse(McpSchema.JSONRPC_VERSION, request.id(), result, null);
        HttpHost.answer(exchange, 200, json.writeValueAsString(response));
    }

    private void listen(HttpExchange exchange, McpStreamableServerSession session) throws IOException {
        var stream = new EventStream(exchange, json);
        var listening = session.listeningStream(stream);
        try {
            stream.awaitClose();
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        } finally {
            listening.close();
        }
    }

    private void withSession(HttpExchange exchange, SessionAction action) throws IOException {
        String id = exchange.getRequestHeaders().getFirst(McpHeaders.SESSION);
        McpStreamableServerSession session = id == null ? null : sessions.get(id);
        if (session == null) {
            HttpHost.answer(exchange, id == null ? 400 : 404, id == null ? "Mcp-Session-Id is missing" : "");
        } else {
            action.run(session);
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Flux.fromIterable(sessions.values())
                .flatMap(session -> session.sendNotification(method, params).onErrorComplete())
                .then();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::shutDown);
    }

    @Override
    public void shutDown() {
        sessions.values().forEach(McpStreamableServerSession::close);
        sessions.clear();
    }

    private interface SessionAction {
        void run(McpStreamableServerSession session) throws IOException;
    }
}
