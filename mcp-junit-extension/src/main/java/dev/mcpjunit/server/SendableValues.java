/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Rejects headers and environment variables that cannot be sent, without printing their values. */
final class SendableValues {

    /** Headers that the HTTP client of the JDK refuses to send. */
    private static final Set<String> SET_BY_CLIENT =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private static final String ALLOWED = "jdk.httpclient.allowRestrictedHeaders";

    private SendableValues() {}

    static void requireVariables(String server, Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("Server '" + server
                        + "': the name of an environment variable must not be empty or contain '=' or U+0000");
            }
            requireAll(value, character -> character != 0, "Server '" + server + "': environment variable " + name);
        });
    }

    static void requireHeaders(String server, Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                throw new IllegalArgumentException("Server '" + server
                        + "': the name of a header must be made of letters, digits and !#$%&'*+.^_`|~-");
            }
            if (SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT)) && !isAllowed(name)) {
                throw new IllegalArgumentException("Server '" + server + "': header " + name
                        + " is set by the HTTP client itself and cannot be declared. Remove it, or run the JVM with"
                        + " -D" + ALLOWED + "=" + name + ".");
            }
            requireAll(
                    value,
                    character -> character == '\t' || (character >= ' ' && character <= 0xff && character != 0x7f),
                    "Server '" + server + "': header " + name);
        });
    }

    private static void requireAll(String value, IntPredicate carriable, String what) {
        for (int at = 0; at < value.length(); at++) {
            if (!carriable.test(value.charAt(at))) {
                throw new IllegalArgumentException(what + " cannot carry character U+"
                        + String.format("%04X", (int) value.charAt(at)) + " at position " + at
                        + " of its value. Remove or encode it.");
            }
        }
    }

    private static boolean isAllowed(String name) {
        return Stream.of(System.getProperty(ALLOWED, "").split(",", -1))
                .anyMatch(allowed -> allowed.strip().equalsIgnoreCase(name));
    }
}
