/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A protected server on loopback that does what a check needs. It takes tokens from the query, too, so that only a
 * check judges where they are.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ScriptedServer implements AutoCloseable {

    static {
        // Read once, when the server's classes are first used: without it each small answer waits 40 ms for an ACK.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final String PATH = "/mcp";

    private final String name;
    private final Consumer<String> timeline;
    private final McpAnswers answers;
    private final HttpServer http;
    private final ExecutorService threads;
    private final List<ServerRequest> requests = new CopyOnWriteArrayList<>();
    private final Protection protection;

    ScriptedServer(String name, ScriptedIssuer issuer, List<String> tools, Consumer<String> timeline) {
        this.name = name;
        this.timeline = timeline;
        this.answers = new McpAnswers(tools);
        this.http = listen();
        this.protection = new Protection(address(), issuer);
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit protected server");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    private static HttpServer listen() {
        try {
            byte[] loopback = {127, 0, 0, 1};
            return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(loopback), 0), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException("The protected server of a check cannot listen on loopback", unusable);
        }
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + PATH);
    }

    /** The same server under the name of another host. */
    public URI addressOnLocalhost() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + PATH);
    }

    /** What it refuses, and how. */
    public Protection protection() {
        return protection;
    }

    /** The requests that were answered, or whose answers were lost. */
    public List<ServerRequest> requests() {
        return List.copyOf(requests);
    }

    /** The requests to the endpoint of the protocol. */
    public List<ServerRequest> protocolRequests() {
        return requests.stream().filter(ServerRequest::isProtocol).toList();
    }

    /** The tokens that were sent, in the header. */
    public List<String> tokens() {
        return requests.stream()
                .flatMap(request -> request.token().stream())
                .distinct()
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            Optional<String> token = token(exchange);
            if (!path.equals(PATH)) {
                Reply reply = protection.document(path);
                note(
                        exchange,
                        new ServerRequest(
                                ServerRequest.Target.DOCUMENT,
                                exchange.getRequestMethod() + " " + path,
                                Optional.empty(),
                                token,
                                query,
                                reply.status()),
                        reply);
                return;
            }
            List<JsonObject> messages =
                    RpcMessages.in(exchange.getRequestBody().readAllBytes()).all();
            JsonObject message = messages.isEmpty() ? JsonObject.EMPTY : messages.get(0);
            Optional<String> tool = RpcMessage.isCall(message, Methods.CALL_TOOL)
                    ? RpcMessage.params(message).string("name")
                    : Optional.empty();
            Optional<String> used = token.or(() -> Protection.tokenIn(query));
            Reply reply = protection.refusal(tool, used).orElseGet(() -> answer(exchange, message));
            String what = message.string("method").orElse(exchange.getRequestMethod());
            boolean isLost = reply.status() / 100 == 2 && protection.losesAnswerOf(tool);
            note(
                    exchange,
                    new ServerRequest(
                            ServerRequest.Target.ENDPOINT, what, tool, token, query, isLost ? 0 : reply.status()),
                    reply);
        }
    }

    private static Optional<String> token(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }

    private Reply answer(HttpExchange exchange, JsonObject message) {
        if (exchange.getRequestMethod().equals("DELETE")) {
            return Reply.empty(200);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Reply.empty(405);
        }
        if (message.isEmpty()) {
            return Reply.empty(400);
        }
        if (!message.has("id")) {
            return Reply.empty(202);
        }
        McpAnswers.Answer answer = answers.to(message);
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        if (RpcMessage.isCall(message, Methods.INITIALIZE)) {
            // A client ends a session, and must be authorized to do so.
            headers.put("Mcp-Session-Id", UUID.randomUUID().toString());
        }
        return new Reply(answer.status(), headers, answer.message().toString());
    }

    /** Keep a request, and answer it. */
    private void note(HttpExchange exchange, ServerRequest request, Reply reply) throws IOException {
        requests.add(request);
        timeline.accept(name + "  " + describe(request));
        if (request.status() == 0) {
            protection.lose();
            // Closing the exchange without an answer closes the connection.
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private String describe(ServerRequest request) {
        String token = request.token()
                .map(text -> " with token " + (tokens().indexOf(text) + 1))
                .orElse("");
        return request.what()
                + request.tool().map(name -> " " + name).orElse("")
                + token
                + (request.query().isEmpty() ? "" : " and a query")
                + (request.status() == 0 ? " → executed, answer lost" : " → " + request.status());
    }

    /** An answer by HTTP. */
    record Reply(int status, Map<String, String> headers, String body) {

        static Reply empty(int status) {
            return new Reply(status, Map.of(), "");
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
