/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * Addresses at which proxies stand in front of protected servers. A client that goes through a proxy asks for a token
 * for the proxy's address, because that is the one that it knows. The server accepts only tokens for its own.
 * Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ResourceAddresses {

    private final Map<String, String> serverByProxy = new ConcurrentHashMap<>();

    /** A proxy stands in front of a server. */
    public void add(URI proxy, URI server) {
        serverByProxy.put(origin(proxy), origin(server));
    }

    /** The resource behind the proxy, if a resource is at the address of a proxy; otherwise the resource itself. */
    String behindProxy(String resource) {
        URI asked = URI.create(resource);
        if (asked.isOpaque() || asked.getRawAuthority() == null) {
            return resource;
        }
        String origin = origin(asked);
        String server = serverByProxy.get(origin);
        return server == null ? resource : server + resource.substring(origin.length());
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
