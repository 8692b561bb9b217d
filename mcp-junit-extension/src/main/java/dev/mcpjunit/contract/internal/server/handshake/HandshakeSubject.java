/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.ClientDialect;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.Pages;
import dev.mcpjunit.contract.internal.server.peer.Peer;
import dev.mcpjunit.contract.internal.server.peer.StdioPeer;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wiring.AwaitedServer;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A server of the handshake era, and how checks talk to it. Closing it ends all processes and sessions it opened. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HandshakeSubject implements AutoCloseable {

    private final RunningServer server;
    private final ProtocolRevision revision;
    private final boolean isSpoken;
    private final Duration timeout;
    private final List<Peer> peers = new ArrayList<>();

    public HandshakeSubject(RunningServer running, McpConnection connection, Duration timeout) {
        this.server = running instanceof AwaitedServer awaited ? awaited.server() : running;
        this.timeout = timeout;
        ProtocolRevision spoken = connection.server().protocol();
        this.isSpoken = !spoken.isStateless();
        this.revision = spoken.isStateless() ? ProtocolRevision.HANDSHAKE_REVISIONS.get(0) : spoken;
        if (!isHttp() && !(server instanceof StdioServer)) {
            throw Finding.notApplicable(
                    "server '" + server.name() + "' is reached neither by HTTP nor by standard input"
                            + " and output, but by " + server.endpoint().describe());
        }
    }

    /** A check from its beginning to its end. */
    public interface Check {
        void on(HandshakeSubject subject) throws InterruptedException;
    }

    public static void run(RunningServer running, McpConnection connection, Duration timeout, Check check)
            throws InterruptedException {
        try (var subject = new HandshakeSubject(running, connection, timeout)) {
            check.on(subject);
        }
    }

    public boolean isHttp() {
        return server.endpoint() instanceof McpEndpoint.Http;
    }

    public String name() {
        return server.name();
    }

    public Duration timeout() {
        return timeout;
    }

    public ProtocolRevision revision() {
        return revision;
    }

    public boolean isBefore(String date) {
        return revision.compareTo(new ProtocolRevision(date)) < 0;
    }

    public RuleCheck check(Rule rule) {
        return new RuleCheck(rule, server, revision);
    }

    public ClientDialect dialect() {
        return ClientDialect.of(revision);
    }

    /** What a check looks at after the handshake. */
    public interface Judge {
        void look(Opened opened, RuleCheck check) throws NoAnswerException, InterruptedException;
    }

    /** Judge a rule over a connection after the handshake. */
    public void judge(Rule rule, Judge judge) throws InterruptedException {
        RuleCheck check = check(rule);
        Opened opened = opened();
        check.judge(() -> judge.look(opened, check));
    }

    /** A client that has not sent anything yet. */
    public Peer peer() {
        return peer(dialect());
    }

    public Peer peer(ClientDialect dialect) {
        Peer peer = server.endpoint() instanceof McpEndpoint.Http http
                ? new HttpPeer(http, dialect, timeout)
                : StdioPeer.start((StdioServer) server, dialect, timeout);
        peers.add(peer);
        return peer;
    }

    /** A client of the HTTP transport. */
    public HttpPeer http() {
        // Without this check, peer() would start a process that gets no request.
        if (!isHttp() || !(peer() instanceof HttpPeer peer)) {
            throw Finding.notApplicable("server '" + server.name() + "' is not reached by HTTP, but by "
                    + server.endpoint().describe());
        }
        return peer;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        for (Peer peer : peers) {
            try {
                peer.close();
            } catch (RuntimeException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * A connection after the handshake.
     *
     * @param capabilities what the server declares
     * @param initialized what the server said in the handshake
     */
    public record Opened(Peer peer, Ids ids, JsonObject initialized, JsonObject capabilities) {

        boolean offers(String capability) {
            return capabilities.has(capability);
        }

        List<McpList> lists() {
            return Stream.of(McpList.values())
                    .filter(list -> offers(list.capability()))
                    .toList();
        }

        JsonObject ask(String method, JsonObject params) throws NoAnswerException, InterruptedException {
            return peer.ask(request(method, params));
        }

        /** A request that has not been sent yet, with an id of its own. */
        JsonObject request(String method, JsonObject params) {
            return peer.dialect().request(ids.next(), method, params);
        }

        /** The result of a request. */
        JsonObject result(String method, JsonObject params) throws NoAnswerException, InterruptedException {
            JsonObject response = ask(method, params);
            return response.object("result")
                    .orElseThrow(() -> new NoAnswerException(
                            "(" + method + ") was answered with " + Findings.excerpt(response.toString())));
        }

        /** The pages of a list. */
        Pages pages(McpList list) {
            return new Pages(list, ProtocolEra.HANDSHAKE, (number, params) -> result(list.method(), params));
        }

        /** The entries of a list that the server may lack; those before the place where the list is broken. */
        List<JsonObject> entriesIfAny(McpList list) throws InterruptedException {
            return offers(list.capability())
                    ? pages(list).readable().stream()
                            .flatMap(page -> entriesOf(page, list))
                            .toList()
                    : List.of();
        }

        static Stream<JsonObject> entriesOf(JsonObject page, McpList list) {
            return page.array(list.member()).orElse(JsonArray.EMPTY).objects();
        }
    }

    public Opened opened() throws InterruptedException {
        return opened(dialect());
    }

    public Opened opened(ClientDialect dialect) throws InterruptedException {
        return opened(dialect, request -> Optional.empty());
    }

    /** Open a connection whose client answers requests, including those before its first call. */
    Opened opened(ClientDialect dialect, Function<JsonObject, Optional<JsonObject>> answers)
            throws InterruptedException {
        Peer peer = peer(dialect);
        peer.answer(answers);
        try {
            JsonObject result = initialize(peer);
            return new Opened(
                    peer, new Ids(), result, result.object("capabilities").orElse(JsonObject.EMPTY));
        } catch (NoAnswerException silent) {
            if (isSpoken) {
                throw Finding.inconclusive(
                        "initialize " + silent.how() + ", but the connection of this test speaks revision " + revision);
            }
            throw Finding.notApplicable(
                    "the server does not speak revision " + revision + ": initialize " + silent.how());
        }
    }

    private static JsonObject initialize(Peer peer) throws NoAnswerException, InterruptedException {
        if (peer instanceof HttpPeer http) {
            return http.open().result().orElse(JsonObject.EMPTY);
        }
        JsonObject response = peer.begin();
        JsonObject result =
                response.object("result").orElseThrow(() -> new NoAnswerException("was refused: " + response));
        peer.tell(peer.dialect().notification(Methods.INITIALIZED));
        return result;
    }
}
