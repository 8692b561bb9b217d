/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.internal.wire.UnexpectedAnswers;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Observer;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with a Streamable HTTP endpoint: one POST per message, the answer as JSON or as an event stream. Keeps the
 * session that a server of the handshake era begins, listens to its stream, and gives it back when closed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpWire implements Wire {

    private final HttpChannel channel;
    private final Inbox inbox;
    private final Findings findings = new Findings();
    private final ConnectionTape tape;
    private volatile HttpSession session;
    private volatile int handshakeStatus;
    private @Nullable GetStream stream;

    /** Speak with an endpoint, and record nothing. Nothing is sent yet. */
    public HttpWire(String server, McpEndpoint.Http endpoint, Inbox inbox, Cookies cookies) {
        this(server, endpoint, inbox, cookies, ServerTape.OFF);
    }

    /** Speak with an endpoint. Nothing is sent yet. */
    public HttpWire(String server, McpEndpoint.Http endpoint, Inbox inbox, Cookies cookies, ServerTape tape) {
        this(server, endpoint, inbox, cookies, ClientAuthorization.none(), tape);
    }

    /** Speak with an endpoint, and log in if it wants that. Nothing is sent yet. */
    public HttpWire(
            String server,
            McpEndpoint.Http endpoint,
            Inbox inbox,
            Cookies cookies,
            ClientAuthorization authorization,
            ServerTape tape) {
        this.tape = tape.connection(Carrier.HTTP, Observer.CONNECTION);
        this.channel = new HttpChannel(server, endpoint, cookies, authorization);
        this.inbox = inbox;
        this.session = HttpSession.none(channel, findings);
    }

    @Override
    public JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline) {
        ExchangeTape exchange = tape.begin(request);
        return exchange.call(() -> RpcMessage.isCall(request, Methods.INITIALIZE)
                ? initialize(request, headers, deadline, exchange)
                : call(session, request, headers, deadline, exchange));
    }

    private JsonObject call(
            HttpSession in, JsonObject request, Map<String, String> headers, Deadline deadline, ExchangeTape exchange) {
        var reader = new AnswerReader(channel.subject(), request, in, inbox, findings, exchange);
        HttpRequest next = in.post(request, headers);
        while (true) {
            try {
                return channel.exchange(request, next, reader, deadline, exchange)
                        .body();
            } catch (McpTimeoutException late) {
                throw late;
            } catch (McpException failure) {
                // Streams of the stateless era, whose requests name their method in a header, end for good.
                if (!reader.mayResume() || headers.containsKey(McpHeaders.METHOD)) {
                    throw failure;
                }
                next = new Resumption(channel, request, reader.cursor()).await(in, failure, deadline);
                reader.resume();
            }
        }
    }

    private JsonObject initialize(
            JsonObject request, Map<String, String> headers, Deadline deadline, ExchangeTape exchange) {
        HttpSession before = HttpSession.none(channel, findings);
        var reader = new AnswerReader(channel.subject(), request, before, inbox, findings, exchange);
        try {
            HttpResponse<JsonObject> response =
                    channel.exchange(request, before.post(request, headers), reader, deadline, exchange);
            session = HttpSession.begunBy(response.headers(), channel, findings);
            return response.body();
        } finally {
            handshakeStatus = reader.status();
        }
    }

    /** The HTTP status of the answer to the last {@code initialize}; 0 while there is none. */
    public int handshakeStatus() {
        return handshakeStatus;
    }

    @Override
    public boolean needsHandshake() {
        return session.hasEnded();
    }

    @Override
    public void post(JsonObject message, Map<String, String> headers, Deadline deadline) {
        ExchangeTape exchange = tape.begin(message);
        exchange.post(() -> post(message, headers, deadline, exchange));
    }

    private void post(JsonObject message, Map<String, String> headers, Deadline deadline, ExchangeTape exchange) {
        HttpSession in = session;
        HttpResponse<String> response =
                channel.exchange(message, in.post(message, headers), Recorded.text(exchange), deadline, exchange);
        if (response.statusCode() == 404 && in.id().isPresent()) {
            throw AnswerReader.sessionEnded(channel.subject(), message, in, response.body());
        }
        if (response.statusCode() / 100 != 2) {
            throw new McpProtocolException(
                    channel.subject() + " refused " + RequestName.of(message) + " with HTTP " + response.statusCode()
                            + RefusalHeaders.of(response.headers()) + ": " + Findings.excerpt(response.body()),
                    null);
        }
        if (response.statusCode() != 202 && response.statusCode() != 204) {
            findings.add("HTTP " + response.statusCode() + " to " + RequestName.of(message) + ", where 202 is due");
        }
    }

    @Override
    public boolean hasExchangePerRequest() {
        return true;
    }

    @Override
    public synchronized void attend(Map<String, String> headers) {
        if (stream != null) {
            stream.close();
        }
        session.headers(headers);
        stream = new GetStream(channel, session, inbox, findings, tape);
        stream.open();
    }

    @Override
    public void listen(Map<String, String> headers, Deadline deadline) {
        attended(headers).await(deadline);
    }

    private synchronized GetStream attended(Map<String, String> headers) {
        if (stream == null) {
            attend(headers);
        }
        return Objects.requireNonNull(stream);
    }

    @Override
    public List<String> findings() {
        return findings.all();
    }

    @Override
    public UnexpectedAnswers unexpectedAnswers() {
        return findings.unexpectedAnswers();
    }

    @Override
    public Secrets secrets() {
        return channel.login().secrets();
    }

    @Override
    public void close() {
        channel.close(client -> session.sayGoodbye(client)).ifPresent(findings::add);
    }

    /**
     * Asks for the rest of an answer whose connection ended before it: by GET, after the last event, when the server
     * likes.
     */
    private static final class Resumption {

        private final HttpChannel channel;
        private final JsonObject request;
        private final Cursor cursor;

        Resumption(HttpChannel channel, JsonObject request, Cursor cursor) {
            this.channel = channel;
            this.request = request;
            this.cursor = cursor;
        }

        /** Wait as long as the server wants. */
        HttpRequest await(HttpSession session, McpException broken, Deadline deadline) {
            if (cursor.retry().compareTo(deadline.remaining()) >= 0) {
                throw new McpTimeoutException(
                        channel.subject() + " ended its event stream before the response to " + RequestName.of(request)
                                + ", and asked clients to wait " + Durations.print(cursor.retry())
                                + " before it is asked for the rest. That is later than "
                                + Durations.print(deadline.budget()) + " after the request. "
                                + RequestName.adviceWhenLate(request),
                        broken);
            }
            var pause = new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, cursor.retry().toMillis(), TimeUnit.MILLISECONDS);
            channel.await(request, pause, pause, deadline);
            return session.get(cursor.lastId());
        }
    }
}
