/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds secrets in a text in one pass, however many there are: a test that obtains tokens has thousands, and most texts
 * contain none. Not safe for use by several threads while it changes.
 */
final class SecretIndex {

    /** How many characters of a secret are looked up. */
    private static final int PREFIX = 4;

    /** The longest first, because a secret may contain another one. */
    private static final Comparator<Map.Entry<String, String>> ORDER = Comparator.comparingInt(
                    (Map.Entry<String, String> entry) -> entry.getKey().length())
            .reversed()
            .thenComparing(Map.Entry::getKey);

    private final Map<String, String> shortest = new LinkedHashMap<>();
    private final Map<Integer, Map<String, String>> byPrefix = new HashMap<>();

    /** Low bits of the prefixes. A bit may stay after its secrets have gone; then a lookup finds nothing. */
    private final BitSet prefixes = new BitSet();

    void put(String value, String name) {
        if (value.length() < PREFIX) {
            shortest.put(value, name);
            return;
        }
        int prefix = prefix(value, 0);
        prefixes.set(prefix & Character.MAX_VALUE);
        byPrefix.computeIfAbsent(prefix, any -> new LinkedHashMap<>()).put(value, name);
    }

    void remove(String value) {
        shortest.remove(value);
        if (value.length() >= PREFIX) {
            byPrefix.computeIfPresent(prefix(value, 0), (prefix, secrets) -> {
                secrets.remove(value);
                return secrets.isEmpty() ? null : secrets;
            });
        }
    }

    /** The secrets that a text contains, in the order in which they are to be masked. */
    List<Map.Entry<String, String>> in(String text) {
        var found = new LinkedHashMap<String, String>();
        shortest.forEach((value, name) -> {
            if (text.contains(value)) {
                found.put(value, name);
            }
        });
        for (int at = 0; !byPrefix.isEmpty() && at <= text.length() - PREFIX; at++) {
            int prefix = prefix(text, at);
            if (prefixes.get(prefix & Character.MAX_VALUE)) {
                int here = at;
                byPrefix.getOrDefault(prefix, Map.of()).forEach((value, name) -> {
                    if (text.startsWith(value, here)) {
                        found.put(value, name);
                    }
                });
            }
        }
        var ordered = new ArrayList<Map.Entry<String, String>>(found.entrySet());
        ordered.sort(ORDER);
        return ordered;
    }

    private static int prefix(String text, int from) {
        int hash = 0;
        for (int at = from; at < from + PREFIX; at++) {
            hash = 31 * hash + text.charAt(at);
        }
        return hash;
    }
}
