/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import org.apiguardian.api.API;

/** Prints addresses without what may be secret in them, also addresses that cannot be parsed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Addresses {

    private Addresses() {}

    /**
     * Leave out user information, query and fragment. Where a malformed address does not show where these begin, only
     * its scheme is left.
     */
    public static String withoutSecrets(String address) {
        int scheme = address.indexOf("://");
        int begin = scheme < 0 ? 0 : scheme + 3;
        String rest = address.substring(begin);
        int end = indexOfAny(rest, '?', '#');
        String place = end < 0 ? rest : rest.substring(0, end);
        boolean ambiguous = end >= 0 && rest.indexOf('@', end) >= 0;
        if (ambiguous) {
            return address.substring(0, begin) + "…";
        }
        place = place.substring(place.lastIndexOf('@') + 1);
        return address.substring(0, begin) + place + (end < 0 ? "" : rest.charAt(end) + "…");
    }

    private static int indexOfAny(String text, char one, char other) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == one || text.charAt(i) == other) {
                return i;
            }
        }
        return -1;
    }
}
