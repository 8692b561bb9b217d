/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What the {@code endpoint} event of HTTP+SSE says: a reference to the address for messages, relative to the address of
 * the event stream (RFC 3986, section 5). White space around it does not count.
 *
 * @param text the reference, without white space around it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record EndpointReference(String text) {

    private static final String NOT_IN_URI = " \"<>\\^`{|}[]";

    /** Read the data of an event. */
    public static EndpointReference of(String data) {
        return new EndpointReference(data.strip());
    }

    /**
     * Resolve it.
     *
     * @throws URISyntaxException if it is no reference
     */
    public URI in(URI stream) throws URISyntaxException {
        URI reference = new URI(text);
        boolean keepsPath = !reference.isAbsolute()
                && reference.getRawAuthority() == null
                && reference.getRawPath().isEmpty();
        // URI.resolve is older than RFC 3986: such a reference would lose the last part of the path.
        URI resolved = keepsPath ? inSameFile(stream, reference) : stream.resolve(reference);
        return withoutFragment(withoutLeadingDots(resolved));
    }

    /** Resolve it as clients do that encode characters which a URI may not contain; empty if it is no reference. */
    public Optional<URI> leniently(URI stream) {
        try {
            return Optional.of(in(stream));
        } catch (URISyntaxException illegal) {
            try {
                return Optional.of(new EndpointReference(encoded(text)).in(stream));
            } catch (URISyntaxException none) {
                return Optional.empty();
            }
        }
    }

    private static URI inSameFile(URI stream, URI reference) throws URISyntaxException {
        String query = reference.getRawQuery() == null ? stream.getRawQuery() : reference.getRawQuery();
        return new URI(stream.getScheme() + "://" + stream.getRawAuthority() + stream.getRawPath()
                + (query == null ? "" : "?" + query));
    }

    /** {@code /../messages} is {@code /messages}; {@link URI#normalize} keeps the dots. */
    private static URI withoutLeadingDots(URI uri) throws URISyntaxException {
        if (uri.isOpaque() || uri.getRawPath() == null) {
            return uri;
        }
        URI normal = uri.normalize();
        String path = normal.getRawPath();
        while (path.startsWith("/../") || path.equals("/..")) {
            path = path.length() > 4 ? path.substring(3) : "/";
        }
        return path.equals(normal.getRawPath())
                ? normal
                : new URI(normal.getScheme() + "://" + normal.getRawAuthority() + path
                        + (normal.getRawQuery() == null ? "" : "?" + normal.getRawQuery()));
    }

    private static URI withoutFragment(URI uri) throws URISyntaxException {
        String all = uri.toString();
        int fragment = all.indexOf('#');
        return fragment < 0 ? uri : new URI(all.substring(0, fragment));
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character > 0x7E || character < ' ' || NOT_IN_URI.indexOf(character) >= 0) {
                for (byte octet : Character.toString(character).getBytes(UTF_8)) {
                    encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
                }
            } else {
                encoded.appendCodePoint(character);
            }
        });
        return encoded.toString();
    }

    /** Where the path begins, if it names a host; 0 if it is relative to the host of the stream. */
    public int startOfPath() {
        int host = text.indexOf("//");
        boolean namesHost = host == 0 || (host > 0 && text.charAt(host - 1) == ':' && text.indexOf('/') == host);
        if (!namesHost) {
            return 0;
        }
        int end = host + 2;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
