/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Interval;
import dev.mcpjunit.drift.internal.schema.model.Kind;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.MultipleOf;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.Within;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonValue;
import java.util.HashSet;
import java.util.Set;

/** What is known of a number. */
final class NumberFacts implements Facts {

    private final Kind kind;
    private final Set<JsonNumber> factors = new HashSet<>();
    private final Set<JsonNumber> noFactors = new HashSet<>();
    private final Set<JsonValue> excluded = new HashSet<>();
    private Interval interval = Interval.ALL;

    NumberFacts(Kind kind) {
        this.kind = kind;
    }

    @Override
    public boolean add(Fact fact) {
        if (fact instanceof Fact.Meets meets && meets.demand() instanceof Within within) {
            interval = interval.and(within.interval());
        } else if (fact instanceof Fact.Meets meets && meets.demand() instanceof MultipleOf multiple) {
            factors.add(multiple.factor());
        } else if (fact instanceof Fact.NoMultipleOf multiple) {
            noFactors.add(multiple.factor());
        } else if (fact instanceof Fact.IsNot isNot) {
            excluded.addAll(isNot.values());
        }
        return !isEmpty(interval);
    }

    private boolean isEmpty(Interval bounds) {
        Interval tight = kind == Kind.INTEGER ? bounds.ofIntegers() : bounds;
        if (tight.min() == null || tight.max() == null) {
            return false;
        }
        int order = tight.min().value().compareTo(tight.max().value());
        return order > 0 || (order == 0 && (tight.minExcluded() || tight.maxExcluded()));
    }

    @Override
    public Facts copy() {
        var copy = new NumberFacts(kind);
        copy.factors.addAll(factors);
        copy.noFactors.addAll(noFactors);
        copy.excluded.addAll(excluded);
        copy.interval = interval;
        return copy;
    }

    @Override
    public boolean rulesOut(Fact fact, Solver solver) {
        if (fact instanceof Fact.Meets meets && meets.demand() instanceof Within within) {
            return isEmpty(interval.and(within.interval()));
        }
        return fact instanceof Fact.NoMultipleOf multiple
                && factors.stream().anyMatch(factor -> factor.isMultipleOf(multiple.factor()));
    }

    @Override
    public boolean implies(Fact fact, Solver solver) {
        return fact instanceof Fact.Meets meets
                && meets.demand() instanceof Within within
                && interval.and(within.interval()).equals(interval);
    }

    @Override
    public Outcome solve(Solver solver) {
        return new NumberSearch(kind, interval, factors, noFactors, excluded).solve(solver.effort());
    }
}
