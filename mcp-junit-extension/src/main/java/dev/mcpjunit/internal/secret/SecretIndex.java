/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds secrets in a text, however many there are: a test that obtains tokens has thousands, and most texts contain
 * none. Not safe for use by several threads while it changes.
 */
final class SecretIndex {

    /** The length of the prefix by which secrets are looked up. */
    private static final int PREFIX = 4;

    /** Up to this number of secrets, searching for each one is faster. */
    private static final int FEW = 16;

    /** The longest first, because a secret may contain another one. */
    private static final Comparator<String> ORDER =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> shorterThanPrefix = new LinkedHashSet<>();
    private final Map<Integer, Set<String>> byPrefix = new HashMap<>();

    /** The lower bits of the prefixes. Removing a secret does not clear its bit; such a lookup finds nothing. */
    private final BitSet prefixes = new BitSet();

    void put(String value, String name) {
        names.put(value, name);
        if (value.length() < PREFIX) {
            shorterThanPrefix.add(value);
        } else {
            int prefix = prefix(value, 0);
            prefixes.set(lowerBits(prefix));
            byPrefix.computeIfAbsent(prefix, any -> new LinkedHashSet<>()).add(value);
        }
    }

    void remove(String value) {
        names.remove(value);
        shorterThanPrefix.remove(value);
        if (value.length() >= PREFIX) {
            byPrefix.computeIfPresent(prefix(value, 0), (prefix, values) -> {
                values.remove(value);
                return values.isEmpty() ? null : values;
            });
        }
    }

    /** The secrets that a text contains with their names, in the order in which they are to be masked. */
    List<Map.Entry<String, String>> in(String text) {
        return names.size() <= FEW ? among(names, text) : ordered(names, lookedUp(text));
    }

    /** The same for few secrets, which need no index. */
    static List<Map.Entry<String, String>> among(Map<String, String> names, String text) {
        return ordered(names, contained(names.keySet(), text));
    }

    private static List<Map.Entry<String, String>> ordered(Map<String, String> names, Set<String> found) {
        if (found.isEmpty()) {
            return List.of(); // Nearly every text; no stream is set up for it.
        }
        return found.stream()
                .sorted(ORDER)
                .map(value -> Map.entry(value, names.getOrDefault(value, "")))
                .toList();
    }

    private static Set<String> contained(Set<String> values, String text) {
        var found = new LinkedHashSet<String>();
        for (String value : values) {
            if (text.contains(value)) {
                found.add(value);
            }
        }
        return found;
    }

    private Set<String> lookedUp(String text) {
        Set<String> found = contained(shorterThanPrefix, text);
        for (int at = 0; at <= text.length() - PREFIX; at++) {
            int prefix = prefix(text, at);
            if (prefixes.get(lowerBits(prefix))) {
                for (String value : byPrefix.getOrDefault(prefix, Set.of())) {
                    if (text.startsWith(value, at)) {
                        found.add(value);
                    }
                }
            }
        }
        return found;
    }

    private static int prefix(String text, int from) {
        int hash = 0;
        for (int at = from; at < from + PREFIX; at++) {
            hash = 31 * hash + text.charAt(at);
        }
        return hash;
    }

    private static int lowerBits(int prefix) {
        return prefix & Character.MAX_VALUE;
    }
}
