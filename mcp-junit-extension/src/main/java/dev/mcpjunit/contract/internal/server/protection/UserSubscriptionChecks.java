/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.NoHeadException;
import dev.mcpjunit.contract.internal.server.peer.SubscriptionStream;
import dev.mcpjunit.contract.internal.server.protection.ProtectedPeers.Opened;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/** Checks that other users can neither open nor end the streams and subscriptions of a user. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UserSubscriptionChecks {

    /** How long the end of a stream may take to arrive. */
    private static final Duration END = Duration.ofSeconds(1);

    private final ProtectedPeers peers;

    public UserSubscriptionChecks(ProtectedPeers peers) {
        this.peers = peers;
    }

    public void ofUsers() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.SUBSCRIPTIONS);
        if (peers.anonymous().dialect().isStateless()) {
            listening(check);
        } else {
            streams(check);
        }
        check.conclude();
    }

    /** Until 2025-11-25, the notifications for a user come by GET, in a session. */
    private void streams(RuleCheck check) throws InterruptedException {
        var users = new UserChecks(peers);
        Opened alice = users.withSession();
        HttpPeer bob = peers.withToken(peers.goodTokenOf(ProtectedPeers.BOB));
        Opened unused = peers.openedBy(ProtectedPeers.BOB);
        try {
            HttpReply inside = bob.post(users.inside(bob), alice.session());
            if (inside.result().isPresent()) {
                throw Finding.hidden("the session of one user answers another; another check is about that");
            }
            // Before the stream of its owner, because a server may allow one stream for each session.
            HttpReply stream = bob.get(alice.session());
            check.violationIf(
                    TokenChecks.isStream(stream),
                    "It answered GET of '" + ProtectedPeers.BOB + "' in the session of '" + ProtectedPeers.ALICE
                            + "' with " + TokenChecks.describe(stream) + ", which is a stream.");
            check.conclude();
            if (Refusal.of(stream) == Refusal.BUSY) {
                throw Finding.inconclusive("GET of '" + ProtectedPeers.BOB + "' in the session of '"
                        + ProtectedPeers.ALICE + "' was answered with " + TokenChecks.describe(stream));
            }
            requireOwnStream(alice, check);
        } catch (NoAnswerException silent) {
            check.inconclusive("a request in the session of another user " + silent.how());
        }
    }

    /** A server without streams shows nothing about them. */
    private static void requireOwnStream(Opened alice, RuleCheck check) throws InterruptedException {
        try {
            HttpReply own = alice.peer().get(alice.session());
            if (!TokenChecks.isStream(own)) {
                throw Finding.notApplicable(
                        "the server opens no stream by GET for a user in a session of their own, but answers with "
                                + TokenChecks.describe(own));
            }
        } catch (NoHeadException open) {
            // Some servers send the head with the first event. This server keeps the request of the owner open, and has
            // refused that of the other user.
        } catch (NoAnswerException silent) {
            check.inconclusive("GET of a user in a session of their own " + silent.how());
        }
    }

    /** From 2026-07-28, they come on a subscription. Clients number their requests, so that ids of two users agree. */
    private void listening(RuleCheck check) throws InterruptedException {
        try (SubscriptionStream alice = listen(ProtectedPeers.ALICE);
                SubscriptionStream bob = listen(ProtectedPeers.BOB)) {
            alice.open();
            alice.answer().ifPresent(answer -> {
                throw Finding.notApplicable("the server has no subscriptions: it answered " + Methods.LISTEN + " of '"
                        + alice.user() + "' with " + shown(answer));
            });
            requireOpen(alice);
            bob.open(() -> alice.hasEnded() || alice.acknowledgments().size() > 1);
            List<JsonObject> messages = alice.acknowledgments();
            check.violationIf(
                    messages.size() > 1,
                    "When '" + bob.user() + "' subscribed with the request id that '" + alice.user()
                            + "' had used, it answered on the stream of '" + alice.user() + "': "
                            + shown(messages.get(messages.size() - 1)));
            check.violationIf(
                    alice.endsWithin(END),
                    "When '" + bob.user() + "' subscribed with the request id that '" + alice.user()
                            + "' had used, it ended the subscription of '" + alice.user() + "'.");
            check.conclude();
            requireOpen(bob);
            cancelByOther(alice, bob, check);
        }
    }

    private SubscriptionStream listen(String user) {
        HttpPeer peer = peers.withToken(peers.goodTokenOf(user));
        return new SubscriptionStream(
                user,
                peer,
                peer.request(Ids.number(44), Methods.LISTEN, MessageParts.TOOL_CHANGES),
                peers.declared().answersWithin());
    }

    private static void requireOpen(SubscriptionStream stream) {
        if (stream.hasEnded() || stream.acknowledgments().isEmpty()) {
            throw Finding.inconclusive("the subscription of '" + stream.user() + "' was not acknowledged"
                    + stream.answer().map(answer -> ": " + shown(answer)).orElse(""));
        }
    }

    private static String shown(JsonObject message) {
        return Secrets.maskKnown(Findings.excerpt(message.toString()));
    }

    private void cancelByOther(SubscriptionStream alice, SubscriptionStream bob, RuleCheck check)
            throws InterruptedException {
        HttpPeer peer = peers.withToken(peers.goodTokenOf(bob.user()));
        JsonObject params = JsonObject.builder().put("requestId", alice.id()).build();
        try {
            HttpReply unused = peer.post(RpcMessage.notification(
                    Methods.CANCELLED, peer.dialect().dialect().stamp(params)));
        } catch (NoAnswerException refused) {
            // A server may refuse it in whatever way.
        }
        check.violationIf(
                alice.endsWithin(END),
                "When '" + bob.user() + "' canceled the request id that '" + alice.user()
                        + "' had used, it ended the subscription of '" + alice.user() + "'.");
    }
}
