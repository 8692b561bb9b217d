/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpConnectionBuilder;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A protected MCP server and its authorization server at one address. It keeps what it was sent, and each of its
 * answers can be replaced by a wrong one.
 */
final class ProtectedSite implements AutoCloseable {

    /** What was sent. */
    record Seen(String method, String path, Map<String, String> parameters, Headers headers, String body) {

        String authorization() {
            return String.valueOf(headers.getFirst("Authorization"));
        }
    }

    /** What is answered. */
    record Reply(int status, Map<String, String> headers, String body) {

        static Reply json(int status, JsonObject body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body.toString());
        }
    }

    static final String RESOURCE_METADATA = "/.well-known/oauth-protected-resource/mcp";
    static final String ROOT_METADATA = "/.well-known/oauth-protected-resource";
    static final String ISSUER_METADATA = "/.well-known/oauth-authorization-server";
    static final String OPENID_METADATA = "/.well-known/openid-configuration";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Seen, Reply>> routes = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int expiresIn = 3600;

    /** The tokens that the server accepts. */
    final Set<String> accepted = ConcurrentHashMap.newKeySet();

    ProtectedSite() {
        try {
            server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        route("/mcp", this::mcp);
        route(RESOURCE_METADATA, any -> Reply.json(200, resourceMetadata().build()));
        route(ISSUER_METADATA, any -> Reply.json(200, issuerMetadata(origin()).build()));
        route(
                "/register",
                any -> Reply.json(
                        201, JsonObject.builder().put("client_id", "c1").build()));
        route("/authorize", any -> redirect(any, Map.of("code", "the-code", "iss", origin())));
        route("/token", any -> Reply.json(200, issue()));
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI uri() {
        return URI.create(origin() + "/mcp");
    }

    ProtectedSite route(String path, Function<Seen, Reply> answer) {
        routes.put(path, answer);
        return this;
    }

    /** A path that has nothing. */
    ProtectedSite without(String path) {
        routes.remove(path);
        return this;
    }

    /** Say that tokens expire immediately, although the server accepts them still. */
    ProtectedSite expiring() {
        expiresIn = 0;
        return this;
    }

    void neverExpiring() {
        expiresIn = 3600;
    }

    JsonObject.Builder resourceMetadata() {
        return JsonObject.builder()
                .put("resource", uri().toString())
                .put("authorization_servers", List.of(origin()))
                .put("scopes_supported", List.of("read"));
    }

    JsonObject.Builder issuerMetadata(String issuer) {
        return JsonObject.builder()
                .put("issuer", issuer)
                .put("authorization_endpoint", origin() + "/authorize")
                .put("token_endpoint", origin() + "/token")
                .put("registration_endpoint", origin() + "/register")
                .put("code_challenge_methods_supported", List.of("S256"));
    }

    /** Refuse each refresh token; issue tokens for everything else. */
    void refuseRefresh() {
        route(
                "/token",
                request -> request.parameters().get("grant_type").equals("refresh_token")
                        ? Reply.json(
                                400,
                                JsonObject.builder()
                                        .put("error", "invalid_grant")
                                        .build())
                        : Reply.json(200, issue()));
    }

    /** The answer to an authorization request, with its state unless another is given. */
    Reply redirect(Seen request, Map<String, String> answer) {
        var all = new LinkedHashMap<>(Map.of("state", request.parameters().get("state")));
        all.putAll(answer);
        var query = new StringBuilder();
        all.forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&")
                .append(name)
                .append('=')
                .append(value.replace(" ", "%20")));
        return new Reply(302, Map.of("Location", request.parameters().get("redirect_uri") + query), "");
    }

    JsonObject issue() {
        int number = tokens.incrementAndGet();
        accepted.add("opaque-access-" + number);
        return JsonObject.builder()
                .put("access_token", "opaque-access-" + number)
                .put("refresh_token", "opaque-refresh-" + number)
                .put("token_type", "bearer")
                .put("expires_in", expiresIn)
                .build();
    }

    Reply unauthorized(String parameters) {
        return new Reply(401, Map.of("WWW-Authenticate", ("Bearer " + parameters).strip()), "{\"error\":\"no\"}");
    }

    /** A small server of the handshake era. */
    Reply mcp(Seen request) {
        String token = request.authorization().replaceFirst("^Bearer ", "");
        return accepted.contains(token)
                ? answered(request)
                : unauthorized("resource_metadata=\"" + origin() + RESOURCE_METADATA + "\"");
    }

    Reply answered(Seen request) {
        if (!request.method().equals("POST")) {
            return new Reply(405, Map.of(), "");
        }
        var message = (JsonObject) Json.parse(request.body());
        if (!message.has("id")) {
            return new Reply(202, Map.of(), "");
        }
        String result =
                switch (message.string("method").orElse("")) {
                    case "initialize" ->
                        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                                + "\"serverInfo\":{\"name\":\"bank\",\"version\":\"1\"}}";
                    case "tools/call" ->
                        "{\"content\":[{\"type\":\"text\",\"text\":\"call " + calls.incrementAndGet() + "\"}]}";
                    default -> "{}";
                };
        return new Reply(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":" + result + "}");
    }

    /** How many calls of tools were executed. */
    int calls() {
        return calls.get();
    }

    List<Seen> seenAt(String path) {
        return seen.stream().filter(each -> each.path().equals(path)).toList();
    }

    List<String> paths() {
        return seen.stream().map(Seen::path).toList();
    }

    List<Seen> all() {
        return seen;
    }

    McpConnectionBuilder connection() {
        return McpConnection.builder(new McpEndpoint.Http(uri()))
                .name("bank")
                .protocol("LEGACY")
                .authorization(ClientAuthorization.asUser());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var parameters =
                    new LinkedHashMap<>(parameters(exchange.getRequestURI().getRawQuery()));
            if (String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                    .contains("form")) {
                parameters.putAll(parameters(body));
            }
            String path = exchange.getRequestURI().getPath();
            var request = new Seen(exchange.getRequestMethod(), path, parameters, exchange.getRequestHeaders(), body);
            seen.add(request);
            Function<Seen, Reply> route = routes.getOrDefault(path, none -> new Reply(404, Map.of(), ""));
            Reply reply = route.apply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            found.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return found;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
