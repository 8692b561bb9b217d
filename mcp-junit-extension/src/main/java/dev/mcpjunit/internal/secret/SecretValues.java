/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides which values are secrets, and in which forms they may come back. */
final class SecretValues {

    /** A shorter value is found in innocent text. */
    private static final int SHORTEST_OF_SECRET_NAME = 6;

    private static final int SHORTEST = 8;

    private static final Pattern SECRET_NAME = Pattern.compile(
            "key|token|secret|pass|pwd|auth|cred|cookie|session|private|signature|bearer|jwt|api",
            Pattern.CASE_INSENSITIVE);

    /** Variables whose names look like those of secrets, and whose values are paths that messages need. */
    private static final Set<String> ORDINARY_VARIABLES = Set.of(
            "PWD", "OLDPWD", "INIT_CWD", "SSH_AUTH_SOCK", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "SESSION_MANAGER");

    /** Numbers, words such as {@code streamable-http}, paths, and addresses, whose secret parts are looked at alone. */
    private static final Pattern ORDINARY = Pattern.compile("[0-9.:]+|[a-z]+([-_. ][a-z0-9]+)*|[A-Z]{1,7}"
            + "|([A-Za-z]:)?[./\\\\~][^=]*|[A-Za-z][A-Za-z0-9+.-]*://.*");

    private static final Set<String> ORDINARY_HEADERS =
            Set.of("accept", "accept-language", "accept-encoding", "content-type", "user-agent", "host", "origin");

    private static final Pattern SCHEME_AND_VALUE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*[ \\t]+(\\S.*)");

    private SecretValues() {}

    static void ofVariable(String name, String value, Map<String, String> found) {
        if (ORDINARY_VARIABLES.contains(name) || value.matches("\\$\\{[a-z.]+}")) {
            return;
        }
        if (isAddress(value)) {
            ofAddressText(value, found);
        }
        boolean secretName = SECRET_NAME.matcher(name).find();
        boolean secret = secretName
                ? value.length() >= SHORTEST_OF_SECRET_NAME
                : value.length() >= SHORTEST && !ORDINARY.matcher(value).matches();
        if (secret && !value.isBlank()) {
            named(name, value, found);
        }
    }

    static void ofHeader(String name, String value, Map<String, String> found) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ORDINARY_HEADERS.contains(lower) || value.length() < SHORTEST_OF_SECRET_NAME) {
            return;
        }
        named(name, value, found);
        Matcher schemed = SCHEME_AND_VALUE.matcher(value);
        if (schemed.matches() && schemed.group(1).length() >= SHORTEST_OF_SECRET_NAME) {
            named(name, schemed.group(1), found);
            ofBasic(name, schemed.group(1), found);
        }
    }

    /** User and password of basic authentication. */
    private static void ofBasic(String name, String encoded, Map<String, String> found) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = decoded.indexOf(':');
            if (colon > 0) {
                named(name, decoded, found);
                ofVariable("password", decoded.substring(colon + 1), found);
            }
        } catch (IllegalArgumentException notBase64) {
            // Then it is another kind of authentication.
        }
    }

    static void ofAddress(URI address, Map<String, String> found) {
        if (address.getRawUserInfo() != null) {
            String info = address.getRawUserInfo();
            String password = info.substring(info.indexOf(':') + 1);
            part("user information", info, found);
            part("user information", password, found);
        }
        if (address.getRawQuery() != null) {
            part("query", address.getRawQuery(), found);
            for (String parameter : address.getRawQuery().split("&", -1)) {
                part("query", parameter.substring(parameter.indexOf('=') + 1), found);
            }
        }
    }

    static boolean isAddress(String value) {
        return value.contains("://") && value.matches("[A-Za-z][A-Za-z0-9+.-]*://\\S*[@?]\\S*");
    }

    static void ofAddressText(String value, Map<String, String> found) {
        try {
            ofAddress(URI.create(value), found);
        } catch (IllegalArgumentException malformed) {
            named("address", value, found);
        }
    }

    private static void part(String name, String raw, Map<String, String> found) {
        if (raw.length() < SHORTEST_OF_SECRET_NAME || raw.matches("[0-9]+")) {
            return;
        }
        named(name, raw, found);
        try {
            named(name, URLDecoder.decode(raw, UTF_8), found);
        } catch (IllegalArgumentException badEscape) {
            // Then it can come back as it is only.
        }
    }

    /** A secret, also in the form that it has inside of a JSON text. */
    static void named(String name, String value, Map<String, String> found) {
        String text = value.strip();
        if (text.isEmpty()) {
            return;
        }
        found.putIfAbsent(text, name);
        String inJson = text.replace("\\", "\\\\").replace("\"", "\\\"");
        found.putIfAbsent(inJson, name);
        text.lines().filter(line -> line.length() >= SHORTEST).forEach(line -> found.putIfAbsent(line, name));
    }
}
