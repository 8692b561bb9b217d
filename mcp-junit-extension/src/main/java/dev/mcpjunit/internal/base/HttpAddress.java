/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.base;

import java.net.URI;
import java.net.URISyntaxException;
import org.apiguardian.api.API;

/** Reads the addresses of HTTP servers that users declare. No message shows an address, which may contain a secret. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpAddress {

    private static final int HIGHEST_PORT = 65_535;

    private HttpAddress() {}

    /**
     * Read an address.
     *
     * @throws IllegalArgumentException if it is not an http or https address with a host and a possible port; the
     *     message is the end of a sentence that begins with the address
     */
    public static URI parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("is no address: " + malformed.getReason(), malformed);
        }
        String scheme = String.valueOf(uri.getScheme());
        if (uri.getHost() == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw new IllegalArgumentException("is no http or https address with a host");
        }
        if (uri.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException("has port " + uri.getPort() + ", but the highest is " + HIGHEST_PORT);
        }
        return uri;
    }
}
