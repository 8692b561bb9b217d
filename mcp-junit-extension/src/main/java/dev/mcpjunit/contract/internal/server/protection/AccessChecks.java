/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.protection.ProtectedPeers.Opened;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import java.util.Map;
import org.apiguardian.api.API;

/** Which requests are served without a token. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AccessChecks {

    private final ProtectedPeers peers;

    public AccessChecks(ProtectedPeers peers) {
        this.peers = peers;
    }

    public void everyRequest() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.EVERY_REQUEST);
        Opened opened = peers.opened(peers.goodToken());
        HttpPeer anonymous = peers.anonymous();
        try {
            if (Refusal.of(peers.probe(anonymous)) == Refusal.LET_IN) {
                throw Finding.hidden("the server answers a client without a token; another check is about that");
            }
            if (isOpen(ping(anonymous)) && peers.requests().isEmpty()) {
                throw Finding.notApplicable("the server offers no request that needs a token");
            }
            if (!isOpen(ping(anonymous))) {
                requirePing(anonymous, opened, check);
            }
            for (Map.Entry<String, JsonObject> request : peers.requests().entrySet()) {
                JsonObject message = anonymous.request(Ids.number(41), request.getKey(), request.getValue());
                require(request.getKey(), anonymous.post(message, opened.session()), check);
            }
            if (!opened.session().isEmpty()) {
                requireStream(anonymous, opened, check);
                requireEnd(anonymous, opened, check);
            }
        } catch (NoAnswerException silent) {
            check.violation("A request without a token " + silent.how());
        }
        check.conclude();
    }

    /** Where the id of a session opens the door, this check says nothing: another one is about that. */
    private void requirePing(HttpPeer anonymous, Opened opened, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        HttpReply outside = anonymous.post(ping(anonymous));
        if (outside.result().isPresent()) {
            require(Methods.PING, outside, check);
        } else if (!opened.session().isEmpty()
                && anonymous.post(ping(anonymous), opened.session()).result().isPresent()) {
            throw Finding.hidden("the id of a session opens the server without a token; another check is about that");
        }
    }

    /**
     * GET in a session opens the stream on which the server sends what is meant for its user. A server that has none
     * says so by another status, and has not accepted the request.
     */
    private static void requireStream(HttpPeer anonymous, Opened opened, RuleCheck check) throws InterruptedException {
        try {
            HttpReply reply = anonymous.get(opened.session());
            String seen =
                    "It answered GET in a session that is open, without a token, with " + TokenChecks.describe(reply);
            if (reply.isStream() && reply.status() / 100 == 2) {
                check.violation(seen);
            } else if (reply.status() / 100 == 2) {
                check.inconclusive(seen);
            }
        } catch (NoAnswerException silent) {
            check.inconclusive("GET in a session that is open, without a token, " + silent.how());
        }
    }

    /** Comes last, because a server that obeys has ended the session. */
    private static void requireEnd(HttpPeer anonymous, Opened opened, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        HttpReply reply = anonymous.delete(opened.session());
        check.violationIf(
                reply.status() / 100 == 2,
                "It answered DELETE of a session that is open, without a token, with " + TokenChecks.describe(reply));
    }

    private static void require(String method, HttpReply reply, RuleCheck check) {
        String seen = "It answered " + method + " without a token with " + TokenChecks.describe(reply);
        switch (Refusal.of(reply)) {
            case UNAUTHORIZED, FORBIDDEN -> {}
            case LET_IN -> check.violation(seen);
            case BUSY, OTHER -> check.inconclusive(seen);
        }
    }

    private boolean isOpen(JsonObject message) {
        return peers.declared().isOpen(message.string("method").orElse(""));
    }

    private static JsonObject ping(HttpPeer peer) {
        return peer.dialect().ping(Ids.number(40));
    }
}
