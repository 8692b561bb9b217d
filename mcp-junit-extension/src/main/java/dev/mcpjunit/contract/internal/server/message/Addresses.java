/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Addresses of resources that do not exist. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Addresses {

    /** No server uses this scheme, so a server may reject the URI itself, not only report a missing resource. */
    public static final String OF_UNKNOWN_SCHEME = "mcp-junit-no-such-scheme:/no-such-resource";

    private static final String UNKNOWN = "mcp-junit-no-such-resource";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    /** A scheme, and the characters of RFC 3986; which of them a part may have depends on the scheme. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    private static final String MARKS = "._~:/?#[]@!$&'()*+,;=-";

    private Addresses() {}

    /** Whether a text can be a URI by RFC 3986. */
    public static boolean isUri(String text) {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.lookingAt()) {
            return false;
        }
        // A loop, because a pattern with alternatives needs a stack as deep as the text is long.
        for (int at = scheme.end(); at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '%' && isHex(text, at + 1) && isHex(text, at + 2)) {
                at += 2;
            } else if (!isAsciiLetterOrDigit(c) && MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), 16) >= 0;
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    /** An address similar to a listed one, but neither listed nor matched by a template; empty if there is none. */
    public static Optional<String> unknownBeside(List<JsonObject> resources, List<JsonObject> templates) {
        List<Pattern> served = templates.stream()
                .flatMap(template -> template.string("uriTemplate").stream())
                .map(Addresses::pattern)
                .toList();
        return resources.stream()
                .flatMap(resource -> resource.string("uri").stream())
                .flatMap(Addresses::beside)
                .filter(address -> served.stream()
                        .noneMatch(pattern -> pattern.matcher(address).matches()))
                .findFirst();
    }

    private static Stream<String> beside(String uri) {
        int scheme = uri.indexOf("://");
        int last = uri.lastIndexOf('/');
        return scheme < 0
                ? Stream.empty()
                : Stream.of(uri.substring(0, last + 1) + UNKNOWN, uri.substring(0, scheme + 3) + UNKNOWN);
    }

    private static Pattern pattern(String template) {
        var pattern = new StringBuilder();
        Matcher variable = VARIABLE.matcher(template);
        int end = 0;
        while (variable.find()) {
            pattern.append(Pattern.quote(template.substring(end, variable.start())))
                    .append(".*");
            end = variable.end();
        }
        return Pattern.compile(pattern + Pattern.quote(template.substring(end)), Pattern.DOTALL);
    }
}
