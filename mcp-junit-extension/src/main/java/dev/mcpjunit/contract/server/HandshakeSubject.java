/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wiring.AwaitedServer;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server of the handshake era, and how checks talk to it. Closing it ends all processes and sessions it opened. */
final class HandshakeSubject implements AutoCloseable {

    /** A list without end must not keep a check waiting forever. */
    private static final int PAGES = 200;

    private final RunningServer server;
    private final ProtocolRevision revision;
    private final Duration timeout;
    private final List<Peer> peers = new ArrayList<>();

    HandshakeSubject(RunningServer running, McpConnection connection, Duration timeout) {
        this.server = running instanceof AwaitedServer awaited ? awaited.server() : running;
        this.timeout = timeout;
        ProtocolRevision spoken = connection.server().protocol();
        this.revision = spoken.isStateless() ? ProtocolRevision.HANDSHAKE_REVISIONS.get(0) : spoken;
        if (!isHttp() && !(server instanceof StdioServer)) {
            throw Finding.notApplicable(
                    "server '" + server.name() + "' is reached neither by HTTP nor by standard input"
                            + " and output, but by " + server.endpoint().describe());
        }
    }

    /** A check from its beginning to its end. */
    interface Check {
        void on(HandshakeSubject subject) throws InterruptedException;
    }

    static void run(RunningServer running, McpConnection connection, Duration timeout, Check check)
            throws InterruptedException {
        try (var subject = new HandshakeSubject(running, connection, timeout)) {
            check.on(subject);
        }
    }

    boolean isHttp() {
        return server.endpoint() instanceof McpEndpoint.Http;
    }

    String name() {
        return server.name();
    }

    ProtocolRevision revision() {
        return revision;
    }

    boolean isBefore(String date) {
        return revision.compareTo(new ProtocolRevision(date)) < 0;
    }

    RuleCheck check(Rule rule) {
        return new RuleCheck(rule, server.name(), server.endpoint().describe(), revision);
    }

    ClientDialect dialect() {
        return ClientDialect.of(revision);
    }

    /** What a check looks at after the handshake. */
    interface Judge {
        void look(Opened opened, RuleCheck check) throws NoAnswerException, InterruptedException;
    }

    /** Judge a rule over a connection after the handshake. */
    void judge(Rule rule, Judge judge) throws InterruptedException {
        RuleCheck check = check(rule);
        Opened opened = opened();
        check.judge(() -> judge.look(opened, check));
    }

    /** A client that has not sent anything yet. */
    Peer peer() {
        return peer(dialect());
    }

    Peer peer(ClientDialect dialect) {
        Peer peer = server.endpoint() instanceof McpEndpoint.Http http
                ? new HttpPeer(http, dialect, timeout)
                : StdioPeer.start((StdioServer) server, dialect, timeout);
        peers.add(peer);
        return peer;
    }

    /** A client of the HTTP transport. */
    HttpPeer http() {
        if (!(peer() instanceof HttpPeer peer)) {
            throw Finding.notApplicable("server '" + server.name() + "' is not reached by HTTP, but by "
                    + server.endpoint().describe());
        }
        return peer;
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
    }

    /** A list whose pages lead nowhere. */
    static final class EndlessListException extends NoAnswerException {
        private static final long serialVersionUID = 1;

        EndlessListException(String how) {
            super(how);
        }
    }

    /**
     * A connection after the handshake.
     *
     * @param capabilities what the server declares
     * @param initialized what the server said in the handshake
     */
    record Opened(Peer peer, JsonObject initialized, JsonObject capabilities) {

        boolean offers(String capability) {
            return capabilities.has(capability);
        }

        List<McpList> lists() {
            return Stream.of(McpList.values())
                    .filter(list -> offers(list.capability()))
                    .toList();
        }

        JsonObject ask(long id, String method, JsonObject params) throws NoAnswerException, InterruptedException {
            return peer.ask(peer.dialect().request(Ids.number(id), method, params));
        }

        /** The result of a request. */
        JsonObject result(long id, String method, JsonObject params) throws NoAnswerException, InterruptedException {
            JsonObject response = ask(id, method, params);
            return response.object("result")
                    .orElseThrow(() -> new NoAnswerException(
                            "(" + method + ") was answered with " + Findings.excerpt(response.toString())));
        }

        /** The pages of a list. */
        List<JsonObject> pages(McpList list) throws NoAnswerException, InterruptedException {
            var pages = new ArrayList<JsonObject>();
            var cursors = new HashSet<String>();
            Optional<String> cursor = Optional.empty();
            while (pages.size() < PAGES) {
                JsonObject params =
                        JsonObject.builder().putIfPresent("cursor", cursor).build();
                JsonObject page = result(40 + pages.size(), list.method(), params);
                pages.add(page);
                JsonValue next = page.get("nextCursor");
                if (next == null) {
                    return pages;
                }
                if (!(next instanceof JsonString text)) {
                    throw new EndlessListException("(" + list.method() + ") was answered with a nextCursor that is no"
                            + " string: " + Findings.excerpt(next.toString()) + ".");
                }
                if (!cursors.add(text.value())) {
                    throw new EndlessListException("(" + list.method() + ") was answered with the cursor "
                            + Findings.excerpt(next.toString()) + " a second time, so that the list has no end.");
                }
                cursor = Optional.of(text.value());
            }
            throw new EndlessListException("(" + list.method() + ") had no end after " + PAGES + " pages.");
        }

        /** The entries of a list. */
        List<JsonObject> entries(McpList list) throws NoAnswerException, InterruptedException {
            return pages(list).stream().flatMap(page -> entriesOf(page, list)).toList();
        }

        static Stream<JsonObject> entriesOf(JsonObject page, McpList list) {
            return page.array(list.member()).orElse(JsonArray.EMPTY).objects();
        }

        /** The entries of a list that the server may lack; none where another check finds the list broken. */
        List<JsonObject> entriesIfAny(McpList list) throws InterruptedException {
            try {
                return offers(list.capability()) ? entries(list) : List.of();
            } catch (NoAnswerException broken) {
                return List.of();
            }
        }
    }

    Opened opened() throws InterruptedException {
        return opened(dialect());
    }

    Opened opened(ClientDialect dialect) throws InterruptedException {
        Peer peer = peer(dialect);
        try {
            JsonObject result = initialize(peer);
            return new Opened(peer, result, result.object("capabilities").orElse(JsonObject.EMPTY));
        } catch (NoAnswerException silent) {
            throw Finding.notApplicable(
                    "the server does not speak revision " + revision + ": initialize " + silent.how());
        }
    }

    private static JsonObject initialize(Peer peer) throws NoAnswerException, InterruptedException {
        if (peer instanceof HttpPeer http) {
            return http.open().result().orElse(JsonObject.EMPTY);
        }
        JsonObject response = peer.ask(peer.dialect().opening(Ids.number(1)));
        JsonObject result =
                response.object("result").orElseThrow(() -> new NoAnswerException("was refused: " + response));
        peer.tell(peer.dialect().notification(Methods.INITIALIZED));
        return result;
    }
}
