/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import dev.mcpjunit.json.internal.regex.Language;
import dev.mcpjunit.json.internal.regex.Regex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a schema says about members that it does not declare by name: by patterns, or about all others. */
final class UndeclaredMembers {

    /** Most schemas accept everything for an obvious reason. */
    private static final Budget QUICK = new Budget(20_000, Duration.ofMillis(50), System::nanoTime);

    /** A name that schemas hardly declare. */
    private static final Optional<String> FRESH = Optional.of("~");

    private static final long EFFORT = 200_000;

    private static final List<String> OTHERS = List.of("additionalProperties", "unevaluatedProperties");

    /**
     * A schema for members of many names.
     *
     * @param pattern what the names match; empty for all members that nothing else describes
     * @param place where the schema stands
     */
    private record Description(Optional<Regex> pattern, Place place) {}

    private final SchemaDocument document;
    private final NamePatterns patterns = new NamePatterns();
    private final List<Description> all = new ArrayList<>();
    private final List<Description> unconditional = new ArrayList<>();
    private boolean unreadable;

    UndeclaredMembers(SchemaDocument document) {
        this.document = document;
    }

    /** Add what one part of a schema says. */
    void add(Place place, JsonObject schema, boolean isUnconditional) {
        List<Description> found = new ArrayList<>();
        schema.object("patternProperties").ifPresent(named -> named.members().forEach((pattern, described) -> {
            try {
                patterns.add(pattern, described);
                found.add(new Description(
                        Optional.of(Regex.parse(pattern)), place.child("patternProperties", pattern, described)));
            } catch (InvalidRegexException none) {
                unreadable = true;
            }
        }));
        for (String keyword : OTHERS) {
            if (schema.get(keyword) instanceof JsonObject described) {
                found.add(new Description(Optional.empty(), place.child(keyword, described)));
            }
        }
        found.removeIf(each -> NamePatterns.saysNothing(each.place().schema()));
        all.addAll(found);
        if (isUnconditional) {
            unconditional.addAll(found);
        }
    }

    NamePatterns patterns() {
        return patterns;
    }

    /** Whether a member of this name is described. */
    boolean describe(String name) {
        return patterns.describe(name) || describeOthers();
    }

    /** Whether members are described whatever their names are. */
    boolean describeOthers() {
        return unreadable
                || all.stream()
                        .anyMatch(each -> each.pattern().isEmpty()
                                && !acceptsEverything(each.place().schema()));
    }

    private boolean acceptsEverything(JsonValue schema) {
        return SchemaProof.acceptsEverything(
                document.definitions().put("allOf", List.of(schema)).build(), QUICK);
    }

    /**
     * Find a description of members that others no longer describe.
     *
     * @param now what describes them now
     * @param declared the names that are declared, before or now
     * @param mayCome whether a member of a name may come now
     * @return the description, and a name that it is about; empty also if the check is inconclusive
     */
    Optional<Lost> lostTo(List<UndeclaredMembers> now, Set<String> declared, Predicate<String> mayCome) {
        if (unconditional.isEmpty() || now.stream().anyMatch(UndeclaredMembers::describeOthers)) {
            return Optional.empty();
        }
        for (Description old : unconditional) {
            Optional<String> name = acceptsEverything(old.place().schema())
                    ? Optional.empty()
                    : example(old, now, declared).filter(mayCome);
            if (name.isPresent()) {
                return Optional.of(new Lost(old.place(), name.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Members that nothing describes anymore.
     *
     * @param place the schema that described them
     * @param name one of their names
     */
    record Lost(Place place, String name) {}

    /** A name that one schema describes and others do not. */
    private Optional<String> example(Description old, List<UndeclaredMembers> now, Set<String> declared) {
        Set<Regex> matching = new HashSet<>(old.pattern().stream().toList());
        Set<Regex> others = new HashSet<>();
        now.forEach(each -> others.addAll(each.describing()));
        if (old.pattern().isEmpty()) {
            all.forEach(each -> each.pattern().ifPresent(others::add));
        }
        if (!matching.isEmpty() && others.containsAll(matching)) {
            return Optional.empty();
        }
        if (!Stream.concat(matching.stream(), others.stream()).allMatch(Regex::isRegular)) {
            // What such patterns have in common cannot be computed.
            return others.isEmpty() ? FRESH.filter(name -> !declared.contains(name)) : Optional.empty();
        }
        try {
            return new Language(List.copyOf(matching), List.copyOf(others), declared, 1, Long.MAX_VALUE)
                    .example(Effort.of(EFFORT));
        } catch (EffortExhaustedException hardToSee) {
            return Optional.empty();
        }
    }

    private List<Regex> describing() {
        return all.stream().flatMap(each -> each.pattern().stream()).toList();
    }
}
