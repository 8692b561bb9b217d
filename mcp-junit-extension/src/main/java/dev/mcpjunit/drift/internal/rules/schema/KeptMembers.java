/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.internal.rules.schema.DeclarationsLost.Around;
import dev.mcpjunit.drift.internal.rules.schema.DeclaredNames.Declaration;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the members are declared that an object had before and still has. One member can be declared in several places
 * that all describe the same value: in the schema itself, in {@code allOf}, and under conditions.
 *
 * @param elsewhere the places that are not both directly in the schema
 * @param declared what is declared inside a member, by its name; only for members that are declared in several places
 */
record KeptMembers(List<Match> elsewhere, Map<String, Around> declared) {

    static final KeptMembers NONE = new KeptMembers(List.of(), Map.of());

    /**
     * Two places of a member.
     *
     * @param inside what the new schema declares inside this member
     */
    record Match(Place old, Place young, Around inside) {}

    /**
     * Find them.
     *
     * @param mayHold whether conditions of the old schema can still hold
     */
    static KeptMembers of(
            DeclaredNames before, DeclaredNames now, SchemaDocument document, Predicate<List<JsonValue>> mayHold) {
        var elsewhere = new ArrayList<Match>();
        var declared = new HashMap<String, Around>();
        Map<List<JsonValue>, Boolean> known = new HashMap<>();
        for (String name : before.names().keySet()) {
            List<Declaration> young = now.declarations(name);
            if (young.size() > 1) {
                declared.put(name, inside(young, document));
            }
            for (Declaration old : young.isEmpty() ? List.<Declaration>of() : before.declarations(name)) {
                counterpart(old, young)
                        .filter(other -> !(old.isDirect() && other.isDirect()))
                        .filter(other -> !same(old.place(), other.place()))
                        .filter(other -> known.computeIfAbsent(old.conditions(), mayHold::test))
                        .ifPresent(other -> elsewhere.add(
                                new Match(old.place(), other.place(), declared.getOrDefault(name, Around.NOTHING))));
            }
        }
        return new KeptMembers(elsewhere, declared);
    }

    private static boolean same(Place old, Place young) {
        return old.schema().equals(young.schema()) && !SchemaWalk.mentionsReference(old.schema());
    }

    /** The place at the end of the same keywords, or else one that holds without an alternative. */
    private static Optional<Declaration> counterpart(Declaration old, List<Declaration> young) {
        if (old.isAlternative() && young.stream().anyMatch(Declaration::isAlternative)) {
            // Branches are compared one by one.
            return Optional.empty();
        }
        return young.stream()
                .filter(each -> each.way().equals(old.way()))
                .findFirst()
                .or(() -> young.stream().filter(each -> !each.isAlternative()).findFirst())
                .or(() -> young.stream().findFirst());
    }

    /** What is declared inside a member is declared by all its declarations together. */
    private static Around inside(List<Declaration> declarations, SchemaDocument document) {
        return Around.of(
                declarations.stream()
                        .map(each -> DeclaredNames.anyhow(each.place(), document))
                        .toList(),
                Set.of());
    }

    /** What is declared inside a member elsewhere. */
    Around inside(Optional<String> name) {
        return name.map(declared::get).orElse(Around.NOTHING);
    }
}
