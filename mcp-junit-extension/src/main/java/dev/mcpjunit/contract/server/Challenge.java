/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Bearer challenge of {@code WWW-Authenticate}.
 *
 * @param parameters by their names in lower case
 */
record Challenge(Map<String, String> parameters) {

    private static final Pattern BEARER = Pattern.compile("(?i)(?:^|,)\\s*Bearer(?=\\s|,|$)(.*)");

    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*,?\\s*([A-Za-z0-9_.*-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\",]+))");

    /** The Bearer challenge of an answer; there may be challenges of other schemes beside it. */
    static Optional<Challenge> bearer(HttpHeaders headers) {
        return headers.allValues("WWW-Authenticate").stream()
                .map(BEARER::matcher)
                .filter(Matcher::find)
                .map(bearer -> new Challenge(parameters(bearer.group(1))))
                .findFirst();
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new LinkedHashMap<String, String>();
        Matcher parameter = PARAMETER.matcher(text);
        while (parameter.find()) {
            String quoted = parameter.group(2);
            parameters.put(
                    parameter.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return parameters;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }
}
