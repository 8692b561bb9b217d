/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.Direction;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The members of an object that the old schema declares and the new one does not, neither here nor around.
 *
 * @param places where the old schema declares them, by their names
 * @param described the lost names whose members the new schema still describes, without declaring them
 * @param matched the lost names that a pattern of the new schema matches
 * @param undescribed what the old schema describes without declaring it and the new one does not
 * @param handled the members that need not be searched in branches
 * @param members where members are declared that are not lost
 */
record DeclarationsLost(
        Map<String, Place> places,
        Set<String> described,
        Set<String> matched,
        Optional<UndeclaredMembers.Lost> undescribed,
        Set<String> handled,
        KeptMembers members) {

    /**
     * What is declared around a schema that is a part of that of an object.
     *
     * @param names the members that need not be declared here
     * @param schemas the schemas around it
     */
    record Around(Set<String> names, List<DeclaredNames> schemas) {

        static final Around NOTHING = new Around(Set.of(), List.of());

        /** What some schemas declare, and what is named besides. */
        static Around of(List<DeclaredNames> schemas, Set<String> others) {
            var names = new HashSet<>(others);
            schemas.forEach(schema -> names.addAll(schema.names().keySet()));
            return new Around(names, schemas);
        }
    }

    /** An argument that has no value cannot be lost. */
    private static final Budget QUICK = new Budget(20_000, Duration.ofMillis(50), System::nanoTime);

    static final DeclarationsLost NONE =
            new DeclarationsLost(Map.of(), Set.of(), Set.of(), Optional.empty(), Set.of(), KeptMembers.NONE);

    /**
     * Compare what is declared. Results may have fewer forms than before. So a member of a result is lost only if all
     * forms declared it, or if its condition can still hold. An argument is lost if any form declared it.
     */
    static DeclarationsLost between(
            Place old, SchemaDocument before, Place young, SchemaDocument now, Direction direction, Around around) {
        DeclaredNames known =
                direction == Direction.INPUT ? DeclaredNames.anyhow(old, before) : DeclaredNames.always(old, before);
        DeclaredNames left = DeclaredNames.anyhow(young, now);
        var undescribed = direction == Direction.OUTPUT
                ? undescribed(known, left, young, now, around)
                : Optional.<UndeclaredMembers.Lost>empty();
        var lost = new LinkedHashMap<String, Place>();
        known.names().forEach((name, place) -> {
            boolean gone = (!left.has(name) && (direction == Direction.INPUT || known.mayConcern(name, young, now)))
                    || (known.isUnconditional(name) && left.isOutOfReach(name, now, around.names()));
            if (gone && !around.names().contains(name) && SchemaProof.isSatisfiable(place.schema(), QUICK)) {
                lost.put(name, place);
            }
        });
        Set<String> handled = new HashSet<>(around.names());
        handled.addAll(lost.keySet());
        return new DeclarationsLost(
                lost,
                those(lost, left::describes),
                those(lost, left::matches),
                undescribed,
                Set.copyOf(handled),
                KeptMembers.of(
                        known,
                        left,
                        now,
                        conditions -> direction == Direction.INPUT || Conditions.mayHold(conditions, young, now)));
    }

    private static Optional<UndeclaredMembers.Lost> undescribed(
            DeclaredNames known, DeclaredNames left, Place young, SchemaDocument now, Around around) {
        Set<String> declared = new HashSet<>(around.names());
        declared.addAll(known.names().keySet());
        declared.addAll(left.names().keySet());
        List<UndeclaredMembers> describing = Stream.concat(Stream.of(left), around.schemas().stream())
                .map(DeclaredNames::undeclared)
                .toList();
        return known.undeclared().lostTo(describing, declared, name -> Conditions.mayHave(name, young, now));
    }

    private static Set<String> those(Map<String, Place> lost, Predicate<String> test) {
        return lost.keySet().stream().filter(test).collect(toUnmodifiableSet());
    }
}
