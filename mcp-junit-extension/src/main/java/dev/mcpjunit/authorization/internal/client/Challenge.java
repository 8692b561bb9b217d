/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A Bearer challenge of {@code WWW-Authenticate}.
 *
 * @param parameters by their names in lower case
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Challenge(Map<String, String> parameters) {

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    /** What stands between two commas that are not in quotes. */
    private static final Pattern PART =
            Pattern.compile("(?:[^\",]++|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+(?:\"|$|\\\\$))++");

    /** A scheme that begins a challenge, and the rest of its part. */
    private static final Pattern SCHEME = Pattern.compile("(" + TOKEN + ")(?:\\s+(?!\\s*=)(.*))?", Pattern.DOTALL);

    private static final Pattern PARAMETER =
            Pattern.compile("(" + TOKEN + ")\\s*=\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s\",]+))");

    /**
     * The Bearer challenge of an answer. There may be challenges of other schemes beside it; of several Bearer
     * challenges, each parameter is the first of its name.
     */
    public static Optional<Challenge> bearer(HttpHeaders headers) {
        boolean found = false;
        var parameters = new LinkedHashMap<String, String>();
        for (String value : headers.allValues("WWW-Authenticate")) {
            boolean isBearer = false;
            Matcher parts = PART.matcher(value);
            while (parts.find()) {
                String part = parts.group().strip();
                Matcher scheme = SCHEME.matcher(part);
                if (scheme.matches()) {
                    isBearer = scheme.group(1).equalsIgnoreCase("Bearer");
                    found |= isBearer;
                    part = scheme.group(2) == null ? "" : scheme.group(2).strip();
                }
                Matcher parameter = PARAMETER.matcher(part);
                if (isBearer && parameter.lookingAt()) {
                    String quoted = parameter.group(2);
                    parameters.putIfAbsent(
                            parameter.group(1).toLowerCase(Locale.ROOT),
                            quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
                }
            }
        }
        return found ? Optional.of(new Challenge(parameters)) : Optional.empty();
    }

    /** A parameter, unless it is missing or empty. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }
}
