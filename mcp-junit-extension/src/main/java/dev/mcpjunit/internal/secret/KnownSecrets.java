/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * All secrets that this JVM has met, bounded. This is the one thing that is kept in a static on purpose: whoever builds
 * a message does not know which servers exist, and a secret that is forgotten would be printed.
 */
final class KnownSecrets {

    /** Names of environment variables or system properties of this JVM whose values are to be masked, by commas. */
    static final String NAMED_BY_USER = "mcp.secrets";

    /** The maximum number of values of each kind, so that the masking of a message stays fast. */
    static final int MOST = 2_000;

    /**
     * What is known. The three kinds of values are kept apart, so that none takes the place of another: a login obtains
     * new values all the time, and what the user names is never forgotten.
     */
    private record Known(
            Map<String, String> named,
            Map<String, String> declared,
            Map<String, String> issued,
            List<String> names,
            Secrets secrets) {

        static Known of(
                Map<String, String> named,
                Map<String, String> declared,
                Map<String, String> issued,
                List<String> names) {
            var all = new LinkedHashMap<>(named);
            declared.forEach(all::putIfAbsent);
            issued.forEach(all::putIfAbsent);
            return new Known(named, declared, issued, names, Secrets.ofNames(all));
        }

        Known withDeclared(List<Map.Entry<String, String>> more) {
            Map<String, String> all = latest(declared, more);
            return all == declared ? this : of(named, all, issued, names);
        }

        Known withIssued(List<Map.Entry<String, String>> more) {
            Map<String, String> all = latest(issued, more);
            return all == issued ? this : of(named, declared, all, names);
        }
    }

    private static final AtomicReference<Known> KNOWN =
            new AtomicReference<>(Known.of(namedByUser(), Map.of(), Map.of(), List.of()));

    private KnownSecrets() {}

    private static Known known() {
        return requireNonNull(KNOWN.get());
    }

    static Secrets all() {
        return known().secrets();
    }

    /** Whether a secret of this name is known, whatever its value. */
    static boolean hasName(String name) {
        Known known = known();
        return known.named().containsValue(name)
                || known.declared().containsValue(name)
                || known.issued().containsValue(name);
    }

    /** Add secrets that servers and clients were configured with. */
    static void addDeclared(List<Map.Entry<String, String>> more) {
        KNOWN.updateAndGet(now -> now.withDeclared(more));
    }

    /** Add secrets that an authorization server issued. */
    static void addIssued(List<Map.Entry<String, String>> more) {
        KNOWN.updateAndGet(now -> now.withIssued(more));
    }

    /** Of all values, those that were added last; what is added again counts as new. */
    private static Map<String, String> latest(Map<String, String> known, List<Map.Entry<String, String>> more) {
        boolean isKnown = more.stream().allMatch(entry -> known.containsKey(entry.getKey()));
        if (isKnown && (more.isEmpty() || known.size() < MOST)) {
            return known;
        }
        var all = new LinkedHashMap<>(known);
        more.forEach(entry -> {
            String name = all.remove(entry.getKey());
            all.put(entry.getKey(), name == null ? entry.getValue() : name);
        });
        var eldest = all.keySet().iterator();
        for (int excess = all.size() - MOST; excess > 0; excess--) {
            eldest.next();
            eldest.remove();
        }
        return all;
    }

    /** Names and paths of values that the user says are secret. */
    static List<String> names() {
        return known().names();
    }

    static void addNames(List<String> more) {
        KNOWN.updateAndGet(now -> now.names().containsAll(more)
                ? now
                : Known.of(
                        now.named(),
                        now.declared(),
                        now.issued(),
                        Stream.concat(now.names().stream(), more.stream())
                                .distinct()
                                .limit(MOST)
                                .toList()));
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
