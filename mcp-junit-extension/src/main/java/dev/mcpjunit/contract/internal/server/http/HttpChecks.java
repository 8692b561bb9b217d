/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.http;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.MessageRules;
import dev.mcpjunit.contract.internal.server.message.StackTraces;
import dev.mcpjunit.contract.internal.server.peer.ClientDialect;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.ProbeTool;
import dev.mcpjunit.contract.internal.server.peer.WrongRequests;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The checks of {@link HttpServerContract}. Closing them ends all sessions that they opened. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpChecks implements AutoCloseable {

    private static final String FOREIGN = "https://attacker.example";
    private static final ProtocolRevision UNKNOWN = new ProtocolRevision("1900-01-01");

    /** The first revision by which the answer has to be 403. */
    private static final ProtocolRevision FORBIDDEN = new ProtocolRevision("2025-11-25");

    /** The first revision with the header for itself. */
    private static final ProtocolRevision WITH_HEADER = new ProtocolRevision("2025-06-18");

    private final String server;
    private final McpEndpoint.Http endpoint;
    private final McpConnection connection;
    private final ServerDescription description;
    private final Duration timeout;
    private final List<HttpPeer> peers = new ArrayList<>();

    public HttpChecks(RunningServer running, McpConnection connection, Duration timeout) {
        if (!(running.endpoint() instanceof McpEndpoint.Http http)) {
            throw Finding.notApplicable("server '" + running.name() + "' is not reached by HTTP, but by "
                    + running.endpoint().describe());
        }
        this.server = running.name();
        this.endpoint = http;
        this.connection = connection;
        this.description = connection.server();
        this.timeout = timeout;
    }

    McpEndpoint.Http endpoint() {
        return endpoint;
    }

    Duration timeout() {
        return timeout;
    }

    /** A tool that may be called without arguments. */
    Optional<String> harmlessTool(String wish) {
        return ProbeTool.find(description, connection, wish);
    }

    ServerDescription description() {
        return description;
    }

    ProtocolRevision revision() {
        return description.protocol();
    }

    RuleCheck check(Rule rule) {
        return new RuleCheck(rule, server, endpoint.describe(), revision());
    }

    HttpPeer peer() {
        return peer(ClientDialect.of(revision()));
    }

    HttpPeer peer(ClientDialect dialect) {
        var peer = new HttpPeer(endpoint, dialect, timeout);
        peers.add(peer);
        return peer;
    }

    @Override
    public void close() {
        peers.forEach(HttpPeer::close);
    }

    HttpPeer opened() throws InterruptedException {
        HttpPeer peer = peer();
        try {
            peer.open();
            return peer;
        } catch (NoAnswerException silent) {
            // It has answered such a request before, so this is nothing to pass over.
            throw new IllegalStateException(
                    "Server '" + server + "' could not be checked, because a request that it must answer "
                            + silent.how(),
                    silent);
        }
    }

    public void foreignOrigin() throws InterruptedException {
        RuleCheck check = check(HttpRules.ORIGIN);
        // First without: a server that refuses everything refuses it for another reason.
        opened();
        HttpPeer page = peer();
        try {
            HttpReply reply = page.post(page.dialect().opening(Ids.number(3)), Map.of("Origin", FOREIGN));
            boolean refused = revision().compareTo(FORBIDDEN) >= 0 ? reply.status() == 403 : reply.status() / 100 == 4;
            check.violationIf(!refused, "It answered a request with Origin: " + FOREIGN + " with " + reply.describe());
        } catch (NoAnswerException silent) {
            check.violation("A request with Origin: " + FOREIGN + " " + silent.how());
        }
        check.conclude();
    }

    public void get() throws InterruptedException {
        RuleCheck check = check(HttpRules.GET);
        HttpPeer peer = opened();
        if (peer.dialect().isStateless() && alsoServesHandshake()) {
            throw Finding.notApplicable(
                    "GET belongs to the revisions with a handshake, which the server speaks as well;"
                            + " it is checked over a connection in one of them");
        }
        try {
            HttpReply reply = peer.get(Map.of());
            boolean streams =
                    reply.status() == 200 && reply.isStream() && !peer.dialect().isStateless();
            check.violationIf(!streams && reply.status() != 405, "It answered GET with " + reply.describe());
        } catch (NoAnswerException silent) {
            check.violation("GET " + silent.how());
        }
        check.conclude();
    }

    private boolean alsoServesHandshake() throws InterruptedException {
        try {
            return peer(ClientDialect.of(FORBIDDEN)).open().result().isPresent();
        } catch (NoAnswerException refused) {
            return false;
        }
    }

    public void stackTraces() throws InterruptedException {
        RuleCheck check = check(HttpRules.NO_STACK_TRACES);
        HttpPeer peer = opened();
        for (var wrong : WrongRequests.TEXTS.entrySet()) {
            lookForTraces(wrong.getKey(), () -> peer.postText(wrong.getValue()), check);
        }
        for (var wrong : WrongRequests.messages(description, peer.dialect()).entrySet()) {
            lookForTraces(wrong.getKey(), () -> peer.post(wrong.getValue()), check);
        }
        check.conclude();
    }

    private interface Question {
        HttpReply ask() throws NoAnswerException, InterruptedException;
    }

    private static void lookForTraces(String name, Question question, RuleCheck check) throws InterruptedException {
        try {
            HttpReply reply = question.ask();
            StackTraces.find(reply.body())
                    .ifPresent(trace ->
                            check.violation("It answered " + name + " with HTTP " + reply.status() + " and: " + trace));
        } catch (NoAnswerException silent) {
            // Other rules are about that.
        }
    }

    public void sameIds() throws InterruptedException {
        RuleCheck check = check(MessageRules.SAME_ID);
        ClientDialect dialect = ClientDialect.of(revision());
        List<Function<JsonValue, JsonObject>> requests =
                List.of(dialect::ping, id -> dialect.request(id, "no/such/method", JsonObject.EMPTY));
        for (Function<JsonValue, JsonObject> asking : requests) {
            // No id may come twice in a session.
            HttpPeer peer = opened();
            for (JsonValue id : Ids.OF_ALL_KINDS) {
                JsonObject request = asking.apply(id);
                String asked = request.string("method").orElse("");
                try {
                    HttpReply reply = peer.post(request);
                    if (reply.response().isEmpty()) {
                        check.violation("It answered " + asked + " with no response, but " + reply.describe());
                    } else {
                        JsonValue returned = reply.response().get().get("id");
                        check.violationIf(
                                !id.equals(returned),
                                "It answered " + asked + " with id " + returned + ", but the request had id " + id
                                        + ".");
                    }
                } catch (NoAnswerException silent) {
                    check.violation("A request with id " + id + " " + silent.how());
                }
            }
        }
        check.conclude();
    }

    public void withoutArguments(String wish) throws InterruptedException {
        RuleCheck check = check(MessageRules.ANSWERS_WITHOUT_ARGUMENTS);
        String tool = ProbeTool.choose(description, connection, wish);
        for (ProbeTool.Call call : ProbeTool.calls(tool).toList()) {
            HttpPeer peer = opened();
            String now = call.name();
            try {
                HttpReply reply = peer.post(peer.request(Ids.number(20), Methods.CALL_TOOL, call.params()));
                check.violationIf(
                        reply.response().isEmpty(),
                        "It answered " + call.name() + " with no response, but " + reply.describe());
                now = "After " + call.name() + ", the next request";
                HttpReply next = peer.post(peer.dialect().ping(Ids.number(21)));
                check.violationIf(next.result().isEmpty(), now + " was answered with " + next.describe());
            } catch (NoAnswerException silent) {
                check.violation(now + " " + silent.how());
            }
        }
        check.conclude();
    }

    public void notifications() throws InterruptedException {
        RuleCheck check = check(HttpRules.NOTIFICATIONS);
        HttpPeer peer = opened();
        try {
            // This era has no notifications of clients on HTTP, so that none has to be accepted.
            if (!peer.dialect().isStateless()) {
                judge(peer, Methods.INITIALIZED, false, check);
            }
            judge(peer, "notifications/no-such-notification", true, check);
        } catch (NoAnswerException silent) {
            check.violation("A notification " + silent.how());
        }
        check.conclude();
    }

    private static void judge(HttpPeer peer, String notification, boolean mayBeRefused, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        HttpReply reply = peer.post(peer.dialect().notification(notification));
        boolean isAccepted = reply.status() == 202 && reply.body().isEmpty();
        boolean isRefused = mayBeRefused && reply.status() >= 400;
        check.violationIf(!isAccepted && !isRefused, "It answered " + notification + " with " + reply.describe());
    }

    public void unknownRevision() throws InterruptedException {
        if (revision().compareTo(WITH_HEADER) < 0) {
            throw Finding.notApplicable("revision " + revision() + " has no header for itself");
        }
        RuleCheck check = check(HttpRules.UNKNOWN_REVISION);
        HttpPeer peer = opened();
        JsonObject request = peer.dialect().claiming(UNKNOWN).ping(Ids.number(22));
        try {
            HttpReply reply = peer.post(request, Map.of(McpHeaders.REVISION, UNKNOWN.date()));
            check.violationIf(
                    reply.status() != 400,
                    "It answered a request of revision " + UNKNOWN + " with " + reply.describe());
        } catch (NoAnswerException silent) {
            check.violation("A request of revision " + UNKNOWN + " " + silent.how());
        }
        check.conclude();
    }
}
