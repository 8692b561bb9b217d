/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names by their letters and digits, so that one in another spelling is found fast among thousands. */
final class NameIndex {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Map<String, List<String>> names = new HashMap<>();

    static NameIndex of(Stream<String> names) {
        var spellings = new NameIndex();
        names.forEach(name -> spellings
                .names
                .computeIfAbsent(folded(name), letters -> new ArrayList<>())
                .add(name));
        return spellings;
    }

    /** The first name that differs in spelling only. */
    Optional<String> another(String name) {
        return names.getOrDefault(folded(name), List.of()).stream()
                .filter(other -> !other.equals(name))
                .findFirst();
    }

    /** The same, as a hint for a name that is gone. */
    Optional<String> renamed(String gone) {
        return another(gone).map(other -> "renamed to '" + other + "'?");
    }

    static String folded(String name) {
        return BETWEEN_WORDS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
