/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import java.net.URI;
import org.apiguardian.api.API;

/** Names of this machine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Loopback {

    private Loopback() {}

    /** Whether an address names this machine. */
    public static boolean isHostOf(URI uri) {
        String host = uri.getHost();
        return host != null
                && (host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}"));
    }
}
