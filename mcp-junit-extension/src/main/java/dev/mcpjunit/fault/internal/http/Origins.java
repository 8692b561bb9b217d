/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes addresses that point at the server point at the proxy. The names of this machine are one: who starts a server
 * says {@code localhost}, and the server says {@code 127.0.0.1} of itself. Pure.
 */
final class Origins {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final List<String> server;
    private final String proxy;

    /**
     * Say which is which.
     *
     * @param server the address of the server
     * @param proxy scheme and authority under which the client knows the proxy
     */
    Origins(URI server, String proxy) {
        this.proxy = proxy;
        String host = server.getHost().toLowerCase(Locale.ROOT);
        // The server's own spelling first: it is the one that goes to the server.
        Stream<String> others = LOOPBACK.contains(host) ? LOOPBACK.stream() : Stream.of();
        this.server = Stream.concat(Stream.of(host), others)
                .distinct()
                .map(name -> server.getScheme().toLowerCase(Locale.ROOT) + "://" + name
                        + (server.getPort() < 0 ? "" : ":" + server.getPort()))
                .toList();
    }

    /** Change an address, if it is one of the server. */
    String rewrite(String address) {
        for (String origin : server) {
            if (isAt(address, 0, origin)) {
                return proxy + address.substring(origin.length());
            }
        }
        return address;
    }

    /** Change each address of the server in a text, such as in parameters of a challenge. */
    String rewriteAll(String text) {
        String changed = text;
        for (String origin : server) {
            int at = changed.indexOf(origin);
            while (at >= 0) {
                if (isAt(changed, at, origin)) {
                    changed = changed.substring(0, at) + proxy + changed.substring(at + origin.length());
                }
                at = changed.indexOf(origin, at + proxy.length());
            }
        }
        return changed;
    }

    /** An origin ends where its address goes on with a path, or ends: port 80 is not port 8080. */
    private static boolean isAt(String text, int at, String origin) {
        if (!text.regionMatches(true, at, origin, 0, origin.length())) {
            return false;
        }
        int end = at + origin.length();
        return end == text.length() || "/?#\"', ".indexOf(text.charAt(end)) >= 0;
    }

    /** Change the origin of a page that the proxy has served to the one that the server would have served it from. */
    String toServer(String origin) {
        return origin.equalsIgnoreCase(proxy) ? server.get(0) : origin;
    }
}
