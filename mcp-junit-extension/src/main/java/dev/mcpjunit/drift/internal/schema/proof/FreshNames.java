/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Kind;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Unknown;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Invents names for members that no schema mentions. For the schemas, two such names differ only in the patterns that
 * they match, so one name for each combination of patterns stands for all.
 */
final class FreshNames {

    private static final int MOST_PATTERNS = 5;

    private final ObjectFacts facts;
    private final Solver solver;
    private @Nullable String doubt;

    FreshNames(ObjectFacts facts, Solver solver) {
        this.facts = facts;
        this.solver = solver;
    }

    /** Why names may be missing from what was found, if any may. */
    Optional<String> doubt() {
        return Optional.ofNullable(doubt);
    }

    /** The parts of a class whose names no schema distinguishes. */
    List<NameClass> parts(NameClass names) {
        Set<Regex> patterns = new LinkedHashSet<>(facts.declarations().undecidedPatterns());
        facts.rules().forEach(rule -> patterns.addAll(rule.members().patterns().keySet()));
        patterns.removeAll(names.matching());
        patterns.removeAll(names.notMatching());
        if (patterns.size() > MOST_PATTERNS) {
            doubt = "names that " + patterns.size() + " patterns distinguish";
            return List.of();
        }
        List<Regex> listed = List.copyOf(patterns);
        var parts = new ArrayList<NameClass>();
        for (int combination = 0; combination < 1 << listed.size(); combination++) {
            var matching = new LinkedHashSet<>(names.matching());
            var notMatching = new LinkedHashSet<>(names.notMatching());
            for (int i = 0; i < listed.size(); i++) {
                ((combination & 1 << i) != 0 ? matching : notMatching).add(listed.get(i));
            }
            parts.add(new NameClass(matching, notMatching, names.excluded()));
        }
        return parts;
    }

    /** A name of a class that objects may have and that meets some conditions. */
    Optional<String> find(NameClass names, Set<Literal> conditions) {
        if (names.matching().isEmpty()
                && names.notMatching().isEmpty()
                && conditions.isEmpty()
                && facts.everyName().isEmpty()) {
            return Stream.iterate("x", name -> name + "x")
                    .filter(name -> !names.excluded().contains(name))
                    .findFirst();
        }
        var literals = new LinkedHashSet<>(facts.everyName());
        literals.addAll(conditions);
        Outcome outcome = new Branch(solver, Goal.of(literals), Kind.STRING, TextFacts.about(names)).solve();
        if (outcome instanceof Model model && model.value() instanceof JsonString name) {
            if (names.contains(name.value(), solver.effort())) {
                return Optional.of(name.value());
            }
            doubt = "names that match a pattern which looks around";
        } else if (outcome instanceof Unknown unknown) {
            doubt = unknown.reason();
        }
        return Optional.empty();
    }
}
