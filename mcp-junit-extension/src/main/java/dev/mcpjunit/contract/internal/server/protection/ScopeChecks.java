/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.authorization.TokenBuilder;
import dev.mcpjunit.authorization.internal.client.Challenge;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.StackTraces;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.protection.ProtectedPeers.Opened;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.DeclaredProtection.ScopedCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Calls beyond the scopes of a token, and what refusals show. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ScopeChecks {

    /** So unusual a name that it is found nowhere by chance. */
    private static final String SUBJECT = "mcp-junit-principal-7c1d";

    private final ProtectedPeers peers;

    public ScopeChecks(ProtectedPeers peers) {
        this.peers = peers;
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
                .dialect()
                .declaring(ProtectedPeers.ASKABLE)
                .request(Ids.number(42), Methods.CALL_TOOL, DeclaredCalls.params(scoped.call())));
    }

    private HttpReply withoutScope(ScopedCall scoped) throws NoAnswerException, InterruptedException {
        return call(peers.token(peers.declared().scopes()).issue(), scoped);
    }

    public void scope() throws InterruptedException {
        ScopedCall scoped = scopedCall();
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.SCOPE);
        try {
            HttpReply refused = withoutScope(scoped);
            check.violationIf(
                    isExecuted(refused),
                    "It executed the call of '" + scoped.call().tool() + "' without the scope '" + scoped.scope()
                            + "': " + TokenChecks.describe(refused));
            check.conclude();
            HttpReply allowed = call(peers.goodToken(), scoped);
            boolean isRefusal = isRefusal(refused);
            if (isRefusal ? isRefusal(allowed) : !isExecuted(allowed)) {
                throw failing(scoped, allowed);
            }
            if (Refusal.of(refused) == Refusal.BUSY) {
                check.inconclusive("It answered the call of '" + scoped.call().tool() + "' without the scope with "
                        + TokenChecks.describe(refused));
            }
        } catch (NoAnswerException silent) {
            check.violation("The call of '" + scoped.call().tool() + "' " + silent.how());
        }
        check.conclude();
    }

    /** A call that fails with its scope shows nothing, and was declared wrongly unless the server is busy. */
    private static RuntimeException failing(ScopedCall scoped, HttpReply allowed) {
        String failure = "the call of '" + scoped.call().tool() + "' fails with the scope '" + scoped.scope()
                + "' as well: " + TokenChecks.describe(allowed);
        return Refusal.of(allowed) == Refusal.BUSY
                ? Finding.inconclusive(failure)
                : new IllegalStateException("This could not be checked: " + failure
                        + " Declare a call that succeeds with this scope; see DeclaredProtection.callBeyondThem(…).");
    }

    /** Whether a status says that the token was the reason. */
    private static boolean isRefusal(HttpReply reply) {
        Refusal refusal = Refusal.of(reply);
        return refusal == Refusal.UNAUTHORIZED || refusal == Refusal.FORBIDDEN;
    }

    /** Whether a call was executed, or at least begun. */
    private static boolean isExecuted(HttpReply reply) {
        return reply.result()
                .filter(result -> !result.bool("isError").orElse(false))
                .isPresent();
    }

    /** What distinguishes a call that was executed from one that was refused. */
    private static String outcome(HttpReply reply) {
        Optional<JsonValue> code = reply.error().map(error -> error.get("code"));
        Optional<Boolean> isError =
                reply.result().map(result -> result.bool("isError").orElse(false));
        return reply.status() + " " + code + " " + isError;
    }

    public void missingScope() throws InterruptedException {
        ScopedCall scoped = scopedCall();
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.MISSING_SCOPE);
        try {
            HttpReply reply = withoutScope(scoped);
            if (isExecuted(reply) || outcome(reply).equals(outcome(call(peers.goodToken(), scoped)))) {
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

    public void noSecrets() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.NO_SECRETS);
        Map<String, String> tokens =
                new LinkedHashMap<>(ForgedTokens.of(secretly().issue()));
        tokens.put("an expired token", secretly().lifetime(Duration.ofHours(-1)).issue());
        tokens.put(
                "a token for another server",
                secretly().audience("https://other.example.com/mcp").issue());
        int refused = 0;
        String last = "";
        for (Map.Entry<String, String> wrong : tokens.entrySet()) {
            try {
                HttpReply reply = peers.probe(wrong.getValue());
                last = "was answered with " + TokenChecks.describe(reply);
                refused += requireDiscretion(wrong.getKey(), wrong.getValue(), reply, check);
            } catch (NoAnswerException silent) {
                // Other rules are about that.
                last = silent.how();
            }
        }
        if (refused == 0) {
            check.inconclusive("no token was refused with an answer; the last one " + last);
        }
        requireDiscretionAboutScope(check);
        check.conclude();
    }

    private TokenBuilder secretly() {
        return peers.token(peers.declared().allScopes()).subject(SUBJECT);
    }

    /** The refusal of a valid token is the most dangerous one to repeat it. */
    private void requireDiscretionAboutScope(RuleCheck check) throws InterruptedException {
        Optional<ScopedCall> scoped = peers.declared().scopedCall();
        if (scoped.isPresent()) {
            String token =
                    peers.token(peers.declared().scopes()).subject(SUBJECT).issue();
            try {
                int unused = requireDiscretion("a call without its scope", token, call(token, scoped.get()), check);
            } catch (NoAnswerException silent) {
                // Other rules are about that.
            }
        }
    }

    /** Returns the number of refusals that were looked at: one, or none if the token was accepted. */
    private static int requireDiscretion(String what, String token, HttpReply reply, RuleCheck check) {
        if (reply.status() / 100 == 2) {
            return 0;
        }
        String shown = reply.body() + "\n" + reply.headers().map().values();
        check.violationIf(shown.contains(token), "The refusal of " + what + " repeats " + repeated(what) + ".");
        check.violationIf(shown.contains(SUBJECT), "The refusal of " + what + " shows the subject of the token.");
        StackTraces.find(reply.body())
                .ifPresent(trace -> check.violation("The refusal of " + what + " has a stack trace: "
                        + Printable.line(trace.replace(token, "[token]"))));
        return 1;
    }

    private static String repeated(String what) {
        return what.contains("token") ? "it" : "the token";
    }
}
