/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Length;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Matches;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Language;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is known of a text. */
final class TextFacts implements Facts {

    private final Set<Regex> matching = new LinkedHashSet<>();
    private final Set<Regex> notMatching = new LinkedHashSet<>();
    private final Set<String> excluded = new LinkedHashSet<>();
    private Count length = Count.ANY;

    /** A text that is the name of a member of some class. */
    static TextFacts about(NameClass names) {
        var facts = new TextFacts();
        facts.matching.addAll(names.matching());
        facts.notMatching.addAll(names.notMatching());
        facts.excluded.addAll(names.excluded());
        return facts;
    }

    @Override
    public boolean add(Fact fact) {
        if (fact instanceof Fact.Meets meets && meets.demand() instanceof Length demanded) {
            length = length.and(demanded.count());
        } else if (fact instanceof Fact.Meets meets && meets.demand() instanceof Matches demanded) {
            matching.add(demanded.pattern());
        } else if (fact instanceof Fact.NoMatch none) {
            notMatching.add(none.pattern());
        } else if (fact instanceof Fact.IsNot isNot) {
            isNot.values().stream()
                    .filter(JsonString.class::isInstance)
                    .forEach(value -> excluded.add(((JsonString) value).value()));
        }
        return length.min() <= length.max() && matching.stream().noneMatch(notMatching::contains);
    }

    @Override
    public Facts copy() {
        var copy = new TextFacts();
        copy.matching.addAll(matching);
        copy.notMatching.addAll(notMatching);
        copy.excluded.addAll(excluded);
        copy.length = length;
        return copy;
    }

    @Override
    public boolean rulesOut(Fact fact, Solver solver) {
        if (fact instanceof Fact.Meets meets && meets.demand() instanceof Length demanded) {
            Count both = length.and(demanded.count());
            return both.min() > both.max();
        }
        return fact instanceof Fact.NoMatch none && matching.contains(none.pattern());
    }

    @Override
    public boolean implies(Fact fact, Solver solver) {
        return fact instanceof Fact.Meets meets
                && (meets.demand() instanceof Length demanded
                        ? length.and(demanded.count()).equals(length)
                        : meets.demand() instanceof Matches pattern && matching.contains(pattern.pattern()));
    }

    @Override
    public boolean allows(JsonValue value, Solver solver) {
        if (!(value instanceof JsonString string)) {
            return true;
        }
        String text = string.value();
        return length.allows(text.codePointCount(0, text.length()))
                && !excluded.contains(text)
                && matching.stream().allMatch(pattern -> pattern.matches(text, solver.effort()))
                && notMatching.stream().noneMatch(pattern -> pattern.matches(text, solver.effort()));
    }

    @Override
    public Outcome solve(Solver solver) {
        // A pattern that is not regular is left out: what is impossible without it is impossible with it, and an
        // example is looked at by all patterns in the end.
        var language = new Language(
                matching.stream().filter(Regex::isRegular).toList(),
                notMatching.stream().filter(Regex::isRegular).toList(),
                excluded,
                length.min(),
                length.max());
        return language.example(solver.effort())
                .<Outcome>map(text -> new Model(new JsonString(text)))
                .orElse(Impossible.INSTANCE);
    }
}
