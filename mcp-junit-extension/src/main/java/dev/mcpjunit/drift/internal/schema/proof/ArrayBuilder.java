/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Unknown;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an array item by item. */
final class ArrayBuilder {

    private static final int LONGEST = 2_000;

    private final ArrayFacts facts;
    private final Solver solver;
    private final Map<Integer, Goal> goals = new HashMap<>();
    private @Nullable String doubt;

    ArrayBuilder(ArrayFacts facts, Solver solver) {
        this.facts = facts;
        this.solver = solver;
    }

    Outcome build() {
        if (countsContradict()) {
            return Impossible.INSTANCE;
        }
        Count length = facts.length();
        if (length.min() > LONGEST) {
            return new Unknown("an example would have " + length.min() + " items", null);
        }
        for (int index = 0; index < length.min(); index++) {
            goals.put(index, facts.itemGoal(index));
        }
        for (var counted : facts.counted().entrySet()) {
            Outcome placed = place(counted.getKey(), counted.getValue());
            if (!(placed instanceof Model)) {
                return placed;
            }
        }
        return fill();
    }

    /** Whether so many items must match one schema that too many match another. */
    private boolean countsContradict() {
        for (var many : facts.counted().entrySet()) {
            for (var few : facts.counted().entrySet()) {
                if (many.getValue().min() > few.getValue().max()
                        && solver.solve(Goal.of(List.of(Literal.matches(many.getKey()), Literal.fails(few.getKey()))))
                                instanceof Impossible) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Choose the items that match a schema so many of which are needed. */
    private Outcome place(Schema item, Count count) {
        long forced = 0;
        for (int index = 0; index < facts.length().min(); index++) {
            if (solver.solve(facts.itemGoal(index).and(Literal.fails(item))) instanceof Impossible) {
                forced++;
            }
        }
        if (forced > count.max()) {
            return Impossible.INSTANCE;
        }
        Literal matches = Literal.matches(item);
        long needed = count.min()
                - goals.values().stream()
                        .filter(goal -> goal.literals().contains(matches))
                        .count();
        for (int index = 0; needed > 0 && index < facts.length().max(); index++) {
            if (index > LONGEST) {
                return new Unknown("an example would have more than " + LONGEST + " items", null);
            }
            Goal free = facts.itemGoal(index);
            if (solver.solve(free) instanceof Impossible) {
                // No array can be so long.
                break;
            }
            Goal used = goals.getOrDefault(index, free);
            Goal matching = used.and(matches);
            if (!(solver.solve(matching) instanceof Impossible)) {
                goals.put(index, matching);
                needed--;
            } else if (index >= facts.firstAlike() && used.equals(free)) {
                break;
            }
        }
        if (needed > 0) {
            // Items that were given another task before might have served.
            return facts.counted().size() == 1 ? Impossible.INSTANCE : new Unknown("items that count twice", null);
        }
        return new Model(JsonNull.NULL);
    }

    private Outcome fill() {
        var items = new ArrayList<JsonValue>();
        int size = goals.keySet().stream().reduce(-1, Math::max) + 1;
        for (int index = 0; index < size; index++) {
            if (facts.isCopy(index)) {
                items.add(items.get(facts.original()));
                continue;
            }
            Goal goal = goals.getOrDefault(index, facts.itemGoal(index));
            Goal apart = facts.unique() ? goal.without(items) : goal;
            Outcome item = sparing(apart);
            if (item instanceof Impossible) {
                return apart.equals(goal) || allAlike(index)
                        ? Impossible.INSTANCE
                        : new Unknown("items that must differ", null);
            }
            JsonValue value = item instanceof Model model ? model.value() : candidate((Unknown) item);
            if (value == null) {
                return item;
            }
            items.add(value);
        }
        var array = new JsonArray(items);
        return doubt == null ? new Model(array) : new Unknown(doubt, array);
    }

    private @Nullable JsonValue candidate(Unknown item) {
        doubt = item.reason();
        return item.candidate();
    }

    /** An item that does not count where only so many may. */
    private Outcome sparing(Goal goal) {
        Goal modest = goal;
        for (var counted : facts.counted().entrySet()) {
            if (counted.getValue().max() < Count.NO_LIMIT
                    && !goal.literals().contains(Literal.matches(counted.getKey()))) {
                modest = modest.and(Literal.fails(counted.getKey()));
            }
        }
        Outcome item = solver.solve(modest);
        return item instanceof Model || modest.equals(goal) ? item : solver.solve(goal);
    }

    /** Whether this item and all before it are free to be the same, so that there are too few values for them. */
    private boolean allAlike(int index) {
        Goal free = facts.itemGoal(index);
        for (int i = 0; i <= index; i++) {
            if (!facts.itemGoal(i).equals(free) || !goals.getOrDefault(i, free).equals(free)) {
                return false;
            }
        }
        return true;
    }
}
