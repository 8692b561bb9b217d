/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Names by what people take them for, so that one in another spelling is found immediately among thousands. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NameIndex {

    private final List<String> all = new ArrayList<>();
    private final List<String> mixed = new ArrayList<>();
    private final Map<String, List<String>> byReading = new HashMap<>();

    private NameIndex() {}

    /** Make an index of some names. */
    public static NameIndex of(Stream<String> names) {
        var index = new NameIndex();
        names.forEach(index::add);
        return index;
    }

    private void add(String name) {
        all.add(name);
        if (Lookalikes.mixesScripts(name)) {
            mixed.add(name);
        }
        Lookalikes.readings(name).forEach(reading -> byReading
                .computeIfAbsent(reading, letters -> new ArrayList<>())
                .add(name));
    }

    /** Get the names that differ in spelling only, in their natural order. */
    public Stream<String> others(String name) {
        Stream<String> alike = Lookalikes.readings(name).stream()
                .flatMap(reading -> byReading.getOrDefault(reading, List.of()).stream());
        Stream<String> disguised = mixed.stream().filter(other -> Lookalikes.disguises(other, name));
        Stream<String> shown = Lookalikes.mixesScripts(name)
                ? all.stream().filter(other -> Lookalikes.disguises(name, other))
                : Stream.empty();
        return Stream.of(alike, disguised, shown)
                .flatMap(names -> names)
                .filter(other -> !other.equals(name))
                .distinct()
                .sorted();
    }

    /** Get the first of them as a hint for a name that is gone. */
    public Optional<String> renamed(String gone) {
        return others(gone).findFirst().map(other -> "renamed to '" + other + "'?");
    }
}
