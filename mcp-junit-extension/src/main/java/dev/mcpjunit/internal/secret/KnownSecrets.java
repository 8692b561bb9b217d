/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All secrets that this JVM has met, bounded. This is the one thing that is kept in a static on purpose: whoever builds
 * a message does not know which servers exist, and a secret that is forgotten would be printed.
 */
final class KnownSecrets {

    /** Names of environment variables or system properties of this JVM whose values are to be masked, by commas. */
    static final String NAMED_BY_USER = "mcp.secrets";

    /** The maximum number of values of each kind. */
    static final int MOST = 2_000;

    /**
     * The kinds of values with their names. They are kept apart, so that none takes the place of another: a login
     * obtains new values all the time, and what the user names is never forgotten.
     */
    private static final Map<String, String> NAMED = namedByUser();

    private static final Map<String, String> DECLARED = new LinkedHashMap<>();
    private static final Map<String, String> ISSUED = new LinkedHashMap<>();
    private static final Set<String> NAMES = new LinkedHashSet<>();
    private static final SecretIndex INDEX = new SecretIndex();

    static {
        NAMED.forEach(INDEX::put);
    }

    private KnownSecrets() {}

    /** The known secrets that a text contains, in the order in which they are to be masked. */
    static synchronized List<Map.Entry<String, String>> in(String text) {
        return INDEX.in(text);
    }

    /** Whether a secret of this name is known, whatever its value. */
    static synchronized boolean hasName(String name) {
        return kinds().anyMatch(kind -> kind.containsValue(name));
    }

    /** Add secrets that servers and clients were configured with. */
    static synchronized void addDeclared(Map<String, String> more) {
        more.forEach((value, name) -> add(DECLARED, value, name));
    }

    /** Add secrets that an authorization server issued. */
    static synchronized void addIssued(Map<String, String> more) {
        more.forEach((value, name) -> add(ISSUED, value, name));
    }

    /** Names and paths of values that the user says are secret. */
    static synchronized List<String> names() {
        return List.copyOf(NAMES);
    }

    static synchronized void addNames(List<String> more) {
        more.stream().filter(name -> NAMES.size() < MOST).forEach(NAMES::add);
    }

    private static Stream<Map<String, String>> kinds() {
        return Stream.of(NAMED, DECLARED, ISSUED);
    }

    /** Of all values of a kind, those that were added last are kept; what is added again counts as new. */
    private static void add(Map<String, String> kind, String value, String name) {
        String known = kind.remove(value);
        kind.put(value, known == null ? name : known);
        if (kind.size() > MOST) {
            String eldest = kind.keySet().iterator().next();
            kind.remove(eldest);
            refresh(eldest);
        }
        refresh(value);
    }

    private static void refresh(String value) {
        kinds().flatMap(kind -> Stream.ofNullable(kind.get(value)))
                .findFirst()
                .ifPresentOrElse(name -> INDEX.put(value, name), () -> INDEX.remove(value));
    }

    private static Map<String, String> namedByUser() {
        String fromEnvironment = System.getenv().getOrDefault("MCP_SECRETS", "");
        var found = new LinkedHashMap<String, String>();
        Stream.of(System.getProperty(NAMED_BY_USER, fromEnvironment).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> {
                    String value = System.getProperty(name, System.getenv().getOrDefault(name, ""));
                    if (!value.isBlank()) {
                        SecretValues.named(name, value, found);
                    }
                });
        return found;
    }
}
