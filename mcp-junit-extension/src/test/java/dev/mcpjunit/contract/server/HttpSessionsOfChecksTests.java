/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application that shuts down gracefully waits for the streams of sessions that are still open. */
class HttpSessionsOfChecksTests {

    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Set<String> listening = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server = server();

    private HttpServer server() {
        try {
            HttpServer created = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            created.createContext("/mcp", this::handle);
            created.setExecutor(threads);
            created.start();
            return created;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A server that holds each GET, and answers everything else with an empty result. */
    private void handle(HttpExchange exchange) throws IOException {
        String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
        switch (exchange.getRequestMethod()) {
            case "GET" -> listening.add(String.valueOf(session));
            case "DELETE" -> {
                open.remove(session);
                ended.add(session);
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            }
            default -> answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var message =
                (JsonObject) Json.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (message.get("id") == null) {
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
            return;
        }
        String result = "{}";
        if (message.string("method").orElse("").equals("initialize")) {
            String session = UUID.randomUUID().toString();
            open.add(session);
            exchange.getResponseHeaders().set("Mcp-Session-Id", session);
            result = "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                    + "\"serverInfo\":{\"name\":\"held\",\"version\":\"1\"}}";
        }
        byte[] body =
                ("{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":" + result + "}").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @McpServer(name = "held", url = "${held.url}", protocol = "LEGACY")
    static class Checks implements HttpServerContract {}

    @Test
    void are_ended_with_the_check_that_opened_them() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";

        Run run = Run.with(Map.of("held.url", url), Checks.class);

        assertThat(run.started()).isEqualTo(19);
        assertThat(listening).isNotEmpty();
        assertThat(ended).containsAll(listening).hasSizeGreaterThan(5);
        assertThat(open).isEmpty();
    }
}
