/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import java.util.Optional;

/**
 * What a token request gave.
 *
 * @param expires by {@link System#nanoTime}; empty if the authorization server did not say
 */
record Tokens(String access, Optional<String> refresh, Optional<Long> expires) {

    boolean haveExpired() {
        return expires.filter(end -> System.nanoTime() - end >= 0).isPresent();
    }

    /** A refresh that gives no new refresh token leaves the old one valid. */
    Tokens orElseRefreshWith(String old) {
        return new Tokens(access, refresh.or(() -> Optional.of(old)), expires);
    }

    /** What is left when the refresh token was refused. */
    Tokens withoutRefresh() {
        return new Tokens(access, Optional.empty(), expires);
    }

    /** Show no token. */
    @Override
    public String toString() {
        return "Tokens";
    }
}
