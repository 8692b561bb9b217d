/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import dev.mcpjunit.model.Catalog;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apiguardian.api.API;

/** Compares the URIs of recorded requests with declared resources and templates, whether or not they are encoded. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ResourceUris {

    private ResourceUris() {}

    /** Whether a catalog declares a resource or a template for a URI. */
    public static boolean isDeclared(Catalog catalog, String uri) {
        return catalog.resources().stream().anyMatch(resource -> isSame(resource.uri(), uri))
                || catalog.resourceTemplates().stream().anyMatch(template -> mayBe(template.uriTemplate(), uri));
    }

    static boolean isSame(String some, String other) {
        return decoded(some).equals(decoded(other));
    }

    /** Whether a template may stand for a URI: whether its fixed parts are there, one after the other. */
    static boolean mayBe(String template, String uri) {
        return template.equals(uri)
                || isAlong(List.of(template.split("\\{[^}]*}", -1)), uri)
                || isAlong(List.of(decoded(template).split("\\{[^}]*}", -1)), decoded(uri));
    }

    private static boolean isAlong(List<String> fixed, String uri) {
        String last = fixed.get(fixed.size() - 1);
        if (!uri.startsWith(fixed.get(0)) || !uri.endsWith(last)) {
            return false;
        }
        int at = fixed.get(0).length();
        for (String part : fixed.subList(1, Math.max(1, fixed.size() - 1))) {
            int found = uri.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    /** A URI without percent-encoding. */
    static String decoded(String uri) {
        try {
            return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return uri;
        }
    }
}
