/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http.sse;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.framing.EndpointReference;
import dev.mcpjunit.internal.wire.Findings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/** Reads where the server wants messages posted. A server may send its clients to itself only. */
final class PostAddress {

    private PostAddress() {}

    /**
     * Resolve what an {@code endpoint} event says.
     *
     * @param subject who said it, for messages
     */
    static URI in(String subject, URI stream, String data) {
        URI address;
        try {
            address = EndpointReference.of(data).in(stream);
        } catch (URISyntaxException malformed) {
            throw new McpProtocolException(
                    subject + " sent an 'endpoint' event that is no URL: " + Findings.excerpt(data.strip()) + " ("
                            + malformed.getReason() + "). It must be the address to post messages to, such as"
                            + " /messages?sessionId=1.",
                    malformed);
        }
        if (!isSameOrigin(stream, address)) {
            throw new McpProtocolException(
                    subject + " sent an 'endpoint' event with an address of another origin: " + shown(address)
                            + ". Messages, with their headers, are posted to " + origin(stream)
                            + " only. Let the server send a path, or use the host name that it knows itself by.",
                    null);
        }
        return address;
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return other.getHost() != null && origin(one).equals(origin(other));
    }

    private static String origin(URI uri) {
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** The query of such an address is as good as a password. */
    private static String shown(URI address) {
        return address.getHost() == null
                ? Findings.excerpt(address.toString())
                : new McpEndpoint.Http(address).describe();
    }
}
