/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.Demand;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberCount;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberNames;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Required;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.model.Truth;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.json.JsonString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of an object. */
final class ObjectFacts implements Facts {

    /** A rule for members, and whether it also decides which members there are at all. */
    record MemberRule(Members members, boolean declares) {}

    private final Set<MemberRule> rules = new LinkedHashSet<>();
    private final Set<Literal> everyName = new LinkedHashSet<>();
    private final Set<String> present = new LinkedHashSet<>();
    private final Set<String> absent = new LinkedHashSet<>();
    private final Map<String, Set<Literal>> membersOf = new LinkedHashMap<>();
    private final Deque<Fact> somewhere = new ArrayDeque<>();
    private final Set<Schema> mayDeclare = new LinkedHashSet<>();
    private Count count = Count.ANY;
    private boolean declaringRoot;

    /** This is the whole value, and only declared members count. */
    void atDeclaringRoot() {
        declaringRoot = true;
    }

    @Override
    public boolean add(Fact fact) {
        if (fact instanceof Fact.Meets meets) {
            add(meets.demand(), meets.declares());
        } else if (fact instanceof Fact.Lacks lacks) {
            absent.add(lacks.name());
        } else if (fact instanceof Fact.Has has) {
            present.add(has.name());
            membersOf.computeIfAbsent(has.name(), none -> new LinkedHashSet<>()).add(has.member());
        } else if (fact instanceof Fact.MayDeclare may) {
            mayDeclare.add(may.schema());
        } else if (fact instanceof Fact.Settled settled) {
            mayDeclare.remove(settled.schema());
        } else if (fact instanceof Fact.HasSome || fact instanceof Fact.HasNamed) {
            somewhere.add(fact);
            count = count.and(Count.atLeast(1));
        }
        return isPossible();
    }

    private void add(Demand demand, boolean declares) {
        if (demand instanceof Members members) {
            rules.add(new MemberRule(members, declares));
        } else if (demand instanceof MemberCount counted) {
            count = count.and(counted.count());
        } else if (demand instanceof Required required) {
            present.addAll(required.names());
        } else if (demand instanceof MemberNames names) {
            everyName.add(Literal.matches(names.name()));
        }
    }

    private boolean isPossible() {
        return count.min() <= count.max()
                && present.size() <= count.max()
                && present.stream().noneMatch(absent::contains);
    }

    @Override
    public Facts copy() {
        var copy = new ObjectFacts();
        copy.rules.addAll(rules);
        copy.everyName.addAll(everyName);
        copy.present.addAll(present);
        copy.absent.addAll(absent);
        membersOf.forEach((name, literals) -> copy.membersOf.put(name, new LinkedHashSet<>(literals)));
        copy.somewhere.addAll(somewhere);
        copy.mayDeclare.addAll(mayDeclare);
        copy.count = count;
        copy.declaringRoot = declaringRoot;
        return copy;
    }

    @Override
    public boolean rulesOut(Fact fact, Solver solver) {
        if (fact instanceof Fact.Lacks lacks) {
            return present.contains(lacks.name());
        }
        if (fact instanceof Fact.Has has) {
            return isImpossible(has.name(), has.member(), solver);
        }
        if (fact instanceof Fact.HasSome some) {
            return some.member().isAbsurd() || count.max() == 0 || isNobody(some, solver);
        }
        if (fact instanceof Fact.Meets meets && meets.demand() instanceof Required required) {
            return required.names().stream().anyMatch(absent::contains);
        }
        if (fact instanceof Fact.Meets meets && meets.demand() instanceof MemberCount counted) {
            Count both = count.and(counted.count());
            return both.min() > both.max() || present.size() > both.max();
        }
        return false;
    }

    /** Whether each member that could be meant is impossible: found out early, this saves many choices. */
    private boolean isNobody(Fact.HasSome some, Solver solver) {
        return new MemberChoices(this, solver).of(some).alternatives().stream().allMatch(way -> way.facts().stream()
                .anyMatch(fact -> rulesOut(fact, solver)));
    }

    private boolean isImpossible(String name, Literal member, Solver solver) {
        return absent.contains(name)
                || (!present.contains(name) && present.size() >= count.max())
                || member.isAbsurd()
                || solver.solve(memberGoal(name, solver).and(member)) instanceof Impossible;
    }

    @Override
    public boolean implies(Fact fact, Solver solver) {
        if (fact instanceof Fact.Lacks lacks) {
            return absent.contains(lacks.name());
        }
        if (fact instanceof Fact.Has has) {
            Literal opposite = has.member().opposite();
            return present.contains(has.name())
                    && solver.solve(memberGoal(has.name(), solver).and(opposite)) instanceof Impossible;
        }
        return fact instanceof Fact.Meets meets
                && (meets.demand() instanceof Required required
                        ? present.containsAll(required.names())
                        : meets.demand() instanceof MemberCount counted
                                && count.and(counted.count()).equals(count));
    }

    /** What a member must be if there is one of this name. */
    Goal memberGoal(String name, Solver solver) {
        var literals = new LinkedHashSet<>(membersOf.getOrDefault(name, Set.of()));
        for (MemberRule rule : rules) {
            for (Schema schema : solver.evaluation().applicable(rule.members, name)) {
                literals.add(new Literal(schema, true, rule.declares));
            }
        }
        return Goal.of(literals);
    }

    Truth mayBeNamed(String name, Solver solver) {
        Truth all = Truth.TRUE;
        for (Literal literal : everyName) {
            Truth matched = solver.evaluation().matches(new JsonString(name), literal.schema());
            all = all.and(literal.matched() ? matched : matched.negate());
        }
        return all;
    }

    /** All names that anything is known about, those of the first rule first. */
    Set<String> knownNames() {
        var names = new LinkedHashSet<String>();
        rules.forEach(rule -> names.addAll(rule.members.named().keySet()));
        names.addAll(present);
        names.addAll(absent);
        return names;
    }

    Set<MemberRule> rules() {
        return rules;
    }

    Set<Literal> everyName() {
        return everyName;
    }

    Set<String> present() {
        return present;
    }

    Set<String> absent() {
        return absent;
    }

    Count count() {
        return count;
    }

    Declarations declarations() {
        return new Declarations(
                rules.stream()
                        .filter(MemberRule::declares)
                        .map(MemberRule::members)
                        .toList(),
                mayDeclare,
                declaringRoot);
    }

    @Override
    public boolean isHopeless(Solver solver) {
        return present.stream().anyMatch(name -> solver.solve(memberGoal(name, solver)) instanceof Impossible);
    }

    @Override
    public Optional<Choice> openQuestion(Solver solver) {
        if (!somewhere.isEmpty()) {
            return Optional.of(new MemberChoices(this, solver).of(somewhere.remove()));
        }
        return declarations().question(present, solver.effort());
    }

    @Override
    public Outcome solve(Solver solver) {
        return new ObjectBuilder(this, solver).build();
    }
}
