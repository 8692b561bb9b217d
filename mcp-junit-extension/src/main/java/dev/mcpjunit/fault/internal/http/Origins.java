/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private final URI at;

    /** Say which is which. */
    Origins(URI server, String proxy) {
        this.proxy = proxy;
        this.at = server;
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

    /**
     * The origin at which a client finds an address of the server, when it goes through the proxy. Where the server
     * names its machine otherwise than its client does, so does the result: what a client makes of that is up to it.
     *
     * @return scheme and authority; empty if the address is not one of the server
     */
    Optional<String> atProxy(URI address) {
        if (!isHere(address)) {
            return Optional.empty();
        }
        URI shown = URI.create(proxy);
        boolean local = shown.getHost() != null && LOOPBACK.contains(shown.getHost()) && shown.getPort() >= 0;
        return Optional.of(
                local && !address.getHost().equalsIgnoreCase(at.getHost())
                        ? shown.getScheme() + "://" + other(shown.getHost()) + ":" + shown.getPort()
                        : proxy);
    }

    private boolean isHere(URI address) {
        return address.getHost() != null
                && address.getScheme().equalsIgnoreCase(at.getScheme())
                && port(address) == port(at)
                && (address.getHost().equalsIgnoreCase(at.getHost())
                        || (LOOPBACK.contains(address.getHost()) && LOOPBACK.contains(at.getHost())));
    }

    private static String other(String loopback) {
        return loopback.equals("localhost") ? "127.0.0.1" : "localhost";
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
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
