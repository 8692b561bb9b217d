/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Declared;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.proof.Choice.Alternative;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which members an object may have where only declared ones count. The schemas that the object is known to match settle
 * it, but for those that it may match as well and that could declare more.
 */
final class Declarations {

    private final Declared declared;
    private final Set<Schema> undecided;
    private final boolean root;

    Declarations(Collection<Members> rules, Set<Schema> undecided, boolean root) {
        this.declared = Declared.by(rules);
        this.undecided = undecided;
        this.root = root;
    }

    /** Whether a member without a declaration may be there, as far as is decided. */
    boolean isFree() {
        return declared.everything() || (declared.isSilent() && !root);
    }

    boolean isSettled() {
        return undecided.isEmpty();
    }

    boolean allows(String name, Effort effort) {
        return isFree() || declared.has(name, effort);
    }

    /** Whether a member of a name that no schema mentions could be there, by a pattern or by what is not decided. */
    boolean mayHaveOthers() {
        return isFree()
                || declared.isOpen()
                || undecided.stream()
                        .anyMatch(schema -> Declared.atMostBy(schema).isOpen());
    }

    Set<String> undecidedNames() {
        var names = new LinkedHashSet<String>();
        undecided.forEach(schema -> names.addAll(Declared.atMostBy(schema).names()));
        return names;
    }

    Set<Regex> undecidedPatterns() {
        var patterns = new LinkedHashSet<Regex>();
        undecided.forEach(schema -> patterns.addAll(Declared.atMostBy(schema).patterns()));
        return patterns;
    }

    /** What must be decided before the members that are there are known to be allowed. */
    Optional<Choice> question(Set<String> present, Effort effort) {
        if (isFree() && !declared.everything()) {
            // A free object stops being free when it also matches a schema that declares something.
            return undecided.stream()
                    .filter(schema -> !Declared.atMostBy(schema).isSilent())
                    .findFirst()
                    .map(schema -> new Choice(
                            List.of(Alternative.of(Literal.fails(schema), new Fact.Settled(schema)), also(schema)),
                            true));
        }
        return present.stream()
                .filter(name -> !allows(name, effort))
                .findFirst()
                .map(name -> new Choice(
                        undecided.stream()
                                .filter(schema -> Declared.atMostBy(schema).has(name, effort))
                                .map(Declarations::also)
                                .toList(),
                        true));
    }

    private static Alternative also(Schema schema) {
        return Alternative.of(new Literal(schema, true, true), new Fact.Settled(schema));
    }
}
