/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.internal.rules.text.Lookalikes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Names by what people take them for, so that one in another spelling is found immediately among thousands. */
final class NameIndex {

    private final Map<String, List<String>> names = new HashMap<>();

    static NameIndex of(Stream<String> names) {
        var spellings = new NameIndex();
        names.forEach(name -> Lookalikes.readings(name).forEach(reading -> spellings
                .names
                .computeIfAbsent(reading, letters -> new ArrayList<>())
                .add(name)));
        return spellings;
    }

    /** The names that differ in spelling only, in their natural order. */
    Stream<String> others(String name) {
        return Lookalikes.readings(name).stream()
                .flatMap(reading -> names.getOrDefault(reading, List.of()).stream())
                .filter(other -> !other.equals(name))
                .distinct()
                .sorted();
    }

    /** The first of them as a hint for a name that is gone. */
    Optional<String> renamed(String gone) {
        return others(gone).findFirst().map(other -> "renamed to '" + other + "'?");
    }
}
