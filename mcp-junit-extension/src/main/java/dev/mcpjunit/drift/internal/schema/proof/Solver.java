/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Evaluation;
import dev.mcpjunit.drift.internal.schema.model.Kind;
import dev.mcpjunit.drift.internal.schema.model.Ordered;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.model.SchemaCompiler;
import dev.mcpjunit.drift.internal.schema.model.Truth;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Unknown;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Looks for values that match some schemas and fail others.
 *
 * <p>A goal is split by the kind of the value and then, choice by choice, into branches without choices (see
 * {@link Branch}); the parts of a value are goals of their own. Values are finite, so a goal that comes up again inside
 * itself need not be followed: if it had a value, the smallest one would not contain another. An answer that rests on
 * that is kept only once the outer goal is settled too.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Solver {

    private static final int DEEPEST = 80;

    /** Kinds in the order in which a reader would like to see them in an example. */
    private static final List<Kind> READABLE_FIRST =
            List.of(Kind.STRING, Kind.INTEGER, Kind.BOOLEAN, Kind.OBJECT, Kind.ARRAY, Kind.FRACTION, Kind.NULL);

    private static final int NOTHING_ASSUMED = Integer.MAX_VALUE;

    private final SchemaCompiler schemas;
    private final Effort effort;
    private final Evaluation evaluation;
    private final Predicate<JsonValue> confirm;
    private final Map<Goal, Outcome> settled = new HashMap<>();
    private final Map<Goal, Integer> open = new HashMap<>();

    /** The outermost open goal that was taken to be impossible since the innermost open one was begun. */
    private int assumed = NOTHING_ASSUMED;

    private Solver(SchemaCompiler schemas, Predicate<JsonValue> confirm, Effort effort) {
        this.schemas = schemas;
        this.confirm = confirm;
        this.effort = effort;
        this.evaluation = new Evaluation(effort);
    }

    /**
     * Look for a value that matches one schema and fails another.
     *
     * @param declaredOnly whether objects may have only such members as {@code matched} declares
     * @param confirm has the last word on a value that was found
     */
    public static Outcome search(
            Schema matched,
            Schema failed,
            boolean declaredOnly,
            SchemaCompiler schemas,
            Predicate<JsonValue> confirm,
            Effort effort) {
        var solver = new Solver(schemas, confirm, effort);
        var goal = new Goal(
                Ordered.set(List.of(new Literal(matched, true, declaredOnly), Literal.fails(failed))), Set.of(), true);
        return solver.solve(goal);
    }

    Effort effort() {
        return effort;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    SchemaCompiler schemas() {
        return schemas;
    }

    Outcome solve(Goal goal) {
        effort.spend(1);
        if (goal.isAbsurd()) {
            return Impossible.INSTANCE;
        }
        Outcome known = settled.get(goal);
        if (known != null) {
            return known;
        }
        Integer begun = open.get(goal);
        if (begun != null) {
            assumed = Math.min(assumed, begun);
            return Impossible.INSTANCE;
        }
        int depth = open.size();
        if (depth >= DEEPEST) {
            return new Unknown("schemas nested more than " + DEEPEST + " deep", null);
        }
        int assumedOutside = assumed;
        assumed = NOTHING_ASSUMED;
        open.put(goal, depth);
        Outcome outcome = solveKinds(goal);
        open.remove(goal);
        boolean restsOnOthers = outcome instanceof Impossible && assumed < depth;
        if (!restsOnOthers) {
            settled.put(goal, outcome);
            assumed = assumedOutside;
        } else {
            assumed = Math.min(assumed, assumedOutside);
        }
        return outcome;
    }

    private Outcome solveKinds(Goal goal) {
        var alternatives = new Alternation();
        for (Kind kind : READABLE_FIRST) {
            if (alternatives.tryNext(() -> new Branch(this, goal, kind).solve())) {
                break;
            }
        }
        return alternatives.outcome();
    }

    /** The last step: whether a value that was built is what was asked for. */
    Outcome check(Goal goal, JsonValue value) {
        if (goal.root()) {
            return confirm.test(value) ? new Model(value) : new Unknown("no example could be confirmed", null);
        }
        return holds(goal, value) == Truth.TRUE ? new Model(value) : new Unknown("no example could be built", value);
    }

    Truth holds(Goal goal, JsonValue value) {
        Truth all = goal.excluded().contains(value) ? Truth.FALSE : Truth.TRUE;
        for (Literal literal : goal.literals()) {
            Truth matched = evaluation.matches(value, literal.schema());
            all = all.and(literal.matched() ? matched : matched.negate());
        }
        return all;
    }
}
