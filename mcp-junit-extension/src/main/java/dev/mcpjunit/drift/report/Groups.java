/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.json.JsonPointer;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Groups changes that one line can report together. */
final class Groups {

    private static final int MOST_PROPERTIES = 20;

    private Groups() {}

    /**
     * Changes of many entries that are the same change: same rule, same place, same words. Whole entries that were
     * added or removed are not grouped, and neither are texts.
     *
     * @param enough the smallest number of changes that is grouped
     */
    static List<List<Change>> alike(List<Change> changes, int enough) {
        var order = new IdentityHashMap<Change, Integer>();
        changes.forEach(change -> order.put(change, order.size()));
        return changes.stream().collect(groupingBy(Groups::likeness, LinkedHashMap::new, toList())).values().stream()
                .flatMap(group -> group.size() >= enough
                        ? Stream.of(group)
                        : group.stream().map(List::of))
                .sorted(Comparator.comparing(group -> order.getOrDefault(group.get(0), 0)))
                .toList();
    }

    private static Object likeness(Change change) {
        boolean apart = change.at().equals(JsonPointer.ROOT) || change.text().isPresent();
        return apart
                ? change
                : List.of(
                        change.level(),
                        change.rule(),
                        change.subject().kind(),
                        change.at(),
                        change.words(),
                        change.hint());
    }

    /** What changed, entry by entry: {@code click (button, uid), drag}. */
    static List<String> names(List<Change> changes) {
        return changes.stream().collect(groupingBy(Groups::entry, LinkedHashMap::new, toList())).entrySet().stream()
                .map(entry -> entry.getKey() + parts(entry.getValue()))
                .toList();
    }

    private static String entry(Change change) {
        return Visible.line(
                change.subject().kind() == Subject.Kind.SERVER
                        ? change.at().toString()
                        : change.subject().name());
    }

    private static String parts(List<Change> changes) {
        List<String> properties = changes.stream()
                .flatMap(change -> property(change).stream())
                .distinct()
                .toList();
        return properties.isEmpty()
                ? ""
                : properties.stream()
                        .limit(MOST_PROPERTIES)
                        .map(Visible::line)
                        .collect(Collectors.joining(", ", " (", more(properties.size() - MOST_PROPERTIES) + ")"));
    }

    private static String more(int number) {
        return number > 0 ? ", and " + number + " more" : "";
    }

    /** The property of a schema that a change is about: it names one, or the place is in one. */
    private static List<String> property(Change change) {
        if (change.property().isPresent()) {
            return List.of(change.property().get());
        }
        List<String> tokens = change.at().tokens();
        int last = -1;
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).equals("properties")) {
                last = i;
                i++;
            }
        }
        return last < 0 ? List.of() : List.of(tokens.get(last + 1));
    }
}
