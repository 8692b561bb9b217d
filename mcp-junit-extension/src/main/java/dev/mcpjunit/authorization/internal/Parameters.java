/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The parameters of a query or a form; {@code resource} may come several times, all others once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Parameters(Map<String, List<String>> values) {

    static final Parameters NONE = new Parameters(Map.of());

    /** Read parameters. */
    public static Parameters parse(@Nullable String text) throws OAuthException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            values.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(decode(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            if (entry.getValue().size() > 1 && !entry.getKey().equals("resource")) {
                throw OAuthException.invalidRequest("A parameter is repeated.");
            }
        }
        return new Parameters(values);
    }

    private static String decode(String text) throws OAuthException {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidRequest("A parameter is not encoded correctly.");
        }
    }

    /** A parameter, unless it is missing or empty. */
    public Optional<String> find(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    String get(String name) throws OAuthException {
        return find(name).orElseThrow(() -> OAuthException.invalidRequest("The parameter " + name + " is missing."));
    }

    /** The resource indicators of RFC 8707: absolute addresses without a fragment. */
    List<String> resources() throws OAuthException {
        List<String> resources = values.getOrDefault("resource", List.of());
        for (String resource : resources) {
            if (!resource.matches("[A-Za-z][A-Za-z0-9+.-]*:[^#\\s]+")) {
                throw new OAuthException(
                        400, "invalid_target", "A resource must be an absolute URI without a fragment.");
            }
        }
        return List.copyOf(resources);
    }

    Set<String> scopes() {
        return find("scope").map(Parameters::scopes).orElseGet(Set::of);
    }

    /** The scopes in a list with spaces. */
    public static Set<String> scopes(String text) {
        var scopes = new LinkedHashSet<String>();
        Stream.of(text.split(" ", -1)).filter(scope -> !scope.isEmpty()).forEach(scopes::add);
        return scopes;
    }

    /** Write parameters as the query of an address or the body of a form. */
    public static String print(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry ->
                        URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(joining("&"));
    }
}
