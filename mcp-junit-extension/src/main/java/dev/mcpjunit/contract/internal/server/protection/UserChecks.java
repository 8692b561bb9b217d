/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.protection.ProtectedPeers.Opened;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.internal.server.task.TaskChecks;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.RunningServer;
import java.util.Map;
import org.apiguardian.api.API;

/** What the session or the call of one user is for others. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UserChecks {

    private final ProtectedPeers peers;

    public UserChecks(ProtectedPeers peers) {
        this.peers = peers;
    }

    public Opened withSession() throws InterruptedException {
        Opened opened = peers.opened(peers.goodToken());
        if (opened.session().isEmpty()) {
            throw Finding.notApplicable("the server has no sessions");
        }
        return opened;
    }

    /** A request inside of a session that needs a token. */
    public JsonObject inside(HttpPeer peer) {
        JsonObject ping = peer.dialect().ping(Ids.number(40));
        if (!peers.declared().isOpen(Methods.PING)) {
            return ping;
        }
        return peers.requests().entrySet().stream()
                .findFirst()
                .map(request -> peer.request(Ids.number(40), request.getKey(), request.getValue()))
                .orElseThrow(() -> Finding.notApplicable("the server offers no request that needs a token"));
    }

    private static String method(JsonObject message) {
        return message.string("method").orElse("");
    }

    public void sessionIsNoToken() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.SESSION_IS_NO_TOKEN);
        Opened opened = withSession();
        HttpPeer thief = peers.anonymous();
        JsonObject message = inside(thief);
        try {
            if (Refusal.of(peers.probe(peers.anonymous())) == Refusal.LET_IN) {
                throw Finding.hidden("the server answers a client without a token; another check is about that");
            }
            HttpReply reply = thief.post(message, opened.session());
            String seen = "It answered " + method(message) + " with the id of a session and without a token with "
                    + TokenChecks.describe(reply);
            switch (Refusal.of(reply)) {
                case UNAUTHORIZED, FORBIDDEN -> {}
                case LET_IN -> check.violation(seen);
                case BUSY, OTHER -> check.inconclusive(seen);
            }
        } catch (NoAnswerException silent) {
            check.violation(method(message) + " with the id of a session and without a token " + silent.how());
        }
        check.conclude();
    }

    public void sessionsOfUsers() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.SESSIONS);
        Opened opened = withSession();
        HttpPeer bob = peers.withToken(peers.goodTokenOf(ProtectedPeers.BOB));
        JsonObject message = inside(bob);
        requireAnswer(ProtectedPeers.ALICE, opened.peer(), message);
        requireAnswer(ProtectedPeers.BOB, peers.openedBy(ProtectedPeers.BOB).peer(), message);
        try {
            HttpReply reply = bob.post(message, opened.session());
            check.violationIf(
                    reply.result().isPresent(),
                    "It answered " + method(message) + " of '" + ProtectedPeers.BOB + "' in the session of '"
                            + ProtectedPeers.ALICE + "' with " + TokenChecks.describe(reply));
        } catch (NoAnswerException silent) {
            check.violation(method(message) + " in the session of another user " + silent.how());
        }
        check.conclude();
    }

    /** A user who is refused everywhere shows nothing about the sessions of others. */
    private static void requireAnswer(String user, HttpPeer peer, JsonObject message) throws InterruptedException {
        try {
            HttpReply own = peer.post(message);
            if (own.result().isEmpty()) {
                throw Finding.inconclusive(method(message) + " of '" + user + "' in a session of their own was answered"
                        + " with " + TokenChecks.describe(own));
            }
        } catch (NoAnswerException silent) {
            throw Finding.inconclusive(
                    method(message) + " of '" + user + "' in a session of their own " + silent.how());
        }
    }

    public void tasks(RunningServer server, McpConnection connection) throws InterruptedException {
        SampleCall call = peers.declared()
                .taskCall()
                .orElseThrow(() -> Finding.notApplicable(
                        "no call that can be a task is declared; see DeclaredProtection.task(…)"));
        peers.skipUnprotected();
        try (var checks =
                new TaskChecks(server, connection, call, peers.declared().answersWithin())) {
            Opened unused = peers.openedBy(ProtectedPeers.BOB);
            checks.owner(Map.of(ProtectedPeers.HEADER, "Bearer " + peers.goodTokenOf(ProtectedPeers.BOB)));
        }
    }

    public void requestState() throws InterruptedException {
        RuleCheck check = peers.check(ProtectionRules.REQUEST_STATE);
        AskingCall call = peers.declared()
                .askingCall()
                .orElseThrow(() -> Finding.notApplicable(
                        "no call that asks its user is declared; see DeclaredProtection.asking(…)"));
        peers.skipUnprotected();
        try {
            JsonObject params = JsonObject.builder()
                    .put("name", call.tool())
                    .put("arguments", call.arguments())
                    .build();
            JsonObject asked = asked(ProtectedPeers.ALICE, call.tool(), params);
            JsonObject unused = asked(ProtectedPeers.BOB, call.tool(), params);
            JsonObject.Builder answers = JsonObject.builder();
            asked.object("inputRequests").orElse(JsonObject.EMPTY).members().forEach((name, question) -> {
                if (question instanceof JsonObject object) {
                    answers.put(name, DeclaredCalls.answer(call, object));
                }
            });
            JsonObject next = params.toBuilder()
                    .put("inputResponses", answers.build())
                    .putIfPresent("requestState", asked.string("requestState"))
                    .build();
            HttpReply foreign = ask(ProtectedPeers.BOB, next);
            check.violationIf(
                    isComplete(foreign),
                    "It continued a call of '" + ProtectedPeers.ALICE + "' for '" + ProtectedPeers.BOB + "': "
                            + TokenChecks.describe(foreign));
            check.conclude();
            HttpReply own = ask(ProtectedPeers.ALICE, next);
            if (!isComplete(own)) {
                throw Finding.inconclusive(
                        "the call is not continued for the user who began it, either: " + TokenChecks.describe(own));
            }
        } catch (NoAnswerException silent) {
            check.violation("A round of '" + call.tool() + "' " + silent.how());
            check.conclude();
        }
    }

    /** The question to a user, who has begun a call. */
    private JsonObject asked(String user, String tool, JsonObject params)
            throws NoAnswerException, InterruptedException {
        HttpReply reply = ask(user, params);
        return reply.result()
                .filter(result -> result.string("requestState").isPresent())
                .orElseThrow(() -> Finding.inconclusive("the call of '" + tool + "' for '" + user
                        + "' did not ask its user, or has no requestState: " + TokenChecks.describe(reply)));
    }

    private static boolean isComplete(HttpReply reply) {
        return reply.status() / 100 == 2
                && reply.result()
                        .filter(result -> !result.bool("isError").orElse(false)
                                && result.string("resultType")
                                        .orElse("complete")
                                        .equals("complete"))
                        .isPresent();
    }

    private HttpReply ask(String subject, JsonObject params) throws NoAnswerException, InterruptedException {
        HttpPeer peer = peers.withToken(peers.goodTokenOf(subject));
        return peer.post(
                peer.dialect().declaring(ProtectedPeers.ASKABLE).request(Ids.number(43), Methods.CALL_TOOL, params));
    }
}
