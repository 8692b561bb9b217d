/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpConnectionBuilder;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One way for a client to use a server: with a client's part and a server's part. What the client gets to see is a
 * text, which must be the same directly and through the proxy.
 */
final class Road {

    /** What a client sees of a server. */
    @FunctionalInterface
    interface ClientPart {
        String see(URI server) throws IOException;
    }

    final String name;
    final RawServer.Handler server;
    final ClientPart client;
    final String expected;

    private Road(String name, RawServer.Handler server, ClientPart client, String expected) {
        this.name = name;
        this.server = server;
        this.client = client;
        this.expected = expected;
    }

    /** Our connection calls a tool. */
    static Road call(String name, RawServer.Handler server, String expected) {
        return new Road(name, server, uri -> call(uri, Transport.STREAMABLE_HTTP, builder -> builder), expected);
    }

    static Road callWithCookies(String name, RawServer.Handler server, String expected) {
        return new Road(
                name, server, uri -> call(uri, Transport.STREAMABLE_HTTP, McpConnectionBuilder::cookies), expected);
    }

    static Road sse(String name, RawServer.Handler server, String expected) {
        return new Road(name, server, uri -> call(uri.resolve("/api/sse"), Transport.SSE, b -> b), expected);
    }

    /** A client that writes bytes. */
    static Road raw(String name, ClientPart client, String expected) {
        return raw(name, Road::echo, client, expected);
    }

    static Road raw(String name, RawServer.Handler server, ClientPart client, String expected) {
        return new Road(name, server, client, expected);
    }

    private static String call(URI uri, Transport transport, UnaryOperator<McpConnectionBuilder> settings) {
        McpConnectionBuilder builder = McpConnection.builder(new McpEndpoint.Http(uri))
                .name("echo")
                .transport(transport)
                .protocol("2025-06-18")
                .requestTimeout(Proxied.BOUND)
                .openTimeout(Proxied.BOUND);
        try (McpConnection connection = settings.apply(builder).open()) {
            return connection.callTool("echo", Map.of()).text();
        } catch (McpException failure) {
            return failure.getClass().getSimpleName() + ": " + failure.getMessage();
        }
    }

    /** Answers a message of a client; the answer may be packed by the server's part. */
    static Optional<String> answer(String body) {
        var request = (JsonObject) Json.parse(body.replaceFirst("^\uFEFF", ""));
        Map<String, ?> result =
                switch (request.string("method").orElse("")) {
                    case "initialize" ->
                        Map.of(
                                "protocolVersion", version(request),
                                "capabilities", Map.of("tools", Map.of()),
                                "serverInfo", Map.of("name", "echo", "version", "1"));
                    default -> Map.of("content", List.of(Map.of("type", "text", "text", "hi")));
                };
        return request.has("id")
                ? Optional.of(JsonObject.builder()
                        .put("jsonrpc", "2.0")
                        .put("id", request.get("id"))
                        .put("result", result)
                        .build()
                        .toString())
                : Optional.empty();
    }

    private static String version(JsonObject request) {
        return request.object("params")
                .flatMap(params -> params.string("protocolVersion"))
                .orElse("");
    }

    /** Answers a notification, and whatever is not posted. */
    static void other(RawServer.Request request) throws IOException {
        request.send(
                request.head().startsWith("POST")
                        ? "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
                        : "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n");
    }

    private static void echo(RawServer.Request request) throws IOException {
        Optional<String> answer = request.body().isEmpty() ? Optional.empty() : answer(request.body());
        if (answer.isPresent()) {
            request.json(answer.get());
        } else {
            other(request);
        }
    }

    /** What is the same on both roads: addresses differ. */
    String see(URI at) {
        try {
            return client.see(at).replaceAll("(localhost|127\\.0\\.0\\.1):\\d+", "HOST");
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
