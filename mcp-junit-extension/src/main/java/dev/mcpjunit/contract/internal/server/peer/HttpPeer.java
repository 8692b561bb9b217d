/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.http.HttpClients;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * A server on HTTP, seen by a client that looks at each reply. It has its own connection, and sends any message, right
 * or wrong.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpPeer implements Peer {

    /** How long the head of a response to GET may take on a server that answers other requests. */
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(2);

    private final ClientDialect dialect;
    private final Duration timeout;
    private final Map<String, String> session = new LinkedHashMap<>();
    private final Set<String> opened = new LinkedHashSet<>();
    private final HttpExchanges exchanges;
    private final ReceivedMessages received = new ReceivedMessages(this::respond);
    private final Optional<HttpClient> own;

    public HttpPeer(McpEndpoint.Http endpoint, ClientDialect dialect, Duration timeout) {
        this(endpoint, dialect, timeout, HttpExchanges.newClient(), true);
    }

    /** Share the connections of other peers. */
    public HttpPeer(McpEndpoint.Http endpoint, ClientDialect dialect, Duration timeout, HttpClient client) {
        this(endpoint, dialect, timeout, client, false);
    }

    private HttpPeer(
            McpEndpoint.Http endpoint, ClientDialect dialect, Duration timeout, HttpClient client, boolean isOwn) {
        this.exchanges = new HttpExchanges(endpoint, client);
        this.dialect = dialect;
        this.timeout = timeout;
        this.own = isOwn ? Optional.of(client) : Optional.empty();
    }

    @Override
    public ClientDialect dialect() {
        return dialect;
    }

    @Override
    public JsonObject begin() throws NoAnswerException, InterruptedException {
        HttpReply opening = opening();
        return opening.response().orElseThrow(() -> noResponse(opening));
    }

    private HttpReply opening() throws NoAnswerException, InterruptedException {
        HttpReply opening = post(dialect.opening(Ids.number(1)));
        if (!dialect.isStateless() && opening.result().isPresent()) {
            opening.headers().firstValue(McpHeaders.SESSION).ifPresent(id -> session.put(McpHeaders.SESSION, id));
        }
        return opening;
    }

    /** Do what a client does before its first request of interest. */
    public HttpReply open() throws NoAnswerException, InterruptedException {
        HttpReply opening = opening();
        if (opening.result().isEmpty()) {
            throw new NoAnswerException("was refused with " + opening.describe());
        }
        if (!dialect.isStateless()) {
            HttpReply unused = post(dialect.notification(Methods.INITIALIZED));
        }
        return opening;
    }

    public boolean hasSession() {
        return !session.isEmpty();
    }

    /** Send a message with the headers that belong to it. */
    public HttpReply post(JsonObject message) throws NoAnswerException, InterruptedException {
        return post(message, Map.of());
    }

    /**
     * Send a message.
     *
     * @param changes headers that are set in place of those that belong to it; one with empty text is left out
     */
    public HttpReply post(JsonObject message, Map<String, String> changes)
            throws NoAnswerException, InterruptedException {
        return post(message.toString(), headers(message, changes), timeout);
    }

    /** Send a message with the names of its headers written in another way. */
    public HttpReply postWith(UnaryOperator<String> names, JsonObject message)
            throws NoAnswerException, InterruptedException {
        var headers = new LinkedHashMap<String, String>();
        headers(message, Map.of()).forEach((name, value) -> headers.put(names.apply(name), value));
        return post(message.toString(), headers, timeout);
    }

    /** Send some text as if it were a message. */
    public HttpReply postText(String text) throws NoAnswerException, InterruptedException {
        return post(text, headers(dialect.ping(Ids.number(2)), Map.of()), timeout);
    }

    public Map<String, String> headers(JsonObject message, Map<String, String> changes) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
        headers.putAll(dialect.headers(message));
        headers.putAll(session);
        headers.putAll(changes);
        headers.values().removeIf(String::isEmpty);
        return headers;
    }

    private HttpReply post(String body, Map<String, String> headers, Duration bound)
            throws NoAnswerException, InterruptedException {
        HttpReply reply = send("POST", body, headers, bound);
        reply.headers().firstValue(McpHeaders.SESSION).ifPresent(opened::add);
        return reply;
    }

    @Override
    public JsonObject ask(JsonObject request) throws NoAnswerException, InterruptedException {
        return askWithin(timeout, request);
    }

    @Override
    public JsonObject askWithin(Duration bound, JsonObject request) throws NoAnswerException, InterruptedException {
        HttpReply reply = post(request.toString(), headers(request, Map.of()), bound);
        return reply.response().orElseThrow(() -> noResponse(reply));
    }

    private static NoAnswerException noResponse(HttpReply reply) {
        return new NoResponseException("got no response, but " + reply.describe());
    }

    @Override
    public void tell(JsonObject message) throws NoAnswerException, InterruptedException {
        HttpReply unused = post(message);
    }

    @Override
    public void tellText(String text) throws NoAnswerException, InterruptedException {
        HttpReply unused = postText(text);
    }

    @Override
    public ReceivedMessages received() {
        return received;
    }

    @Override
    public void close() {
        exchanges.close();
        endSessions();
        own.ifPresent(HttpClients::end);
    }

    /** The thread that reads must go on whatever the server does with the response. */
    private void respond(JsonObject response) {
        if (!dialect.isStateless()) {
            exchanges.post(response.toString(), headers(response, Map.of()));
        }
    }

    /** Open a stream by GET and keep it open until this peer closes. A server that has none may refuse. */
    @Override
    public boolean listen() throws InterruptedException {
        Map<String, String> headers = headersWithoutBody(Map.of());
        headers.put("Accept", "text/event-stream");
        return exchanges.listen(headers, shortTimeout(), received::add);
    }

    public JsonObject request(JsonValue id, String method, JsonObject params) {
        return dialect.request(id, method, params);
    }

    /** Send a GET as a client does that wants to listen, with further headers. Of a stream, only the head is read. */
    public HttpReply get(Map<String, String> more) throws NoAnswerException, InterruptedException {
        Map<String, String> headers = headersWithoutBody(more);
        headers.put("Accept", "text/event-stream");
        CompletableFuture<HttpResponse<InputStream>> head = exchanges.get(headers);
        try {
            HttpResponse<InputStream> response = head(head);
            return HttpExchanges.bounded(timeout, () -> ReplyBody.headOfStream(response));
        } finally {
            head.cancel(true);
        }
    }

    /** Send a DELETE as a client does that ends a session, which these headers name. */
    public HttpReply delete(Map<String, String> more) throws NoAnswerException, InterruptedException {
        return send("DELETE", "", headersWithoutBody(more), timeout);
    }

    /** End this session, too, when this peer ends its own. */
    public void endLater(String session) {
        opened.add(session);
    }

    private HttpResponse<InputStream> head(CompletableFuture<HttpResponse<InputStream>> get)
            throws NoAnswerException, InterruptedException {
        Duration first = shortTimeout();
        try {
            return get.get(first.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            Optional<Duration> ping = timeOfPing();
            Duration more = ping.orElse(timeout);
            try {
                return get.get(more.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException stillSilent) {
                if (ping.isEmpty()) {
                    throw new NoAnswerException(
                            "was not answered within " + Durations.print(first.plus(timeout)) + ".");
                }
                throw new NoHeadException("got no response head within " + Durations.print(first)
                        + ", while the server answered another request. A server that streams must send the head"
                        + " immediately, and not with the first event.");
            } catch (ExecutionException broken) {
                throw HttpExchanges.noAnswer(broken);
            }
        } catch (ExecutionException broken) {
            throw HttpExchanges.noAnswer(broken);
        }
    }

    /**
     * How long the server takes for a request that it can answer immediately; empty if it does not answer. On a busy
     * machine that is long, and a GET that is as slow is not to blame for it.
     */
    private Optional<Duration> timeOfPing() throws InterruptedException {
        long start = System.nanoTime();
        try {
            HttpReply reply = post(dialect.ping(Ids.number(3)));
            return reply.result().map(any -> Duration.ofNanos(System.nanoTime() - start));
        } catch (NoAnswerException busy) {
            return Optional.empty();
        }
    }

    /**
     * End the sessions that answers opened, and with them the streams that the server still holds: an application that
     * shuts down gracefully would wait for them. A server need not allow it, and no rule is about it.
     */
    public void endSessions() {
        for (String id : opened) {
            session.put(McpHeaders.SESSION, id);
            try {
                HttpReply unused = send("DELETE", "", headersWithoutBody(Map.of()), shortTimeout());
            } catch (NoAnswerException refused) {
                // There is nothing more to do.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        opened.clear();
    }

    private Map<String, String> headersWithoutBody(Map<String, String> more) {
        var headers = new TreeMap<>(session);
        headers.putAll(more);
        headers.put(McpHeaders.REVISION, dialect.revision().date());
        return headers;
    }

    private Duration shortTimeout() {
        return timeout.compareTo(HEAD_TIMEOUT) < 0 ? timeout : HEAD_TIMEOUT;
    }

    private HttpReply send(String method, String body, Map<String, String> headers, Duration timeout)
            throws NoAnswerException, InterruptedException {
        return exchanges.send(method, body, headers, timeout, received::add);
    }
}
