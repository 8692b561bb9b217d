/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The addresses at which metadata is looked for, in the order of the specification. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WellKnown {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private WellKnown() {}

    /** The metadata of a protected resource (RFC 9728): with its path, and without. */
    public static List<URI> ofResource(URI resource) {
        String path = path(resource);
        return Stream.of(RESOURCE + path, RESOURCE)
                .distinct()
                .map(resource::resolve)
                .toList();
    }

    /** The metadata of an authorization server (RFC 8414, OpenID Connect Discovery). */
    static List<URI> ofIssuer(URI issuer) {
        String path = path(issuer).replaceAll("/$", "");
        return Stream.of(OAUTH + path, OPENID + path, path + OPENID)
                .distinct()
                .map(issuer::resolve)
                .toList();
    }

    /**
     * Whether the resource that metadata names is the server at an address. Its path may be less specific than that of
     * the address: the specification has the host alone as an example. A query must be the same, or missing.
     */
    public static boolean isResource(String named, String used) {
        try {
            URI resource = URI.create(named);
            URI address = URI.create(used);
            String path = path(resource).replaceAll("/$", "");
            return resource.isAbsolute()
                    && origin(resource).equals(origin(address))
                    && resource.getRawFragment() == null
                    && resource.getRawUserInfo() == null
                    && (resource.getRawQuery() == null || resource.getRawQuery().equals(address.getRawQuery()))
                    && (path(address).replaceAll("/$", "").equals(path) || isBelow(path(address), path));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Whether a path is below another. Dot segments lead elsewhere, so a path that has them is below none. */
    private static boolean isBelow(String path, String other) {
        boolean dots = Stream.of(path.split("/"))
                .map(segment -> segment.replaceAll("(?i)%2e", "."))
                .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
        return other.isEmpty() || (!dots && path.startsWith(other + "/"));
    }

    /** Scheme, host and port. */
    public static String origin(URI uri) {
        int port = uri.getPort();
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int shown = port >= 0 ? port : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + shown;
    }

    private static String path(URI uri) {
        return Optional.ofNullable(uri.getRawPath())
                .filter(path -> path.length() > 1)
                .orElse("");
    }
}
