/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.authorization.internal.client.Challenge;
import dev.mcpjunit.authorization.internal.client.MetadataDocument;
import dev.mcpjunit.authorization.internal.client.MetadataDocument.Trust;
import dev.mcpjunit.authorization.internal.client.WellKnown;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.protection.ProtectedPeers.Opened;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** How a client without a valid token learns where to get one. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ChallengeChecks {

    /** The first revision by which the well-known address is enough. */
    private static final ProtocolRevision WELL_KNOWN_IS_ENOUGH = new ProtocolRevision("2025-11-25");

    private final ProtectedPeers peers;

    public ChallengeChecks(ProtectedPeers peers) {
        this.peers = peers;
    }

    public void withoutToken() throws InterruptedException {
        RuleCheck check = peers.check(ProtectionRules.TOKEN_REQUIRED);
        HttpPeer anonymous = peers.anonymous();
        String method = peers.probeMethod();
        try {
            HttpReply reply = peers.probe(anonymous);
            peers.requireProtection(reply);
            check.violationIf(
                    reply.status() != 401,
                    "It answered " + method + " without a token with " + TokenChecks.describe(reply));
        } catch (NoAnswerException silent) {
            check.violation(method + " without a token " + silent.how());
        }
        check.conclude();
    }

    public void scheme() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.SCHEME);
        for (Map.Entry<String, HttpReply> refusal : refusals().entrySet()) {
            HttpReply reply = refusal.getValue();
            check.violationIf(
                    Challenge.bearer(reply.headers()).isEmpty(),
                    "It refused " + refusal.getKey() + " with HTTP 401 and "
                            + reply.headers()
                                    .firstValue("WWW-Authenticate")
                                    .map(value -> "WWW-Authenticate: " + Printable.line(value))
                                    .orElse("no WWW-Authenticate"));
        }
        check.conclude();
    }

    /** The answers with 401, by what was refused: first that to a client without a token, if it is one. */
    Map<String, HttpReply> refusals() throws InterruptedException {
        var refusals = new LinkedHashMap<String, HttpReply>();
        try {
            refusals.put("a client without a token", peers.probe(peers.anonymous()));
            refusals.put("a text that is no token", peers.probe("no-token"));
        } catch (NoAnswerException silent) {
            throw Finding.hidden("a request without a valid token " + silent.how());
        }
        refusals.values().removeIf(reply -> reply.status() != 401);
        if (refusals.isEmpty()) {
            throw Finding.hidden("the server answers neither a client without a token nor a text that is no token with"
                    + " HTTP 401; other checks are about that");
        }
        return refusals;
    }

    /** The address in the challenge to a client without a token, which has to begin with it. */
    private Optional<String> pointer() throws InterruptedException {
        return refusals().values().stream()
                .limit(1)
                .flatMap(reply -> Challenge.bearer(reply.headers()).stream())
                .flatMap(challenge -> challenge.find("resource_metadata").stream())
                .findFirst();
    }

    private Duration timeout() {
        return peers.declared().answersWithin();
    }

    private Optional<MetadataDocument> wellKnown() throws InterruptedException {
        return MetadataDocument.ofResource(peers.endpoint().uri(), timeout(), peers.client());
    }

    public void metadataCanBeFound() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.METADATA_FOUND);
        if (pointer().isPresent()) {
            return;
        }
        boolean needsHeader = peers.description().protocol().compareTo(WELL_KNOWN_IS_ENOUGH) < 0;
        if (needsHeader
                && refusals().values().stream()
                        .allMatch(reply -> Challenge.bearer(reply.headers()).isEmpty())) {
            throw Finding.hidden("no refusal has a Bearer challenge; another check is about that");
        }
        check.violationIf(needsHeader, "WWW-Authenticate has no resource_metadata, which this revision requires.");
        check.violationIf(
                !needsHeader && wellKnown().isEmpty(),
                "WWW-Authenticate has no resource_metadata, and there is no document at"
                        + " /.well-known/oauth-protected-resource, with or without the path of the server.");
        check.conclude();
    }

    /** Whether a client has an address to look for the metadata. */
    boolean canBeFound() throws InterruptedException {
        return pointer().isPresent() || wellKnown().isPresent();
    }

    /** The metadata as a client finds it: the address in the challenge counts, if there is one. */
    MetadataDocument metadata() throws InterruptedException {
        Optional<String> pointer = pointer();
        if (pointer.isPresent()) {
            try {
                return MetadataDocument.fetch(URI.create(pointer.get()), timeout(), peers.client(), Trust.ALL);
            } catch (IllegalArgumentException malformed) {
                return new MetadataDocument(pointer.get(), Optional.empty(), "is not an address that can be fetched");
            }
        }
        return wellKnown()
                .orElseThrow(() -> Finding.hidden(
                        "the metadata of the protected resource was not found; another check is about that"));
    }

    public void metadata(RuleCheck check, MetadataDocument metadata) {
        if (metadata.document().isEmpty()) {
            boolean httpsOnly = metadata.address().startsWith("https:")
                    && "http".equals(peers.endpoint().uri().getScheme());
            check.violation(Printable.line(metadata.address()) + " " + Printable.line(metadata.answer())
                    + (httpsOnly ? " Clients use HTTP here; configure the scheme of the address." : ""));
            return;
        }
        JsonObject document = metadata.document().get();
        boolean namesOne = document.array("authorization_servers")
                .filter(servers -> servers.items().stream().anyMatch(ChallengeChecks::isIssuer))
                .isPresent();
        check.violationIf(
                !namesOne,
                "authorization_servers in " + Printable.line(metadata.address()) + " names none: "
                        + Printable.line(document.toString()));
    }

    /** Whether it is an address by HTTP, which clients can find metadata by. */
    private static boolean isIssuer(JsonValue named) {
        try {
            URI address = URI.create(named instanceof JsonString text ? text.value() : "");
            return address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("(?i)https?")
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    public void metadataIsComplete() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.METADATA);
        metadata(check, metadata());
        check.conclude();
    }

    public void issuersAreTrusted() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.TRUSTED_ISSUERS);
        MetadataDocument metadata = metadata();
        List<JsonValue> named = metadata.document()
                .flatMap(document -> document.array("authorization_servers"))
                .map(JsonArray::items)
                .orElseGet(List::of);
        if (named.stream().noneMatch(ChallengeChecks::isIssuer)) {
            throw Finding.hidden("the metadata names no authorization server; another check is about that");
        }
        Set<String> trusted = peers.trustedIssuers();
        for (JsonValue issuer : named) {
            check.violationIf(
                    !(issuer instanceof JsonString text
                            && trusted.stream().anyMatch(known -> isSame(known, text.value()))),
                    "authorization_servers in " + Printable.line(metadata.address()) + " has "
                            + Printable.line(issuer.toString()) + ", but the declaration trusts only "
                            + String.join(", ", trusted) + ".");
        }
        check.conclude();
    }

    /** Some libraries write a slash behind a host. Whether clients accept that is not what the rule is about. */
    private static boolean isSame(String issuer, String other) {
        return issuer.replaceFirst("/\\z", "").equals(other.replaceFirst("/\\z", ""));
    }

    public void metadataIsOfThisServer() throws InterruptedException {
        peers.skipUnprotected();
        RuleCheck check = peers.check(ProtectionRules.RESOURCE);
        MetadataDocument metadata = metadata();
        JsonObject document = metadata.document()
                .orElseThrow(() -> Finding.hidden("there is no document at " + Printable.line(metadata.address())
                        + "; another check is about that"));
        String named = document.string("resource").orElse("");
        String seen = "resource in " + Printable.line(metadata.address()) + " is "
                + (named.isEmpty() ? "missing" : "'" + Printable.line(named) + "'");
        if (!WellKnown.isResource(named, peers.resource())) {
            check.violation(seen + ", but clients use " + peers.resource());
        } else if (!named.equals(peers.resource())) {
            requireTokensFor(named, seen, check);
        }
        check.conclude();
    }

    /** Clients request tokens for the resource that the metadata names, even if they use a more specific address. */
    private void requireTokensFor(String named, String seen, RuleCheck check) throws InterruptedException {
        Opened unused = peers.opened(peers.goodToken());
        String token = peers.token(peers.declared().allScopes()).audience(named).issue();
        try {
            HttpReply reply = peers.probe(token);
            String what = seen + ", but a token for it was answered with " + TokenChecks.describe(reply);
            switch (Refusal.of(reply)) {
                case UNAUTHORIZED, FORBIDDEN -> check.violation(what);
                case BUSY, OTHER -> check.inconclusive(what);
                case LET_IN -> {}
            }
        } catch (NoAnswerException silent) {
            check.inconclusive(seen + ", but a request with a token for it " + silent.how());
        }
    }
}
