/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import java.net.URI;

/** Names of this machine. */
final class Loopback {

    private Loopback() {}

    static boolean isHostOf(URI uri) {
        String host = uri.getHost();
        return host != null
                && (host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}"));
    }
}
