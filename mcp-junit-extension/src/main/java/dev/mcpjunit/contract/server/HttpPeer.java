/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.framing.SseParser;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.time.BoundedCall;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A server on HTTP, seen by a client that looks at each reply. It has its own connection, and sends any message, right
 * or wrong.
 */
final class HttpPeer {

    /** How long the head of a response to GET may take on a server that answers other requests. */
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(2);

    private final McpEndpoint.Http endpoint;
    private final ClientDialect dialect;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Map<String, String> session = new LinkedHashMap<>();
    private final Set<String> opened = new LinkedHashSet<>();

    HttpPeer(McpEndpoint.Http endpoint, ClientDialect dialect, Duration timeout) {
        this.endpoint = endpoint;
        this.dialect = dialect;
        this.timeout = timeout;
    }

    ClientDialect dialect() {
        return dialect;
    }

    /** Do what a client does before its first request of interest. */
    HttpReply open() throws NoAnswerException, InterruptedException {
        HttpReply opening = post(dialect.opening(Ids.number(1)));
        if (opening.result().isEmpty()) {
            throw new NoAnswerException("was refused with " + opening.describe());
        }
        if (!dialect.isStateless()) {
            opening.headers().firstValue(McpHeaders.SESSION).ifPresent(id -> session.put(McpHeaders.SESSION, id));
            HttpReply unused = post(dialect.notification(Methods.INITIALIZED));
        }
        return opening;
    }

    /** Send a message with the headers that belong to it. */
    HttpReply post(JsonObject message) throws NoAnswerException, InterruptedException {
        return post(message, Map.of());
    }

    /**
     * Send a message.
     *
     * @param changes headers that are set in place of those that belong to it; one with empty text is left out
     */
    HttpReply post(JsonObject message, Map<String, String> changes) throws NoAnswerException, InterruptedException {
        return post(message.toString(), headers(message, changes));
    }

    /** Send some text as if it were a message. */
    HttpReply postText(String text) throws NoAnswerException, InterruptedException {
        return post(text, headers(dialect.ping(Ids.number(2)), Map.of()));
    }

    private Map<String, String> headers(JsonObject message, Map<String, String> changes) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
        headers.putAll(dialect.headers(message));
        headers.putAll(session);
        headers.putAll(changes);
        headers.values().removeIf(String::isEmpty);
        return headers;
    }

    private HttpReply post(String body, Map<String, String> headers) throws NoAnswerException, InterruptedException {
        HttpReply reply = send("POST", BodyPublishers.ofString(body), headers, timeout);
        reply.headers().firstValue(McpHeaders.SESSION).ifPresent(opened::add);
        return reply;
    }

    JsonObject request(JsonValue id, String method, JsonObject params) {
        return dialect.request(id, method, params);
    }

    /** Send a GET as a client does that wants to listen. Of a stream, only the head is read. */
    HttpReply get() throws NoAnswerException, InterruptedException {
        try {
            return get(shortTimeout());
        } catch (NoAnswerException silent) {
            if (answersAtOnce()) {
                throw new NoAnswerException("got no response head within " + Durations.print(HEAD_TIMEOUT)
                        + ", while the server answered another request. A server that streams must send the head"
                        + " immediately, and not with the first event.");
            }
            return get(timeout);
        }
    }

    /** Whether it is the GET that is slow, and not the server or this machine. */
    private boolean answersAtOnce() throws InterruptedException {
        long start = System.nanoTime();
        try {
            HttpReply unused = post(dialect.ping(Ids.number(3)));
            return System.nanoTime() - start < HEAD_TIMEOUT.toNanos() / 4;
        } catch (NoAnswerException busy) {
            return false;
        }
    }

    private HttpReply get(Duration timeout) throws NoAnswerException, InterruptedException {
        Map<String, String> headers = headersWithoutBody();
        headers.put("Accept", "text/event-stream");
        return send("GET", BodyPublishers.noBody(), headers, timeout);
    }

    /**
     * End the sessions that answers opened, and with them the streams that the server still holds: an application that
     * shuts down gracefully would wait for them. A server need not allow it, and no rule is about it.
     */
    void endSessions() {
        for (String id : opened) {
            session.put(McpHeaders.SESSION, id);
            try {
                HttpReply unused = send("DELETE", BodyPublishers.noBody(), headersWithoutBody(), shortTimeout());
            } catch (NoAnswerException refused) {
                // There is nothing more to do.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        opened.clear();
    }

    private Map<String, String> headersWithoutBody() {
        var headers = new TreeMap<>(session);
        headers.put(McpHeaders.REVISION, dialect.revision().date());
        return headers;
    }

    private Duration shortTimeout() {
        return timeout.compareTo(HEAD_TIMEOUT) < 0 ? timeout : HEAD_TIMEOUT;
    }

    private HttpReply send(String method, BodyPublisher body, Map<String, String> headers, Duration timeout)
            throws NoAnswerException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.uri()).method(method, body);
        headers.forEach(request::setHeader);
        endpoint.headers().forEach(request::setHeader);
        try {
            return BoundedCall.run("mcp-junit asks a server", timeout, () -> {
                HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
                return read(response, method.equals("GET"));
            });
        } catch (TimeoutException silent) {
            throw new NoAnswerException("was not answered within " + Durations.print(timeout) + ".");
        } catch (ExecutionException broken) {
            throw new NoAnswerException(MessageTooLargeException.in(broken)
                    .map(limit -> "was answered with " + limit)
                    .orElse("got no answer, because the connection broke: " + broken.getCause() + "."));
        }
    }

    private static HttpReply read(HttpResponse<InputStream> response, boolean headOnly) throws IOException {
        try (InputStream in = response.body()) {
            var head = new HttpReply(response.statusCode(), response.headers(), "");
            if (!head.isStream()) {
                return new HttpReply(head.status(), head.headers(), new String(read(in), UTF_8));
            }
            return headOnly ? head : new HttpReply(head.status(), head.headers(), readEvents(in));
        }
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(Limits.messageBytes() + 1);
        if (bytes.length > Limits.messageBytes()) {
            throw new MessageTooLargeException();
        }
        return bytes;
    }

    /** One line for each message, up to the response. */
    private static String readEvents(InputStream in) throws IOException {
        List<String> messages = new ArrayList<>();
        var parser = new SseParser(
                Limits.messageBytes(), event -> messages.add(event.data().replace("\n", " ")), () -> {
                    throw new MessageTooLargeException();
                });
        byte[] buffer = new byte[8192];
        int all = 0;
        for (int n; messages.stream().noneMatch(HttpPeer::isResponse) && (n = in.read(buffer)) >= 0; ) {
            parser.feed(buffer, 0, n);
            all += n;
            if (all > Limits.messageBytes()) {
                throw new MessageTooLargeException();
            }
        }
        return String.join("\n", messages);
    }

    private static boolean isResponse(String event) {
        return RpcMessages.in(event).all().stream().anyMatch(RpcMessage::isResponse);
    }
}
