/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Combination;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.Combination.Opaque;
import dev.mcpjunit.drift.internal.schema.model.Demand;
import dev.mcpjunit.drift.internal.schema.model.Kind;
import dev.mcpjunit.drift.internal.schema.model.Ordered;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.proof.Choice.Alternative;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Unknown;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a goal may be reached: by a value of one kind, with some choices made. Facts are drawn from facts
 * until only choices are left; then each possibility of one choice becomes a branch of its own.
 */
final class Branch {

    private static final int ALTERNATIVES_PER_STEP = 8;

    private final Solver solver;
    private final Goal goal;
    private final Kind kind;
    private final Facts facts;
    private final Deque<Fact> arriving = new ArrayDeque<>();
    private final Set<Literal> known = new HashSet<>();
    private final Set<Demand> met = new HashSet<>();
    private final Set<Opaque> failed = new HashSet<>();
    private final List<Choice> choices = new ArrayList<>();
    private @Nullable Set<JsonValue> candidates;
    private @Nullable String doubt;

    Branch(Solver solver, Goal goal, Kind kind) {
        this(solver, goal, kind, facts(kind));
    }

    Branch(Solver solver, Goal goal, Kind kind, Facts facts) {
        this.solver = solver;
        this.goal = goal;
        this.kind = kind;
        this.facts = facts;
        arriving.addAll(goal.literals());
        if (!goal.excluded().isEmpty()) {
            arriving.add(new Fact.IsNot(goal.excluded()));
        }
        if (facts instanceof NoFacts few) {
            candidates = Ordered.set(few.values());
        }
        if (facts instanceof ObjectFacts object
                && goal.root()
                && goal.literals().stream().anyMatch(Literal::declares)) {
            object.atDeclaringRoot();
        }
    }

    private Branch(Branch other) {
        this.solver = other.solver;
        this.goal = other.goal;
        this.kind = other.kind;
        this.facts = other.facts.copy();
        known.addAll(other.known);
        met.addAll(other.met);
        failed.addAll(other.failed);
        choices.addAll(other.choices);
    }

    private static Facts facts(Kind kind) {
        return switch (kind) {
            case NULL, BOOLEAN -> NoFacts.about(kind);
            case INTEGER, FRACTION -> new NumberFacts(kind);
            case STRING -> new TextFacts();
            case ARRAY -> new ArrayFacts();
            case OBJECT -> new ObjectFacts();
        };
    }

    Outcome solve() {
        while (true) {
            if (!settle()) {
                return Impossible.INSTANCE;
            }
            if (candidates != null) {
                return tryCandidates(candidates);
            }
            if (doubt != null) {
                return new Unknown(doubt, null);
            }
            if (!choices.isEmpty()) {
                return facts.isHopeless(solver) ? Impossible.INSTANCE : split();
            }
            Optional<Choice> question = facts.openQuestion(solver);
            if (question.isEmpty()) {
                Outcome built = facts.solve(solver);
                return built instanceof Model model ? solver.check(goal, model.value()) : built;
            }
            choices.add(question.get());
        }
    }

    private Outcome tryCandidates(Set<JsonValue> values) {
        var alternatives = new Alternation();
        for (JsonValue value : values) {
            boolean possible = Kind.of(value) == kind && facts.allows(value, solver);
            if (possible && alternatives.tryNext(() -> tryCandidate(value))) {
                break;
            }
        }
        return alternatives.outcome();
    }

    /** A listed value is all there: whether it is the one shows by looking at it. */
    private Outcome tryCandidate(JsonValue value) {
        return switch (solver.holds(goal, value)) {
            case TRUE -> solver.check(goal, value);
            case FALSE -> Impossible.INSTANCE;
            case UNKNOWN -> goal.root() ? solver.check(goal, value) : new Unknown("a condition is unknown", value);
        };
    }

    private Outcome split() {
        Choice next = choices.stream()
                .min(Comparator.comparing((Choice choice) -> !choice.asked())
                        .thenComparing(choice -> choice.alternatives().size()))
                .orElseThrow();
        choices.remove(next);
        var alternatives = new Alternation();
        for (Alternative alternative : next.alternatives()) {
            solver.effort().spend(1);
            var branch = new Branch(this);
            branch.arriving.addAll(alternative.facts());
            if (alternatives.tryNext(branch::solve)) {
                break;
            }
        }
        return alternatives.outcome();
    }

