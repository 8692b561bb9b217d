/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** What a token says, apart from what the issuer adds when it signs it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TokenClaims(
        String issuer, String subject, String client, List<String> audience, Set<String> scopes, Duration lifetime) {

    /** How long a token was valid that has expired already. */
    private static final Duration PAST_LIFETIME = Duration.ofHours(1);

    JsonObject at(Instant now) {
        Instant expires = now.plus(lifetime);
        // A token that ends before it begins would be refused for that, and not because it has expired.
        Instant issued = expires.isAfter(now) ? now : expires.minus(PAST_LIFETIME);
        JsonObject.Builder claims = JsonObject.builder()
                .put("iss", issuer)
                .put("sub", subject)
                .put("client_id", client)
                .put("jti", RandomText.of(12))
                .put("iat", issued.getEpochSecond())
                .put("exp", expires.getEpochSecond());
        if (!audience.isEmpty()) {
            claims.put("aud", audience.size() == 1 ? audience.get(0) : audience);
        }
        if (!scopes.isEmpty()) {
            claims.put("scope", String.join(" ", scopes));
        }
        return claims.build();
    }
}
