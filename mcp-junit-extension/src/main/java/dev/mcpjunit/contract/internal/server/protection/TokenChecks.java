/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.authorization.internal.ForeignKeySet;
import dev.mcpjunit.authorization.internal.client.MetadataDocument;
import dev.mcpjunit.authorization.internal.client.MetadataDocument.Trust;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.protection.ProtectedPeers.Opened;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.DeclaredProtection;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Tokens that are wrong in one way each. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TokenChecks {

    private static final String ANOTHER = "https://other.example.com/mcp";

    private final ProtectedPeers peers;
    private @Nullable Opened good;

    public TokenChecks(ProtectedPeers peers) {
        this.peers = peers;
    }

    public void forgedTokens() throws InterruptedException {
        RuleCheck check = begin(ProtectionRules.SIGNATURE);
        try (var foreign = new ForeignKeySet(ForgedTokens.keySet())) {
            for (Map.Entry<String, String> forged :
                    ForgedTokens.of(peers.goodToken(), key(), foreign.uri()).entrySet()) {
                requireRefusal(forged.getKey(), forged.getValue(), check);
            }
        }
        check.conclude();
    }

    /** The first key of the authorization server, which is on this machine. */
    private JsonObject key() throws InterruptedException {
        URI keys = URI.create(peers.authorization().issuer() + "/jwks");
        return MetadataDocument.fetch(keys, peers.declared().answersWithin(), peers.client(), Trust.ALL)
                .document()
                .flatMap(document -> document.array("keys"))
                .flatMap(all -> all.items().stream().findFirst())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElseThrow(() -> Finding.inconclusive("the authorization server of the test did not show its key"));
    }

    public void expiredToken() throws InterruptedException {
        RuleCheck check = begin(ProtectionRules.EXPIRY);
        String expired = peers.token(peers.declared().allScopes())
                .lifetime(Duration.ofHours(-1))
                .issue();
        requireRefusal("a token that expired an hour ago", expired, check);
        check.conclude();
    }

    public void audience() throws InterruptedException {
        RuleCheck check = begin(ProtectionRules.AUDIENCE);
        var token = peers.token(peers.declared().allScopes());
        requireRefusal("a token for " + ANOTHER, token.audience(ANOTHER).issue(), check);
        String others = "a token for a list of other servers";
        requireRefusal(
                others, token.audience(ANOTHER, "https://third.example.com/mcp").issue(), check);
        String own = peers.resource().replaceAll("/$", "");
        for (String longer : List.of(own + ".example.com", own + "/another")) {
            requireRefusal("a token for " + longer, token.audience(longer).issue(), check);
        }
        requireRefusal("a token for no audience", token.audience().issue(), check);
        check.conclude();
    }

    public void issuer() throws InterruptedException {
        RuleCheck check = begin(ProtectionRules.ISSUER);
        for (String issuer :
                List.of("https://issuer.example.com", peers.authorization().issuer() + ".example.com")) {
            String token =
                    peers.token(peers.declared().allScopes()).issuer(issuer).issue();
            requireRefusal("a token of the issuer " + issuer, token, check);
        }
        check.conclude();
    }

    public void revokedToken() throws InterruptedException {
        if (peers.declared().revocation() == DeclaredProtection.Revocation.UNNOTICED) {
            throw Finding.notApplicable("the server is not declared to notice that a token is revoked;"
                    + " see DeclaredProtection.noticesRevocation()");
        }
        RuleCheck check = begin(ProtectionRules.REVOCATION);
        String token = peers.goodToken();
        Opened used = peers.opened(token);
        peers.endWithGoodToken(used);
        peers.authorization().revoke(token);
        requireRefusal("a token that was revoked after its first use", token, used.session(), check);
        check.conclude();
    }

    public void query() throws InterruptedException {
        RuleCheck check = begin(ProtectionRules.QUERY);
        HttpPeer anonymous = peers.anonymous();
        try {
            if (peers.probe(anonymous).status() / 100 == 2) {
                throw Finding.hidden("the server answers a client without a token, so that one in the query changes"
                        + " nothing; the check of clients without a token is about that");
            }
            HttpReply reply = peers.probe(peers.withTokenInQuery(peers.goodToken()));
            check.violationIf(
                    reply.status() / 100 == 2, "It answered a request with ?access_token=… with " + describe(reply));
            queryOfStream(check);
        } catch (NoAnswerException silent) {
            check.violation("A request with ?access_token=… " + silent.how());
        }
        check.conclude();
    }

    /** GET opens the stream of a session. It often has a filter of its own, because browsers cannot set its headers. */
    private void queryOfStream(RuleCheck check) throws NoAnswerException, InterruptedException {
        Map<String, String> session = good().session();
        if (session.isEmpty() || isStream(peers.anonymous().get(session))) {
            return;
        }
        HttpReply reply = peers.withTokenInQuery(peers.goodToken()).get(session);
        check.violationIf(isStream(reply), "It answered GET in a session with ?access_token=… with " + describe(reply));
    }

    public static boolean isStream(HttpReply reply) {
        return reply.isStream() && reply.status() / 100 == 2;
    }

    private RuleCheck begin(Rule rule) throws InterruptedException {
        peers.skipUnprotected();
        Opened unused = good();
        return peers.check(rule);
    }

    /** A new client is refused, and so is one that goes on in a session which began with a good token. */
    private void requireRefusal(String what, String token, RuleCheck check) throws InterruptedException {
        requireRefusal(what, token, good().session(), check);
    }

    private void requireRefusal(String what, String token, Map<String, String> session, RuleCheck check)
            throws InterruptedException {
        try {
            HttpReply first = peers.probe(token);
            require(what, "", first, check);
            if (Refusal.of(first) == Refusal.LET_IN) {
                return;
            }
            for (Map.Entry<String, HttpReply> next : peers.goOn(token, session).entrySet()) {
                String where = " in " + next.getKey() + (session.isEmpty() ? "" : " of a session that is open");
                require(what, where, next.getValue(), check);
            }
        } catch (NoAnswerException silent) {
            check.violation("A request with " + what + " " + silent.how());
        }
    }

    private static void require(String what, String where, HttpReply reply, RuleCheck check) {
        String seen = "It answered " + what + where + " with " + describe(reply);
        boolean inSession = !where.isEmpty();
        switch (Refusal.of(reply)) {
            case UNAUTHORIZED -> {}
            case LET_IN, FORBIDDEN -> check.violation(seen);
            case BUSY -> check.inconclusive(seen);
            case OTHER -> {
                if (inSession) {
                    check.inconclusive(seen);
                } else {
                    check.violation(seen);
                }
            }
        }
    }

    /** The session of a client with a good token, begun once for each check. */
    private Opened good() throws InterruptedException {
        Opened open = good;
        if (open == null) {
            open = peers.opened(peers.goodToken());
            good = open;
        }
        return open;
    }

    public static String describe(HttpReply reply) {
        return Secrets.maskKnown(reply.describe());
    }
}
