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

    private static final int MOST = 2_000;

    private record Known(Map<String, String> namesByValue, Secrets secrets, List<String> names) {}

    private static final AtomicReference<Known> KNOWN = new AtomicReference<>(known(namedByUser(), List.of()));

    private KnownSecrets() {}

    static Secrets all() {
        return requireNonNull(KNOWN.get()).secrets();
    }

    /** Whether a secret of this name is known, whatever its value. */
    static boolean hasName(String name) {
        return requireNonNull(KNOWN.get()).namesByValue().containsValue(name);
    }

    static void add(List<Map.Entry<String, String>> more) {
        if (more.isEmpty()) {
            return;
        }
        KNOWN.updateAndGet(now -> {
            if (more.stream().allMatch(entry -> now.namesByValue().containsKey(entry.getKey()))) {
                return now;
            }
            var all = new LinkedHashMap<>(now.namesByValue());
            more.forEach(entry -> all.putIfAbsent(entry.getKey(), entry.getValue()));
            var eldest = all.keySet().iterator();
            for (int excess = all.size() - MOST; excess > 0; excess--) {
                eldest.next();
                eldest.remove();
            }
            return known(all, now.names());
        });
    }

    private static Known known(Map<String, String> namesByValue, List<String> names) {
        return new Known(namesByValue, Secrets.ofNames(namesByValue), names);
    }

    /** Names and paths of values that the user says are secret. */
    static List<String> names() {
        return requireNonNull(KNOWN.get()).names();
    }

    static void addNames(List<String> more) {
        KNOWN.updateAndGet(now -> now.names().containsAll(more)
                ? now
                : known(
                        now.namesByValue(),
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
