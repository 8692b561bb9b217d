/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mcpjunit.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exchanges codes, refresh tokens and the credentials of clients for access tokens. */
final class TokenEndpoint {

    private final Issuer issuer;

    TokenEndpoint(Issuer issuer) {
        this.issuer = issuer;
    }

    JsonObject answer(@Nullable String authorization, Parameters form) throws OAuthException {
        String type = form.get("grant_type");
        issuer.script().beforeGrant(type);
        Client client = issuer.clients().authenticate(authorization, form);
        return switch (type) {
            case "authorization_code" -> code(client, form);
            case "refresh_token" -> refresh(client, form);
            case "client_credentials" -> credentials(client, form);
            default -> throw new OAuthException(400, "unsupported_grant_type", "This grant type is not supported.");
        };
    }

    private JsonObject code(Client client, Parameters form) throws OAuthException {
        Ledger.Code code = issuer.ledger().useCode(form.get("code"));
        if (!code.grant().client().equals(client.id())
                || !code.redirectUri().equals(form.get("redirect_uri"))
                || issuer.now().isAfter(code.expires())) {
            throw OAuthException.invalidGrant("The code belongs to another request, or has expired.");
        }
        if (issuer.script().requiresPkce() && !code.challenge().equals(challenge(form.get("code_verifier")))) {
            throw OAuthException.invalidGrant("The code_verifier does not match the code_challenge.");
        }
        Grant grant = code.grant();
        String refresh = RandomText.secret();
        issuer.ledger().keepRefreshToken(refresh, grant);
        return tokens(narrowed(grant, grant.scopes(), form), Optional.of(refresh));
    }

    private JsonObject refresh(Client client, Parameters form) throws OAuthException {
        String old = form.get("refresh_token");
        Grant grant = issuer.ledger().refreshGrant(old, client.id());
        if (issuer.refusesRefresh()) {
            throw OAuthException.invalidGrant("The refresh token is no longer accepted.");
        }
        Set<String> scopes = form.find("scope").isPresent() ? form.scopes() : grant.scopes();
        if (!grant.scopes().containsAll(scopes)) {
            throw new OAuthException(400, "invalid_scope", "More scopes than the user has allowed.");
        }
        Grant narrowed = narrowed(grant, scopes, form);
        String next = RandomText.secret();
        issuer.ledger().replaceRefreshToken(old, next);
        return tokens(narrowed, Optional.of(next));
    }

    private JsonObject credentials(Client client, Parameters form) throws OAuthException {
        if (client.secret().isEmpty()) {
            throw new OAuthException(
                    400,
                    "unauthorized_client",
                    "Only a confidential client may use client_credentials. Register it with a secret.");
        }
        var grant = new Grant(
                RandomText.of(12), client.id(), client.id(), issuer.allowed(form.scopes()), issuer.resources(form));
        return tokens(grant, Optional.empty());
    }

    private Grant narrowed(Grant grant, Set<String> scopes, Parameters form) throws OAuthException {
        List<String> resources = issuer.resources(form);
        if (!resources.isEmpty()
                && !grant.resources().isEmpty()
                && !grant.resources().containsAll(resources)) {
            throw new OAuthException(400, "invalid_target", "The user has not allowed access to this resource.");
        }
        return grant.narrowed(issuer.allowed(scopes), resources.isEmpty() ? grant.resources() : resources);
    }

    private JsonObject tokens(Grant grant, Optional<String> refresh) {
        return JsonObject.builder()
                .put("access_token", issuer.issue(grant))
                .put("token_type", "Bearer")
                .put("expires_in", issuer.script().announced(issuer.lifetime()).toSeconds())
                .putIfPresent("refresh_token", refresh)
                .put("scope", String.join(" ", grant.scopes()))
                .build();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
