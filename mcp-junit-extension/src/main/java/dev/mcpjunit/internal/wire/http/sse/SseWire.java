/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http.sse;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.internal.wire.UnexpectedAnswers;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.internal.wire.http.HttpChannel;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Observer;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with an endpoint of the HTTP+SSE transport of revision 2024-11-05: one GET whose event stream says at first
 * where to post, and then brings everything the server says, answers included.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SseWire implements Wire {

    /** Only the deadline of the request counts. */
    private static final Duration FOREVER = Duration.ofDays(1);

    private final HttpChannel channel;
    private final Duration addressTimeout;
    private final Inbox inbox;
    private final ConnectionTape tape;
    private final Findings findings = new Findings();
    private volatile @Nullable SseSession session;

    /** Speak with an endpoint, and record nothing. Nothing is sent yet. */
    public SseWire(String server, McpEndpoint.Http endpoint, Inbox inbox, Cookies cookies) {
        this(server, endpoint, inbox, cookies, ServerTape.OFF);
    }

    /** Speak with an endpoint. Nothing is sent yet. */
    public SseWire(String server, McpEndpoint.Http endpoint, Inbox inbox, Cookies cookies, ServerTape tape) {
        this(server, endpoint, inbox, cookies, FOREVER, tape);
    }

    /**
     * Speak with an endpoint that may not be one of this transport.
     *
     * @param server the server's name, for messages
     * @param endpoint the address of the event stream
     * @param inbox takes what the server says by itself
     */
    SseWire(
            String server,
            McpEndpoint.Http endpoint,
            Inbox inbox,
            Cookies cookies,
            Duration addressTimeout,
            ServerTape tape) {
        this.tape = tape.connection(Carrier.HTTP_SSE, Observer.CONNECTION);
        this.channel = new HttpChannel(server, endpoint, cookies, ClientAuthorization.none());
        this.inbox = inbox;
        this.addressTimeout = addressTimeout;
    }

    /** Whether the server has said where to post, so that this is its transport. */
    boolean hasAddress() {
        SseSession open = session;
        return open != null && open.hasAddress();
    }

    @Override
    public JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline) {
        ExchangeTape exchange = tape.begin(request);
        return exchange.call(() -> (RpcMessage.isCall(request, Methods.INITIALIZE) ? newSession() : session(request))
                .call(request, headers, deadline, exchange));
    }

    @Override
    public void post(JsonObject message, Map<String, String> headers, Deadline deadline) {
        ExchangeTape exchange = tape.begin(message);
        exchange.post(() -> session(message).post(message, headers, deadline, exchange));
    }

    /** A session is as long as its stream, so a new one begins with a new stream. */
    private synchronized SseSession newSession() {
        if (session != null) {
            session.close();
        }
        var opened = new SseSession(channel, inbox, findings, addressTimeout, tape);
        session = opened;
        return opened;
    }

    private SseSession session(JsonObject message) {
        SseSession open = session;
        if (open == null) {
            throw new McpProtocolException(
                    channel.subject() + " cannot be sent " + RequestName.of(message)
                            + ": over HTTP+SSE, initialize comes first",
                    null);
        }
        return open;
    }

    @Override
    public boolean carriesStatelessEra() {
        return false;
    }

    @Override
    public boolean needsHandshake() {
        SseSession open = session;
        return open != null && open.hasEnded();
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
    public void close() {
        SseSession open = session;
        channel.close(client -> {
                    if (open != null) {
                        open.sayGoodbye(client);
                    }
                })
                .ifPresent(findings::add);
    }
}
