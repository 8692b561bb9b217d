/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** JSON-RPC over HTTP and nothing besides, for clients that are good or bad on purpose. */
final class HttpCaller {

    static final Map<String, Object> HELLO = Map.of(
            "protocolVersion",
            "2025-11-25",
            "capabilities",
            Map.of(),
            "clientInfo",
            Map.of("name", "subject", "version", "1"));

    private static final Duration HANDSHAKE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger ids = new AtomicInteger();
    private final URI uri;
    private volatile Map<String, String> session = Map.of();

    HttpCaller(McpEndpoint server) {
        uri = server.httpUri();
    }

    /** Introduce ourselves. */
    HttpCaller initialize(Duration timeout) throws Exception {
        HttpResponse<String> hello = send(request("initialize", nextId(), HELLO), Map.of(), timeout);
        session = hello.headers()
                .firstValue("mcp-session-id")
                .<Map<String, String>>map(id -> Map.of("Mcp-Session-Id", id, "MCP-Protocol-Version", "2025-11-25"))
                .orElse(Map.of());
        send(notification("notifications/initialized", Map.of()), Map.of(), HANDSHAKE);
        return this;
    }

    int nextId() {
        return ids.incrementAndGet();
    }

    static JsonObject request(String method, int id, Map<String, ?> params) {
        return notification(method, params).toBuilder().put("id", id).build();
    }

    static JsonObject notification(String method, Map<String, ?> params) {
        return JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("params", params)
                .build();
    }

    static JsonObject call(String tool, int id) {
        return request(
                "tools/call",
                id,
                Map.of(
                        "name",
                        tool,
                        "arguments",
                        tool.equals("plan-trip") ? Map.of("city", "Oslo", "days", 1) : Map.of("city", "Oslo"),
                        "_meta",
                        Map.of("progressToken", "token-" + id)));
    }

    /** Send, and wait for all of the response until a time; then the connection is closed. */
    HttpResponse<String> send(JsonObject message, Map<String, String> headers, Duration timeout) throws Exception {
        CompletableFuture<HttpResponse<String>> response = begin(message, headers);
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException io ? io : failure;
        } catch (TimeoutException | InterruptedException givenUp) {
            response.cancel(true);
            throw givenUp;
        }
    }

    /** Send, and leave it to the caller for how long to wait. */
    CompletableFuture<HttpResponse<String>> begin(JsonObject message, Map<String, String> headers) {
        return http.sendAsync(post(message, headers).build(), BodyHandlers.ofString());
    }

    /** Send, and wait for the head of the response only. */
    HttpResponse<InputStream> head(JsonObject message, Duration timeout) throws Exception {
        return http.send(post(message, Map.of()).timeout(timeout).build(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder post(JsonObject message, Map<String, String> headers) {
        HttpRequest.Builder post = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message.toString()));
        session.forEach(post::header);
        headers.forEach(post::header);
        return post;
    }

    /** The response to a request in a body, be it JSON or a stream of events. */
    static JsonObject answer(String body, int id) throws IOException {
        String json = body.lines()
                .map(line -> line.startsWith("data:") ? line.substring(5) : line)
                .filter(line -> line.strip().startsWith("{"))
                .filter(line -> JsonValue.of(id).equals(((JsonObject) Json.parse(line)).get("id")))
                .findFirst()
                .orElseThrow(() -> new IOException("No answer in: " + body));
        return (JsonObject) Json.parse(json);
    }
}
