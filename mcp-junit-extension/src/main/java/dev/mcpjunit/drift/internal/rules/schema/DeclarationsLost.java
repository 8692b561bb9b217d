/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.Direction;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The members of an object that the old schema declares and the new one does not, neither here nor around.
 *
 * @param places where the old schema declares them, by their names
 * @param described the lost names whose members the new schema still describes, without declaring them
 * @param matched the lost names that a pattern of the new schema matches
 * @param others whether the old schema describes members of any name and the new one does not
 * @param handled the members that need not be searched in branches
 */
record DeclarationsLost(
        Map<String, Place> places, Set<String> described, Set<String> matched, boolean others, Set<String> handled) {

    /** An argument that has no value cannot be lost. */
    private static final Budget QUICK = new Budget(20_000, Duration.ofMillis(50), System::nanoTime);

    static final DeclarationsLost NONE = new DeclarationsLost(Map.of(), Set.of(), Set.of(), false, Set.of());

    /**
     * Compare what is declared. Results may have fewer forms than before. So a member of a result is lost only if all
     * forms declared it, or if its condition can still hold. An argument is lost if any form declared it.
     */
    static DeclarationsLost between(
            Place old,
            SchemaDocument before,
            Place young,
            SchemaDocument now,
            Direction direction,
            Set<String> around) {
        DeclaredNames known =
                direction == Direction.INPUT ? DeclaredNames.anyhow(old, before) : DeclaredNames.always(old, before);
        DeclaredNames left = DeclaredNames.anyhow(young, now);
        boolean others = direction == Direction.OUTPUT && known.describesOthers() && !left.describesOthers();
        if (known.names().isEmpty()) {
            return new DeclarationsLost(Map.of(), Set.of(), Set.of(), others, around);
        }
        var lost = new LinkedHashMap<String, Place>();
        known.names().forEach((name, place) -> {
            boolean gone = (!left.has(name) && (direction == Direction.INPUT || known.mayConcern(name, young, now)))
                    || (known.isUnconditional(name) && left.isOutOfReach(name, now, around));
            if (gone && !around.contains(name) && SchemaProof.isSatisfiable(place.schema(), QUICK)) {
                lost.put(name, place);
            }
        });
        Set<String> handled = new HashSet<>(around);
        handled.addAll(lost.keySet());
        return new DeclarationsLost(
                lost, those(lost, left::describes), those(lost, left::matches), others, Set.copyOf(handled));
    }

    private static Set<String> those(Map<String, Place> lost, Predicate<String> test) {
        return lost.keySet().stream().filter(test).collect(toUnmodifiableSet());
    }
}
