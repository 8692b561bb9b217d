/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.server.DeclaredProtection.ScopedCall;
import dev.mcpjunit.contract.server.ProtectedPeers.Opened;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which requests a token, a session or another user's token opens the door for. */
final class AccessChecks {

    /** So unusual a name that it is found nowhere by chance. */
    private static final String SUBJECT = "mcp-junit-principal-7c1d";

    private static final JsonObject ASKABLE =
            (JsonObject) Json.parse("{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{},\"roots\":{}}");

    private final ProtectedPeers peers;

    AccessChecks(ProtectedPeers peers) {
        this.peers = peers;
    }

    void everyRequest() throws InterruptedException {
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

    private static void require(String method, HttpReply reply, RuleCheck check) {
        String seen = "It answered " + method + " without a token with " + TokenChecks.describe(reply);
        switch (Refusal.of(reply)) {
            case UNAUTHORIZED, FORBIDDEN -> {}
            case LET_IN -> check.violation(seen);
            case BUSY, OTHER -> check.unclear(seen);
        }
    }

    private boolean isOpen(JsonObject message) {
        return peers.declared().isOpen(message.string("method").orElse(""));
    }

    private static JsonObject ping(HttpPeer peer) {
        return peer.dialect().ping(Ids.number(40));
    }

    private ScopedCall scopedCall() {
        return peers.declared()
                .scopedCall()
                .orElseThrow(() -> Finding.notApplicable(
                        "no call that needs another scope is declared; see DeclaredProtection.callBeyondThem(…)"));
    }

    private HttpReply call(String token, ScopedCall scoped) throws NoAnswerException, InterruptedException {
        Opened opened = peers.opened(token);
        return opened.post(opened.peer()
                .request(Ids.number(42), Methods.CALL_TOOL, scoped.call().params()));
    }

    private HttpReply withoutScope(ScopedCall scoped) throws NoAnswerException, InterruptedException {
        return call(peers.token(peers.declared().scopes()).issue(), scoped);
    }

    void scope() throws InterruptedException {
        ScopedCall scoped = scopedCall();
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.SCOPE);
        try {
            HttpReply refused = withoutScope(scoped);
            HttpReply allowed = call(peers.goodToken(), scoped);
            if (allowed.status() == 401 || allowed.status() == 403) {
                throw Finding.inconclusive("the call of '" + scoped.call().tool() + "' is refused with the scope '"
                        + scoped.scope() + "' as well: " + TokenChecks.describe(allowed));
            }
            check.violationIf(
                    outcome(refused).equals(outcome(allowed)),
                    "It answered the call of '" + scoped.call().tool() + "' without the scope '" + scoped.scope()
                            + "' as with it: " + TokenChecks.describe(refused));
        } catch (NoAnswerException silent) {
            check.violation("The call of '" + scoped.call().tool() + "' " + silent.how());
        }
        check.conclude();
    }

    /** What distinguishes a call that was executed from one that was refused. */
    private static String outcome(HttpReply reply) {
        Optional<JsonValue> code = reply.error().map(error -> error.get("code"));
        Optional<Boolean> isError =
                reply.result().map(result -> result.bool("isError").orElse(false));
        return reply.status() + " " + code + " " + isError;
    }

