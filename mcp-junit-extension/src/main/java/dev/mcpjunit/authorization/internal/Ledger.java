/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was issued and what became of it. Thread-safe. */
final class Ledger {

    /** A code that was handed out for an authorization. */
    record Code(Grant grant, String redirectUri, String challenge, Instant expires) {}

    /** An access token that was handed out, in the name of an issuer. */
    record Access(Grant grant, String issuer, Instant expires) {}

    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, String> familiesOfUsedCodes = new HashMap<>();
    private final Map<String, Grant> refreshTokens = new HashMap<>();
    private final Map<String, String> familiesOfUsedRefreshTokens = new HashMap<>();
    private final Map<String, Access> accessTokens = new HashMap<>();
    private final Set<String> endedTokens = new HashSet<>();
    private final Set<String> endedFamilies = new HashSet<>();

    synchronized void keep(String code, Code what) {
        codes.put(code, what);
    }

    /** Use a code up. A code that comes again was stolen, so that all of its tokens end. */
    synchronized Code useCode(String code) throws OAuthException {
        Code found = codes.remove(code);
        if (found == null) {
            Optional.ofNullable(familiesOfUsedCodes.get(code)).ifPresent(endedFamilies::add);
            throw OAuthException.invalidGrant("The code is unknown or was used before.");
        }
        familiesOfUsedCodes.put(code, found.grant().family());
        return found;
    }

    synchronized void keepRefreshToken(String token, Grant grant) {
        refreshTokens.put(token, grant);
    }

    /** Whether a text is a refresh token that was handed out, even if it was replaced since. */
    synchronized boolean hasIssuedRefreshToken(String text) {
        return refreshTokens.containsKey(text) || familiesOfUsedRefreshTokens.containsKey(text);
    }

    /** Look up a refresh token. One that was replaced was stolen, so that all tokens of its family end. */
    synchronized Grant refreshGrant(String token, String client) throws OAuthException {
        Grant grant = refreshTokens.get(token);
        if (grant == null) {
            Optional.ofNullable(familiesOfUsedRefreshTokens.get(token)).ifPresent(endedFamilies::add);
        }
        if (grant == null || !grant.client().equals(client) || endedFamilies.contains(grant.family())) {
            throw OAuthException.invalidGrant("The refresh token is unknown, was replaced or was revoked.");
        }
        return grant;
    }

    /** Replace a refresh token. A second refresh at the same time finds that it was replaced, and ends its family. */
    synchronized void replaceRefreshToken(String old, String next) throws OAuthException {
        Grant grant = refreshTokens.remove(old);
        if (grant == null) {
            Optional.ofNullable(familiesOfUsedRefreshTokens.get(old)).ifPresent(endedFamilies::add);
            throw OAuthException.invalidGrant("The refresh token was replaced.");
        }
        familiesOfUsedRefreshTokens.put(old, grant.family());
        refreshTokens.put(next, grant);
    }

    synchronized void keepAccessToken(String token, Access what) {
        accessTokens.put(token, what);
    }

    synchronized Optional<Access> find(String token) {
        return Optional.ofNullable(accessTokens.get(token));
    }

    /** End one access token. */
    synchronized void end(String token) {
        endedTokens.add(token);
    }

    /** Revoke a token and, if it can be refreshed, everything of its family. */
    synchronized void revoke(String token) {
        endedTokens.add(token);
        Grant refresh = refreshTokens.remove(token);
        Access access = accessTokens.get(token);
        if (refresh != null) {
            endedFamilies.add(refresh.family());
        } else if (access != null) {
            endedFamilies.add(access.grant().family());
        }
    }

    /** What an access token is still good for; nothing, if it names another issuer. */
    synchronized Optional<Access> active(String token, String issuer, Instant now) {
        return Optional.ofNullable(accessTokens.get(token))
                .filter(access -> access.issuer().equals(issuer)
                        && !endedTokens.contains(token)
                        && !endedFamilies.contains(access.grant().family())
                        && now.isBefore(access.expires()));
    }
}
