/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Contains;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.ItemCount;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Items;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.UniqueItems;
import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.Demand;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.proof.Choice.Alternative;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of an array. */
final class ArrayFacts implements Facts {

    private record ItemRule(Items items, boolean declares) {}

    private final Set<ItemRule> rules = new LinkedHashSet<>();
    private final Set<Literal> everyItem = new LinkedHashSet<>();
    private final Map<Integer, Set<Literal>> itemsAt = new LinkedHashMap<>();
    private final Map<Schema, Count> counted = new LinkedHashMap<>();
    private final Set<Schema> placed = new LinkedHashSet<>();
    private final Deque<Fact.SomeItem> somewhere = new ArrayDeque<>();
    private Count length = Count.ANY;
    private boolean unique;
    private boolean repeats;
    private int equalTo = -1;
    private int equal = -1;

    @Override
    public boolean add(Fact fact) {
        if (fact instanceof Fact.Meets meets) {
            add(meets.demand(), meets.declares());
        } else if (fact instanceof Fact.ItemAt at) {
            itemsAt.computeIfAbsent(at.index(), none -> new LinkedHashSet<>()).add(at.item());
            length = length.and(Count.atLeast(at.index() + 1L));
        } else if (fact instanceof Fact.SomeItem some) {
            somewhere.add(some);
            length = length.and(Count.atLeast(some.from() + 1L));
        } else if (fact instanceof Fact.Counted count) {
            count(count.item(), count.count());
        } else if (fact instanceof Fact.Repeats) {
            repeats = true;
            length = length.and(Count.atLeast(2));
        } else if (fact instanceof Fact.Equal pair) {
            equalTo = pair.index();
            equal = pair.other();
            length = length.and(Count.atLeast(equal + 1L));
        }
        return isPossible();
    }

    private void add(Demand demand, boolean declares) {
        if (demand instanceof Items items) {
            rules.add(new ItemRule(items, declares));
        } else if (demand instanceof ItemCount count) {
            length = length.and(count.count());
        } else if (demand instanceof Contains contains) {
            count(contains.item(), contains.count());
        } else if (demand instanceof UniqueItems) {
            unique = true;
        }
    }

    private void count(Schema item, Count count) {
        counted.merge(item, count, Count::and);
        length = length.and(Count.atLeast(count.min()));
        if (count.max() == 0) {
            everyItem.add(Literal.fails(item));
        }
    }

    private boolean isPossible() {
        return length.min() <= length.max()
                && !(unique && (repeats || equal >= 0))
                && counted.values().stream().allMatch(count -> count.min() <= count.max());
    }

    @Override
    public Facts copy() {
        var copy = new ArrayFacts();
        copy.rules.addAll(rules);
        copy.everyItem.addAll(everyItem);
        itemsAt.forEach((index, literals) -> copy.itemsAt.put(index, new LinkedHashSet<>(literals)));
        copy.counted.putAll(counted);
        copy.placed.addAll(placed);
        copy.somewhere.addAll(somewhere);
        copy.length = length;
        copy.unique = unique;
        copy.repeats = repeats;
        copy.equalTo = equalTo;
        copy.equal = equal;
        return copy;
    }

    @Override
    public boolean rulesOut(Fact fact, Solver solver) {
        if (fact instanceof Fact.ItemAt at) {
            return at.index() >= length.max()
                    || solver.solve(itemGoal(at.index()).and(at.item())) instanceof Impossible;
        }
        if (fact instanceof Fact.SomeItem some) {
            return some.from() >= length.max()
                    || slots(some.from()).stream()
                            .allMatch(index -> solver.solve(itemGoal(index).and(some.item())) instanceof Impossible);
        }
        if (fact instanceof Fact.Meets meets && meets.demand() instanceof ItemCount count) {
            Count both = length.and(count.count());
            return both.min() > both.max();
        }
        return unique && (fact instanceof Fact.Repeats || fact instanceof Fact.Equal);
    }

    @Override
    public boolean implies(Fact fact, Solver solver) {
        return fact instanceof Fact.Meets meets
                && meets.demand() instanceof ItemCount count
                && length.and(count.count()).equals(length);
    }

    @Override
    public boolean isHopeless(Solver solver) {
        long different = Math.min(length.min(), firstAlike() + 1L);
        for (int index = 0; index < different; index++) {
            if (solver.solve(itemGoal(index)) instanceof Impossible) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Choice> openQuestion(Solver solver) {
        if (!somewhere.isEmpty()) {
            Fact.SomeItem some = somewhere.remove();
            return Optional.of(new Choice(
                    slots(some.from()).stream()
                            .map(index -> Alternative.of(new Fact.ItemAt(index, some.item())))
                            .toList(),
                    false));
        }
        if (repeats) {
            repeats = false;
            return Optional.of(pairs());
        }
        return counted.entrySet().stream()
                .filter(entry -> counted.size() > 1 && entry.getValue().min() == 1 && placed.add(entry.getKey()))
                .findFirst()
                .map(entry -> somewhere(Literal.matches(entry.getKey())));
    }

    /** An item that is such, at one of the places that differ; the last are alike, one for each thing to be placed. */
    private Choice somewhere(Literal item) {
        var places = new ArrayList<Alternative>();
        for (int index = 0; index < tail() + counted.size() && index < length.max(); index++) {
            places.add(Alternative.of(new Fact.ItemAt(index, item)));
        }
        return new Choice(places, false);
    }

    /** The first item after all that are treated by their index; what holds of it may hold of any later one. */
    private int tail() {
        int tail = itemsAt.keySet().stream().reduce(-1, Math::max) + 1;
        for (ItemRule rule : rules) {
            tail = Math.max(tail, rule.items.prefix().size());
        }
        return tail;
    }

    private List<Integer> slots(int from) {
        var slots = new ArrayList<Integer>();
        for (int index = from; index <= Math.max(from, tail()) && index < length.max(); index++) {
            slots.add(index);
        }
        return slots;
    }

    private Choice pairs() {
        var pairs = new ArrayList<Alternative>();
        for (int other = 1; other <= tail() + 1; other++) {
            for (int index = 0; index < other; index++) {
                pairs.add(Alternative.of(new Fact.Equal(index, other)));
            }
        }
        return new Choice(pairs, false);
    }

    /** What an item must be, whatever else there is. */
    Goal itemGoal(int index) {
        int place = index == equal ? equalTo : index;
        var literals = new LinkedHashSet<>(everyItem);
        collect(place, literals);
        if (place == equalTo) {
            collect(equal, literals);
        }
        return Goal.of(literals);
    }

    private void collect(int index, Set<Literal> literals) {
        rules.forEach(rule -> literals.add(new Literal(rule.items.at(index), true, rule.declares)));
        literals.addAll(itemsAt.getOrDefault(index, Set.of()));
    }

    Count length() {
        return length;
    }

    Map<Schema, Count> counted() {
        return counted;
    }

    boolean unique() {
        return unique;
    }

    /** How many items have their own rules before those begin that are all alike. */
    int firstAlike() {
        return Math.max(tail(), equal + 1);
    }

    boolean isCopy(int index) {
        return index == equal;
    }

    int original() {
        return equalTo;
    }

    @Override
    public Outcome solve(Solver solver) {
        return new ArrayBuilder(this, solver).build();
    }
}
