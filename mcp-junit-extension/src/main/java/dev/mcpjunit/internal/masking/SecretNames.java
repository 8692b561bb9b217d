/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.masking;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of headers and JSON members whose values are secret. */
final class SecretNames {

    /** Suffixes of secret names: only letters and digits, in lower case. */
    private static final List<String> SECRET_ENDS = List.of(
            "authorization",
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "apikey",
            "accesskey",
            "privatekey",
            "secretkey",
            "signingkey",
            "cookie",
            "credential",
            "credentials",
            "passwords",
            "secrets",
            "apikeys",
            "cookies",
            "mcpsessionid");

    /** Names whose values link messages or pages. */
    private static final Set<String> ORDINARY = Set.of(
            "progresstoken",
            "pagetoken",
            "nextpagetoken",
            "prevpagetoken",
            "previouspagetoken",
            "nexttoken",
            "continuationtoken",
            "nextcontinuationtoken");

    private SecretNames() {}

    /**
     * Check whether the values of a name are secret.
     *
     * @param canonical the name as {@link #canonical} writes it
     */
    static boolean isSecret(String canonical) {
        if (ORDINARY.contains(canonical)) {
            return false;
        }
        for (String end : SECRET_ENDS) {
            if (canonical.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** A name in lower case, without anything but letters and digits. */
    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        var canonical = new StringBuilder(lower.length());
        for (int at = 0; at < lower.length(); at++) {
            char each = lower.charAt(at);
            if ((each >= 'a' && each <= 'z') || (each >= '0' && each <= '9')) {
                canonical.append(each);
            }
        }
        return canonical.toString();
    }
}
