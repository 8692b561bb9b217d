/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The checks of {@link HandshakeServerContract} about HTTP and its sessions. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HandshakeSessionChecks {

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]+");

    /** How long a message may take on a stream that is open. */
    private static final Duration STREAMS = Duration.ofMillis(200);

    private HandshakeSessionChecks() {}

    private interface Look {
        void at(HttpPeer peer, RuleCheck check) throws NoAnswerException, InterruptedException;
    }

    private static void judge(HandshakeSubject subject, Rule rule, Look look) throws InterruptedException {
        HttpPeer peer = subject.http();
        RuleCheck check = subject.check(rule);
        HandshakeSubject.Opened unused = subject.opened();
        check.judge(() -> look.at(peer, check));
    }

    public static void jsonOrEvents(HandshakeSubject subject) throws InterruptedException {
        judge(subject, HandshakeRules.JSON_OR_EVENTS, (peer, check) -> {
            require(peer.open(), Methods.INITIALIZE, check);
            require(peer.post(peer.dialect().ping(Ids.number(2))), Methods.PING, check);
        });
    }

    private static void require(HttpReply reply, String method, RuleCheck check) {
        check.violationIf(
                !reply.isStream() && !reply.type().startsWith("application/json"),
                "It answered " + method + " with Content-Type '" + reply.type() + "'.");
    }

    public static void visibleNames(HandshakeSubject subject) throws InterruptedException {
        judge(subject, HandshakeRules.SESSION_NAME, (peer, check) -> {
            String id = session(peer);
            check.violationIf(!VISIBLE.matcher(id).matches(), "It created the session '" + id + "'.");
        });
    }

    public static void needsSession(HandshakeSubject subject) throws InterruptedException {
        judge(subject, HandshakeRules.NEEDS_SESSION, (peer, check) -> {
            String unused = session(peer);
            HttpReply reply = peer.post(peer.dialect().ping(Ids.number(2)), Map.of(McpHeaders.SESSION, ""));
            // A server may have sessions and not need them.
            if (reply.result().isPresent()) {
                throw Finding.notApplicable("the server answers requests without the id of a session");
            }
            check.violationIf(
                    reply.status() != 400,
                    "It answered ping without " + McpHeaders.SESSION + " with " + reply.describe());
        });
    }

    public static void endedSession(HandshakeSubject subject) throws InterruptedException {
        judge(subject, HandshakeRules.ENDED_SESSION, (peer, check) -> {
            String id = session(peer);
            HttpReply end = peer.delete(Map.of());
            if (end.status() / 100 != 2) {
                throw Finding.notApplicable("clients cannot end sessions; DELETE was answered with " + end.describe());
            }
            HttpReply reply = peer.post(peer.dialect().ping(Ids.number(2)), Map.of(McpHeaders.SESSION, id));
            check.violationIf(
                    reply.status() != 404,
                    "After DELETE had ended the session, it answered ping with " + reply.describe());
        });
    }

    public static void once(HandshakeSubject subject, List<SampleCall> calls) throws InterruptedException {
        judge(subject, HandshakeRules.ONCE, (peer, check) -> {
            HttpReply opening = peer.open();
            if (!peer.listen()) {
                throw Finding.notApplicable("the server has no stream that GET opens");
            }
            boolean hasTools = opening.result()
                    .flatMap(result -> result.object("capabilities"))
                    .filter(capabilities -> capabilities.has("tools"))
                    .isPresent();
            var ids = new Ids();
            for (SampleCall call : hasTools ? calls : List.<SampleCall>of()) {
                JsonObject unused = peer.ask(peer.request(ids.next(), Methods.CALL_TOOL, DeclaredCalls.params(call)));
            }
            JsonObject unused = peer.ask(peer.dialect().ping(ids.next()));
            // A stream that opens now has nothing to resume.
            peer.listen();
            peer.await(peer.messages().size(), STREAMS, message -> message.has("id"));
            judgeOnce(peer, check);
        });
    }

    private static void judgeOnce(HttpPeer peer, RuleCheck check) {
        var responses = new HashSet<JsonValue>();
        var requests = new HashSet<JsonValue>();
        for (JsonObject message : peer.messages()) {
            JsonValue id = message.get("id");
            boolean isResponse = RpcMessage.isResponse(message);
            // Without a session, each stream is a conversation of its own, with ids of its own.
            boolean isComparable = id != null && id != JsonNull.NULL && (isResponse || peer.hasSession());
            if (isComparable && !(isResponse ? responses : requests).add(id)) {
                check.violation("It sent this a second time: " + MessageParts.excerpt(message));
            }
        }
    }

    private static String session(HttpPeer peer) throws NoAnswerException, InterruptedException {
        return peer.open()
                .headers()
                .firstValue(McpHeaders.SESSION)
                .orElseThrow(() -> Finding.notApplicable("the server has no sessions"));
    }
}
