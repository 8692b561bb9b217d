/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the head of one side's message fit the other side. Pure. */
final class Forwarding {

    private static final List<String> HOP_BY_HOP =
            List.of("connection", "keep-alive", "proxy-connection", "te", "upgrade", "http2-settings");

    /**
     * Without {@code Accept-Encoding}, servers do not compress; what is compressed all the same is passed on as it is.
     */
    private static final List<String> NOT_FOR_SERVER =
            List.of("host", "expect", "accept-encoding", "content-length", "transfer-encoding", "trailer");

    private static final Pattern FOR_SERVER_ONLY =
            Pattern.compile("(?i);\\s*(?:domain=[^;]*|secure|samesite=none|partitioned)\\s*(?=;|$)");

    private Forwarding() {}

    /**
     * The head that the server gets.
     *
     * @param length how long the body is; below 0 for a chunked one
     * @param endpoint where the server is, and which headers it wants; a client's own ones win
     * @param changes headers that a fault sets, whatever the client sent
     */
    static RequestHead toServer(
            RequestHead head, long length, McpEndpoint.Http endpoint, Origins origins, Map<String, String> changes) {
        Headers headers = head.headers()
                .without(names(head.headers(), NOT_FOR_SERVER))
                .mapping("Origin", origins::toServer)
                .with("Host", endpoint.uri().getRawAuthority());
        for (var header : endpoint.headers().entrySet()) {
            if (!headers.has(header.getKey())) {
                headers = headers.with(header.getKey(), header.getValue());
            }
        }
        for (var header : changes.entrySet()) {
            headers = headers.with(header.getKey(), header.getValue());
        }
        if (length < 0) {
            headers = headers.with("Transfer-Encoding", "chunked");
        } else if (length > 0 || Set.of("POST", "PUT", "PATCH").contains(head.method())) {
            headers = headers.with("Content-Length", Long.toString(length));
        }
        return new RequestHead(head.method(), target(head.target(), endpoint.uri()), "HTTP/1.1", headers);
    }

    /** A query of the endpoint may be a secret, so that the client does not know it. */
    private static String target(String target, URI server) {
        boolean lacksQuery = server.getRawQuery() != null && target.equals(server.getRawPath());
        return lacksQuery ? target + "?" + server.getRawQuery() : target;
    }

    /**
     * The head that the client gets. The body's framing stays as it is.
     *
     * @param closes whether the connection ends with this response
     */
    static ResponseHead toClient(ResponseHead head, Origins origins, boolean closes) {
        Headers headers = head.headers()
                .without(names(head.headers(), List.of()))
                .mapping("Location", origins::rewrite)
                .mapping("Content-Location", origins::rewrite)
                .mapping("WWW-Authenticate", origins::rewriteAll)
                .mapping("Set-Cookie", Forwarding::forProxy);
        return head.with(closes ? headers.with("Connection", "close") : headers);
    }

    /** The proxy is another host than the server, and plain HTTP: a client would not send such a cookie there. */
    private static String forProxy(String cookie) {
        return FOR_SERVER_ONLY.matcher(cookie).replaceAll("");
    }

    private static Set<String> names(Headers headers, List<String> more) {
        var names = new HashSet<>(HOP_BY_HOP);
        names.addAll(more);
        names.addAll(headers.elements("Connection"));
        return names;
    }
}
