/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http.sse;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.UnexpectedAnswers;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.internal.wire.http.HttpWire;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Connects to an address whose transport is unknown: by Streamable HTTP, and by HTTP+SSE where the handshake is refused
 * in the way of servers that know only that.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FallbackWire implements Wire {

    /** The statuses after which the specification lets clients try the older transport. */
    private static final Set<Integer> MAYBE_OLDER = Set.of(400, 404, 405);

    /** A server of the other transport may well keep the GET open and say nothing. */
    private static final Duration ADDRESS_TIMEOUT = Duration.ofSeconds(5);

    private final HttpWire http;
    private final SseWire sse;
    private volatile Wire spoken;

    /** Speak with an endpoint, and record nothing. Nothing is sent yet. */
    public FallbackWire(String server, McpEndpoint.Http endpoint, Inbox inbox, Cookies cookies) {
        this(server, endpoint, inbox, cookies, ServerTape.OFF);
    }

    /**
     * Speak with an endpoint. Nothing is sent yet.
     *
     * @param server the server's name, for messages
     * @param inbox takes what the server says by itself
     */
    public FallbackWire(String server, McpEndpoint.Http endpoint, Inbox inbox, Cookies cookies, ServerTape tape) {
        this.http = new HttpWire(server, endpoint, inbox, cookies, tape);
        this.sse = new SseWire(server, endpoint, inbox, cookies, ADDRESS_TIMEOUT, tape);
        this.spoken = http;
    }

    @Override
    public JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline) {
        try {
            return spoken.call(request, headers, deadline);
        } catch (McpException refused) {
            if (spoken == sse || !RpcMessage.isCall(request, Methods.INITIALIZE) || !mayBeOlder(refused)) {
                throw refused;
            }
            return fallBack(request, headers, deadline, refused);
        }
    }

    private boolean mayBeOlder(McpException refused) {
        boolean ofNewest = refused instanceof McpErrorException error && RpcErrors.isStateless(error.code());
        return !ofNewest && MAYBE_OLDER.contains(http.handshakeStatus());
    }

    private JsonObject fallBack(
            JsonObject initialize, Map<String, String> headers, Deadline deadline, McpException refused) {
        try {
            JsonObject result = sse.call(initialize, headers, deadline);
            spoken = sse;
            return result;
        } catch (McpException failed) {
            throw sse.hasAddress() ? failed : neither(refused, failed);
        }
    }

    private static McpException neither(McpException refused, McpException failed) {
        String advice = "Nor does it speak HTTP+SSE, which came before: " + failed.getMessage();
        McpException both = refused instanceof McpErrorException error
                ? error.withAdvice(advice)
                : new McpProtocolException(refused.getMessage() + "\n" + advice, refused);
        both.addSuppressed(failed);
        return both;
    }

    @Override
    public void post(JsonObject message, Map<String, String> headers, Deadline deadline) {
        spoken.post(message, headers, deadline);
    }

    @Override
    public boolean carriesStatelessEra() {
        return spoken.carriesStatelessEra();
    }

    @Override
    public boolean needsHandshake() {
        return spoken.needsHandshake();
    }

    @Override
    public void attend(Map<String, String> headers) {
        spoken.attend(headers);
    }

    @Override
    public boolean hasExchangePerRequest() {
        return spoken.hasExchangePerRequest();
    }

    @Override
    public void listen(Map<String, String> headers, Deadline deadline) {
        spoken.listen(headers, deadline);
    }

    @Override
    public List<String> findings() {
        return Stream.of(http.findings(), sse.findings()).flatMap(List::stream).toList();
    }

    @Override
    public UnexpectedAnswers unexpectedAnswers() {
        return http.unexpectedAnswers().and(sse.unexpectedAnswers());
    }

    @Override
    public void close() {
        http.close();
        sse.close();
    }
}
