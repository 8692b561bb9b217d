/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Optional;

/**
 * The way to a server: directly, or by the HTTP proxy of the JVM's settings ({@code http.proxyHost} and others), as
 * {@code java.net.http.HttpClient} takes it.
 *
 * @param proxy where to connect instead of the server; empty for a direct connection
 */
record Route(URI server, Optional<InetSocketAddress> proxy) {

    /** Find the way to a server by the settings as they are now. */
    static Route to(URI server) {
        Optional<InetSocketAddress> proxy = Optional.ofNullable(ProxySelector.getDefault())
                .flatMap(selector -> selector.select(server).stream().findFirst())
                .filter(first -> first.type() == Proxy.Type.HTTP)
                .map(first -> (InetSocketAddress) first.address());
        return new Route(server, proxy);
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(server.getScheme());
    }

    /** Whether requests name the whole address: a proxy for plain HTTP has to know where they go. */
    boolean needsWholeAddress() {
        return proxy.isPresent() && !isSecure();
    }

    /** Whether a tunnel through the proxy is asked for first. */
    boolean needsTunnel() {
        return proxy.isPresent() && isSecure();
    }

    int serverPort() {
        return server.getPort() >= 0 ? server.getPort() : isSecure() ? 443 : 80;
    }

    String host() {
        return proxy.map(InetSocketAddress::getHostString).orElseGet(server::getHost);
    }

    int port() {
        return proxy.map(InetSocketAddress::getPort).orElseGet(this::serverPort);
    }

    /** The head of the request for a tunnel. */
    String connectHead() {
        String authority = server.getHost() + ":" + serverPort();
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    }
}
