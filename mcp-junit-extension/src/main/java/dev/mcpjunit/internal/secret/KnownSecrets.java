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

    private static final KnownSecrets OF_THIS_JVM = new KnownSecrets(namedByUser());

    /**
     * The kinds of values with their names. They are kept apart, so that none takes the place of another: a login
     * obtains new values all the time, and what the user names is never forgotten.
     */
    private final Map<String, String> named;

    private final Map<String, String> declared = new LinkedHashMap<>();
    private final Map<String, String> issued = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final SecretIndex index = new SecretIndex();

    private KnownSecrets(Map<String, String> named) {
        this.named = named;
        named.forEach(index::put);
    }

    /** The known secrets that a text contains, in the order in which they are to be masked. */
    static List<Map.Entry<String, String>> in(String text) {
        synchronized (OF_THIS_JVM) {
            return OF_THIS_JVM.index.in(text);
        }
    }

    /** Whether a secret of this name is known, whatever its value. */
    static boolean hasName(String name) {
        synchronized (OF_THIS_JVM) {
            return OF_THIS_JVM.kinds().anyMatch(kind -> kind.containsValue(name));
        }
    }

    /** Add secrets that servers and clients were configured with. */
    static void addDeclared(Map<String, String> more) {
        synchronized (OF_THIS_JVM) {
            more.forEach((value, name) -> OF_THIS_JVM.add(OF_THIS_JVM.declared, value, name));
        }
    }

    /** Add secrets that an authorization server issued. */
    static void addIssued(Map<String, String> more) {
        synchronized (OF_THIS_JVM) {
            more.forEach((value, name) -> OF_THIS_JVM.add(OF_THIS_JVM.issued, value, name));
        }
    }

    /** Names and paths of values that the user says are secret. */
    static List<String> names() {
        synchronized (OF_THIS_JVM) {
            return List.copyOf(OF_THIS_JVM.names);
        }
    }

    static void addNames(List<String> more) {
        synchronized (OF_THIS_JVM) {
            more.stream().filter(name -> OF_THIS_JVM.names.size() < MOST).forEach(OF_THIS_JVM.names::add);
        }
    }

    private Stream<Map<String, String>> kinds() {
        return Stream.of(named, declared, issued);
    }

    /** Of all values of a kind, those that were added last are kept; what is added again counts as new. */
    private void add(Map<String, String> kind, String value, String name) {
        String known = kind.remove(value);
        kind.put(value, known == null ? name : known);
        if (kind.size() > MOST) {
            String eldest = kind.keySet().iterator().next();
            kind.remove(eldest);
            refresh(eldest);
        }
        refresh(value);
    }

    private void refresh(String value) {
        kinds().flatMap(kind -> Stream.ofNullable(kind.get(value)))
                .findFirst()
                .ifPresentOrElse(name -> index.put(value, name), () -> index.remove(value));
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