    /** Draw all conclusions; return whether there is no contradiction. */
    private boolean settle() {
        boolean changed = true;
        while (changed) {
            while (!arriving.isEmpty()) {
                solver.effort().spend(1);
                if (!take(arriving.remove())) {
                    return false;
                }
            }
            if (candidates != null) {
                return true;
            }
            changed = false;
            for (Choice choice : List.copyOf(choices)) {
                choices.remove(choice);
                if (choice.alternatives().stream().anyMatch(this::isImplied)) {
                    continue;
                }
                List<Alternative> left = left(choice);
                if (left.isEmpty()) {
                    return false;
                }
                if (left.size() == 1) {
                    arriving.addAll(left.get(0).facts());
                    changed = true;
                } else {
                    choices.add(choice.with(left));
                }
            }
        }
        return true;
    }

    private List<Alternative> left(Choice choice) {
        solver.effort().spend(1 + choice.alternatives().size() / ALTERNATIVES_PER_STEP);
        // There may be thousands of ways to fail one large demand, which takes long to compare.
        var isMet = new IdentityHashMap<Demand, Boolean>();
        return choice.alternatives().stream()
                .filter(way -> way.failed() == null || !isMet.computeIfAbsent(way.failed(), met::contains))
                .filter(way -> way.facts().stream().noneMatch(this::isRuledOut))
                .toList();
    }

    private boolean isRuledOut(Fact fact) {
        if (fact instanceof Literal literal) {
            return literal.isAbsurd()
                    || (literal.matched()
                            ? !literal.schema().kinds().has(kind) || known.contains(Literal.fails(literal.schema()))
                            : isKnown(literal.schema()));
        }
        if (fact instanceof Fact.Fails fails) {
            return met.contains(fails.condition());
        }
        return facts.rulesOut(fact, solver);
    }

    private boolean isKnown(Schema schema) {
        return known.contains(Literal.matches(schema)) || known.contains(new Literal(schema, true, true));
    }

    private boolean isImplied(Alternative alternative) {
        return alternative.facts().stream().allMatch(this::isImplied);
    }

    private boolean isImplied(Fact fact) {
        if (fact instanceof Literal literal) {
            return known.contains(literal)
                    || (!literal.matched() && !literal.schema().kinds().has(kind));
        }
        return facts.implies(fact, solver);
    }

    private boolean take(Fact fact) {
        if (fact instanceof Literal literal) {
            return take(literal);
        }
        if (fact instanceof Fact.Meets meets) {
            return take(meets);
        }
        if (fact instanceof Fact.IsNot isNot) {
            return take(isNot);
        }
        if (fact instanceof Fact.Unclear unclear) {
            doubt = unclear.reason();
            return true;
        }
        if (fact instanceof Fact.Fails fails) {
            failed.add(fails.condition());
            return !met.contains(fails.condition());
        }
        return facts.add(fact);
    }

    private boolean take(Literal literal) {
        if (isRuledOut(literal)) {
            return false;
        }
        if (!known.add(literal)) {
            return true;
        }
        List<Demand> relevant = literal.schema().demands().stream()
                .filter(demand -> demand.kinds().has(kind))
                .toList();
        if (literal.matched()) {
            relevant.forEach(demand -> arriving.add(new Fact.Meets(demand, literal.declares())));
            return true;
        }
        if (!literal.schema().kinds().has(kind)) {
            return true;
        }
        List<Alternative> ways = relevant.stream()
                .flatMap(demand -> Failures.of(demand, solver.schemas()).stream())
                .toList();
        choices.add(new Choice(ways, false));
        return !ways.isEmpty();
    }

    private boolean take(Fact.Meets meets) {
        met.add(meets.demand());
        if (meets.demand() instanceof Opaque opaque) {
            return !failed.contains(opaque);
        }
        if (meets.demand() instanceof OneOfValues listed) {
            candidates = listed.values();
            return true;
        }
        if (meets.demand() instanceof Combination combination) {
            Requirements.of(combination, meets.declares(), kind, arriving, choices);
            return true;
        }
        return facts.add(meets);
    }

    private boolean take(Fact.IsNot isNot) {
        return switch (kind) {
            case ARRAY, OBJECT -> {
                isNot.values().stream()
                        .filter(value -> Kind.of(value) == kind)
                        .forEach(value -> choices.add(Differences.from(value, solver.schemas())));
                yield true;
            }
            default -> facts.add(isNot);
        };
    }
}
