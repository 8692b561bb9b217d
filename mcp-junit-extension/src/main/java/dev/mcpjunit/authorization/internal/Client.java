/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A client of the authorization server.
 *
 * @param secret of a confidential client
 */
record Client(String id, Optional<String> secret, List<String> redirectUris) {

    /** Read the metadata of a client, as it registers itself or publishes it. */
    static Client read(JsonObject metadata, String id, Optional<String> secret) throws OAuthException {
        List<String> redirects = metadata.array("redirect_uris")
                .map(uris -> uris.items().stream()
                        .filter(JsonString.class::isInstance)
                        .map(uri -> ((JsonString) uri).value())
                        .toList())
                .orElseGet(List::of);
        for (String redirect : redirects) {
            if (!isSafe(redirect)) {
                throw new OAuthException(
                        400, "invalid_redirect_uri", "A redirect URI must use HTTPS or lead to this machine.");
            }
        }
        return new Client(id, secret, redirects);
    }

    /**
     * Whether authorization responses may be sent there: to a registered address, compared exactly. A native client
     * listens on a free port, so the port of an address on loopback does not count (RFC 8252, section 7.3).
     */
    boolean mayRedirectTo(String redirect) {
        return redirectUris.contains(redirect)
                || redirectUris.stream().anyMatch(registered -> withoutPort(registered)
                        .filter(known -> withoutPort(redirect).equals(Optional.of(known)))
                        .isPresent());
    }

    /** An address on loopback without its port; empty for any other one. */
    private static Optional<String> withoutPort(String redirect) {
        try {
            URI uri = URI.create(redirect);
            return "http".equals(uri.getScheme()) && uri.getRawUserInfo() == null && Loopback.isHostOf(uri)
                    ? Optional.of(redirect.replaceFirst("^(http://(?:\\[::1]|[^/?#:]+)):\\d+", "$1"))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isSafe(String redirect) {
        try {
            URI uri = URI.create(redirect);
            return uri.getFragment() == null
                    && uri.isAbsolute()
                    && (!"http".equals(uri.getScheme()) || Loopback.isHostOf(uri));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
