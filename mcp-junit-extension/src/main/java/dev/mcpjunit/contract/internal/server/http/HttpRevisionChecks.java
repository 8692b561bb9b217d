/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.http;

import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.IdSample;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.ClientDialect;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.WrongRequests;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** The checks of {@link HttpServerContract} about what only some revisions have, and about media types. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpRevisionChecks {

    private static final int SESSIONS = 3;

    /** A counter or a time differs in less from one session to the next. */
    private static final int FEWEST_BITS = 32;

    private static final ProtocolRevision WITHOUT_HEADER = new ProtocolRevision("2025-03-26");

    /** The codes that 2026-07-28 takes from the range that it keeps to itself. */
    private static final Set<Integer> DEFINED =
            Set.of(RpcErrors.HEADER_MISMATCH, RpcErrors.MISSING_CAPABILITY, RpcErrors.UNSUPPORTED_VERSION);

    private static final Set<Integer> ABOUT_HEADERS = Set.of(RpcErrors.HEADER_MISMATCH, RpcErrors.UNSUPPORTED_VERSION);

    /** Codes of earlier revisions, for a missing resource and for a URL to open. */
    private static final Set<Integer> FORMER = Set.of(RpcErrors.RESOURCE_NOT_FOUND, RpcErrors.URL_ELICITATION_REQUIRED);

    private final HttpChecks checks;

    public HttpRevisionChecks(HttpChecks checks) {
        this.checks = checks;
    }

    public void contentType() throws InterruptedException {
        RuleCheck check = checks.check(HttpRules.CONTENT_TYPE);
        HttpPeer peer = checks.opened();
        check.judge(() -> {
            HttpReply reply = peer.post(peer.dialect().ping(Ids.number(40)));
            boolean isKnown =
                    reply.isStream() || reply.type().split(";", 2)[0].strip().equals("application/json");
            check.violationIf(
                    reply.result().isPresent() && !isKnown,
                    "It answered a request with Content-Type '" + reply.type() + "'.");
            if (reply.result().isEmpty()) {
                check.inconclusive("a request was answered with " + reply.describe());
            }
        });
    }

    public void sessionIds() throws InterruptedException {
        RuleCheck check = checks.check(HttpRules.SESSION_IDS);
        check.judge(() -> {
            var ids = new ArrayList<String>();
            for (int session = 0; session < SESSIONS; session++) {
                Optional<String> id = opened(session).headers().firstValue(McpHeaders.SESSION);
                ids.add(id.orElseThrow(() -> Finding.notApplicable("the server creates no sessions")));
            }
            boolean isRepeated = new HashSet<>(ids).size() < SESSIONS;
            check.violationIf(isRepeated, "It created sessions with the same id: " + ids);
            check.violationIf(
                    !isRepeated && new IdSample(ids).bits() < FEWEST_BITS,
                    "It created the sessions " + ids + ", which differ in too few characters.");
        });
    }

    /** No rule demands that a server has more than one session. */
    private HttpReply opened(int session) throws NoAnswerException, InterruptedException {
        try {
            return checks.peer().open();
        } catch (NoAnswerException refused) {
            if (session == 0) {
                throw refused;
            }
            throw Finding.inconclusive("session " + (session + 1) + " could not be opened: a request " + refused.how());
        }
    }

    public void withoutHeader() throws InterruptedException {
        RuleCheck check = checks.check(HttpRules.WITHOUT_HEADER);
        HttpPeer peer = checks.peer(ClientDialect.of(WITHOUT_HEADER));
        Optional<String> agreed;
        try {
            agreed = peer.open().result().flatMap(result -> result.string("protocolVersion"));
        } catch (NoAnswerException refused) {
            agreed = Optional.empty();
        }
        if (!agreed.equals(Optional.of(WITHOUT_HEADER.date()))) {
            throw Finding.notApplicable("the server does not speak revision " + WITHOUT_HEADER);
        }
        check.judge(() -> {
            HttpReply reply = peer.post(peer.dialect().ping(Ids.number(41)));
            check.violationIf(
                    reply.result().isEmpty(),
                    "It answered ping without " + McpHeaders.REVISION + " with " + reply.describe());
        });
    }

    public void codes() throws InterruptedException {
        RuleCheck check = checks.check(HttpRules.CODES);
        HttpPeer peer = checks.opened();
        for (var wrong :
                WrongRequests.messages(checks.description(), peer.dialect()).entrySet()) {
            try {
                HttpReply reply = peer.post(wrong.getValue());
                int code = reply.response().map(MessageParts::errorCode).orElse(0);
                boolean isUndefined = isReserved(code) && !DEFINED.contains(code);
                // The headers and the revision of a request with names that are texts are right.
                boolean isMisused = !wrong.getKey().contains("number") && ABOUT_HEADERS.contains(code);
                check.violationIf(
                        isUndefined || isMisused || FORMER.contains(code),
                        "It answered " + wrong.getKey() + " with code " + code + ": " + reply.describe());
            } catch (NoAnswerException silent) {
                check.inconclusive(wrong.getKey() + " " + silent.how());
            }
        }
        check.conclude();
    }

    /** Whether JSON-RPC or this protocol keeps a code to itself. */
    private static boolean isReserved(int code) {
        boolean isOfJsonRpc = code == RpcErrors.PARSE_ERROR
                || (code <= RpcErrors.INVALID_REQUEST && code >= RpcErrors.INTERNAL_ERROR);
        return RpcErrors.isStateless(code) || (code >= -32_768 && code < -32_099 && !isOfJsonRpc);
    }

    public void initialize() throws InterruptedException {
        RuleCheck check = checks.check(HttpRules.INITIALIZE);
        HttpPeer peer = checks.peer(ClientDialect.of(ProtocolRevision.HANDSHAKE_REVISIONS.get(0)));
        check.judge(() -> {
            HttpReply reply = peer.post(peer.dialect().opening(Ids.number(42)));
            if (reply.result().isPresent()) {
                throw Finding.notApplicable("the server speaks the revisions with a handshake as well");
            }
            check.violationIf(
                    !reply.error()
                            .map(JsonObject::toString)
                            .orElse("")
                            .contains(checks.revision().date()),
                    "It answered initialize with " + reply.describe());
        });
    }
}
