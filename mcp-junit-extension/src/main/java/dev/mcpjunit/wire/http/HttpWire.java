/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.wire.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.time.Deadline;
import dev.mcpjunit.wire.Findings;
import dev.mcpjunit.wire.Inbox;
import dev.mcpjunit.wire.RequestName;
import dev.mcpjunit.wire.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with a Streamable HTTP endpoint: one POST per message, the answer as JSON or as an event stream. Keeps the
 * session id that a server of the handshake era gives out, and gives it back when closed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpWire implements Wire {

    private static final String SESSION = "Mcp-Session-Id";
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final HttpChannel channel;
    private final Inbox inbox;
    private final Findings findings = new Findings();
    private volatile @Nullable String session;
    private volatile int handshakeStatus;

    /**
     * Speak with an endpoint. Nothing is sent yet.
     *
     * @param server the server's name, for messages
     * @param endpoint where it is
     * @param inbox takes what the server says by itself
     */
    public HttpWire(String server, McpEndpoint.Http endpoint, Inbox inbox) {
        this.channel = new HttpChannel(server, endpoint);
        this.inbox = inbox;
    }

    @Override
    public JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline) {
        var reader = new AnswerReader(channel.subject(), request, inbox, findings);
        try {
            HttpResponse<JsonObject> response = channel.exchange(request, post(request, headers), reader, deadline);
            response.headers().firstValue(SESSION).ifPresent(id -> session = id);
            return response.body();
        } finally {
            if (request.string("method").filter("initialize"::equals).isPresent()) {
                handshakeStatus = reader.status();
            }
        }
    }

    /** The HTTP status of the answer to the last {@code initialize}; 0 while there is none. */
    public int handshakeStatus() {
        return handshakeStatus;
    }

    @Override
    public void post(JsonObject message, Map<String, String> headers, Deadline deadline) {
        HttpResponse<String> response =
                channel.exchange(message, post(message, headers), head -> LimitedBody.text(), deadline);
        if (response.statusCode() / 100 != 2) {
            throw new McpProtocolException(
                    channel.subject() + " refused " + RequestName.of(message) + " with HTTP " + response.statusCode()
                            + ": " + Findings.excerpt(response.body()),
                    null);
        }
        if (response.statusCode() != 202 && response.statusCode() != 204) {
            findings.add("HTTP " + response.statusCode() + " to " + RequestName.of(message) + ", where 202 is due");
        }
    }

    private HttpRequest post(JsonObject message, Map<String, String> headers) {
        return withHeaders(channel.post(channel.uri(), message), "application/json, text/event-stream", headers);
    }

    private HttpRequest withHeaders(HttpRequest.Builder request, String accepted, Map<String, String> headers) {
        channel.withHeaders(request.setHeader("Accept", accepted));
        headers.forEach(request::setHeader);
        String id = session;
        if (id != null) {
            request.setHeader(SESSION, id);
        }
        return request.build();
    }

    @Override
    public boolean hasExchangePerRequest() {
        return true;
    }

    @Override
    public void listen(Map<String, String> headers, Deadline deadline) {
        var head = new CompletableFuture<ResponseInfo>();
        CompletableFuture<?> stream = channel.send(
                withHeaders(HttpRequest.newBuilder(channel.uri()).GET(), "text/event-stream", headers),
                new StandingStream(head, inbox, findings));
        CompletableFuture<?> unused = stream.whenComplete((end, failed) ->
                head.completeExceptionally(failed == null ? new IOException("the answer has no head") : failed));
        int status = channel.awaitGet(stream, head, deadline).statusCode();
        if (status / 100 != 2) {
            throw new McpProtocolException(
                    channel.subject() + " has no stream for what it tells by itself: it answered GET with HTTP "
                            + status + ".",
                    null);
        }
        channel.keep(stream);
    }

    @Override
    public List<String> findings() {
        return findings.all();
    }

    @Override
    public void close() {
        channel.close(this::sayGoodbye).ifPresent(findings::add);
    }

    /** A server that keeps sessions wants to know that this one is over; one that does not answers 405. */
    private void sayGoodbye(HttpClient client) {
        String id = session;
        if (id == null) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(channel.uri()).timeout(GOODBYE);
        HttpRequest delete =
                channel.withHeaders(request.DELETE()).setHeader(SESSION, id).build();
        try {
            client.sendAsync(delete, BodyHandlers.discarding()).get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unwilling) {
            // Its sessions are its own business.
        }
    }
}