    void missingScope() throws InterruptedException {
        ScopedCall scoped = scopedCall();
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.MISSING_SCOPE);
        try {
            HttpReply reply = withoutScope(scoped);
            if (outcome(reply).equals(outcome(call(peers.goodToken(), scoped)))) {
                throw Finding.hidden("the call is not refused; another check is about that");
            }
            Optional<Challenge> challenge = Challenge.bearer(reply.headers());
            check.violationIf(reply.status() != 403, "It refused the call with " + TokenChecks.describe(reply));
            check.violationIf(
                    !challenge.flatMap(found -> found.find("error")).equals(Optional.of("insufficient_scope")),
                    "WWW-Authenticate of the refusal has no error=\"insufficient_scope\".");
            check.violationIf(
                    challenge
                            .flatMap(found -> found.find("scope"))
                            .filter(scopes -> (" " + scopes + " ").contains(" " + scoped.scope() + " "))
                            .isEmpty(),
                    "WWW-Authenticate of the refusal does not name the scope '" + scoped.scope() + "'.");
        } catch (NoAnswerException silent) {
            check.violation("The call of '" + scoped.call().tool() + "' " + silent.how());
        }
        check.conclude();
    }

    void noSecrets() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.NO_SECRETS);
        String good = peers.token(peers.declared().allScopes()).subject(SUBJECT).issue();
        Map<String, String> tokens = new LinkedHashMap<>(TokenChecks.forged(good));
        tokens.put(
                "an expired token",
                peers.token(peers.declared().allScopes())
                        .subject(SUBJECT)
                        .lifetime(Duration.ofHours(-1))
                        .issue());
        for (Map.Entry<String, String> wrong : tokens.entrySet()) {
            try {
                HttpReply reply = peers.probe(wrong.getValue());
                if (reply.status() / 100 != 2) {
                    requireDiscretion(wrong.getKey(), wrong.getValue(), reply, check);
                }
            } catch (NoAnswerException silent) {
                // Other rules are about that.
            }
        }
        check.conclude();
    }

    private static void requireDiscretion(String what, String token, HttpReply reply, RuleCheck check) {
        String shown = reply.body() + "\n" + reply.headers().allValues("WWW-Authenticate");
        check.violationIf(shown.contains(token), "The refusal of " + what + " repeats it.");
        check.violationIf(shown.contains(SUBJECT), "The refusal of " + what + " shows the subject of the token.");
        StackTraces.find(reply.body())
                .ifPresent(trace -> check.violation("The refusal of " + what + " has a stack trace: "
                        + Printable.line(trace.replace(token, "[token]"))));
    }

    private Opened withSession() throws InterruptedException {
        Opened opened = peers.opened(peers.goodToken());
        if (opened.session().isEmpty()) {
            throw Finding.notApplicable("the server has no sessions");
        }
        return opened;
    }

    void sessionIsNoToken() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.SESSION_IS_NO_TOKEN);
        Opened opened = withSession();
        HttpPeer thief = peers.anonymous();
        try {
            if (peers.probe(peers.anonymous()).status() / 100 == 2) {
                throw Finding.hidden("the server answers a client without a token; another check is about that");
            }
            HttpReply reply = thief.post(ping(thief), opened.session());
            check.violationIf(
                    reply.status() / 100 == 2,
                    "It answered ping with the id of a session and without a token with "
                            + TokenChecks.describe(reply));
        } catch (NoAnswerException silent) {
            check.violation("ping with the id of a session and without a token " + silent.how());
        }
        check.conclude();
    }

    void sessionsOfUsers() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.SESSIONS);
        Opened opened = withSession();
        HttpPeer bob = peers.withToken(peers.goodTokenOf(ProtectedPeers.BOB));
        try {
            HttpReply reply = bob.post(ping(bob), opened.session());
            check.violationIf(
                    reply.status() / 100 == 2,
                    "It answered ping of '" + ProtectedPeers.BOB + "' in the session of '" + ProtectedPeers.ALICE
                            + "' with " + TokenChecks.describe(reply));
        } catch (NoAnswerException silent) {
            check.violation("ping in the session of another user " + silent.how());
        }
        check.conclude();
    }

    void requestState() throws InterruptedException {
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
            JsonObject asked = ask(ProtectedPeers.ALICE, params)
                    .result()
                    .filter(result -> result.string("requestState").isPresent())
                    .orElseThrow(() -> Finding.inconclusive(
                            "the call of '" + call.tool() + "' did not ask its user, or has no requestState"));
            JsonObject.Builder answers = JsonObject.builder();
            asked.object("inputRequests").orElse(JsonObject.EMPTY).members().forEach((name, question) -> {
                if (question instanceof JsonObject object) {
                    answers.put(name, call.answers().apply(object));
                }
            });
            JsonObject next = params.toBuilder()
                    .put("inputResponses", answers.build())
                    .putIfPresent("requestState", asked.string("requestState"))
                    .build();
            HttpReply foreign = ask(ProtectedPeers.BOB, next);
            check.violationIf(
                    isSuccess(foreign),
                    "It continued a call of '" + ProtectedPeers.ALICE + "' for '" + ProtectedPeers.BOB + "': "
                            + TokenChecks.describe(foreign));
            check.conclude();
            HttpReply own = ask(ProtectedPeers.ALICE, next);
            if (!isSuccess(own)) {
                throw Finding.inconclusive(
                        "the call is not continued for the user who began it, either: " + TokenChecks.describe(own));
            }
        } catch (NoAnswerException silent) {
            check.violation("A round of '" + call.tool() + "' " + silent.how());
            check.conclude();
        }
    }

    private static boolean isSuccess(HttpReply reply) {
        return reply.status() / 100 == 2
                && reply.result()
                        .filter(result -> !result.bool("isError").orElse(false))
                        .isPresent();
    }

    private HttpReply ask(String subject, JsonObject params) throws NoAnswerException, InterruptedException {
        HttpPeer peer = peers.withToken(peers.goodTokenOf(subject));
        return peer.post(peer.dialect().declaring(ASKABLE).request(Ids.number(43), Methods.CALL_TOOL, params));
    }
}
