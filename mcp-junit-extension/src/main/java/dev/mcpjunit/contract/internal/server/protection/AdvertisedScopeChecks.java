/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.authorization.internal.client.Challenge;
import dev.mcpjunit.authorization.internal.client.MetadataDocument;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** Which scopes a server advertises to clients that have no token yet. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AdvertisedScopeChecks {

    private static final String OFFLINE_ACCESS = "offline_access";

    /** The first revision whose challenges should name a scope. */
    private static final ProtocolRevision SINCE = new ProtocolRevision("2025-11-25");

    private final ProtectedPeers peers;
    private final ChallengeChecks challenges;

    public AdvertisedScopeChecks(ProtectedPeers peers) {
        this.peers = peers;
        this.challenges = new ChallengeChecks(peers);
    }

    public void challenge() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.CHALLENGED_SCOPE);
        ProtocolRevision revision = peers.description().protocol();
        if (revision.compareTo(SINCE) < 0) {
            throw Finding.notApplicable(
                    "revision " + revision + " has no such rule: " + ProtectionRules.CHALLENGED_SCOPE.statement());
        }
        Set<String> needed = peers.declared().scopes();
        if (needed.isEmpty()) {
            throw Finding.notApplicable("the test declares no scope that each request needs; see scopes(…)");
        }
        requireNeeded(needed);
        // The refusal of a client without a token comes first, if it is one with 401.
        Map.Entry<String, HttpReply> refusal =
                challenges.refusals().entrySet().iterator().next();
        Challenge challenge = Challenge.bearer(refusal.getValue().headers())
                .orElseThrow(() -> Finding.hidden("the refusal has no Bearer challenge; another check is about that"));
        check.violationIf(
                challenge.find("scope").isEmpty(),
                "WWW-Authenticate of the refusal of " + refusal.getKey() + " has no scope, but each request needs "
                        + String.join(" ", needed) + ".");
        check.conclude();
    }

    /** A server that accepts a token without scopes has no scopes to name. */
    private void requireNeeded(Set<String> needed) throws InterruptedException {
        try {
            HttpReply reply = peers.probe(peers.token(Set.of()).issue());
            switch (Refusal.of(reply)) {
                case LET_IN ->
                    throw Finding.notApplicable(
                            "the server accepts a token without the scope " + String.join(" ", needed));
                case BUSY, OTHER ->
                    throw Finding.inconclusive(
                            "a token without scopes was answered with " + TokenChecks.describe(reply));
                case UNAUTHORIZED, FORBIDDEN -> {}
            }
        } catch (NoAnswerException silent) {
            throw Finding.hidden("a request with a token without scopes " + silent.how());
        }
    }

    public void offlineAccess() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.OFFLINE_ACCESS);
        challenges
                .refusals()
                .forEach((what, reply) -> check.violationIf(
                        Challenge.bearer(reply.headers())
                                .flatMap(challenge -> challenge.find("scope"))
                                .filter(scope -> List.of(scope.split(" ")).contains(OFFLINE_ACCESS))
                                .isPresent(),
                        "WWW-Authenticate of the refusal of " + what + " has " + OFFLINE_ACCESS + " in scope."));
        if (challenges.canBeFound()) {
            MetadataDocument metadata = challenges.metadata();
            boolean isSupported = metadata.document()
                    .flatMap(document -> document.array("scopes_supported"))
                    .map(JsonArray::items)
                    .filter(scopes -> scopes.contains(new JsonString(OFFLINE_ACCESS)))
                    .isPresent();
            check.violationIf(
                    isSupported,
                    "scopes_supported in " + Printable.line(metadata.address()) + " has " + OFFLINE_ACCESS + ".");
        }
        check.conclude();
    }
}
