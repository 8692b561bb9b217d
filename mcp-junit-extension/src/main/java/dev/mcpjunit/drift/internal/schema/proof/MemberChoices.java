/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Truth;
import dev.mcpjunit.drift.internal.schema.proof.Choice.Alternative;
import dev.mcpjunit.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which member may be meant where there must be some member: one of a known name, or one of another name. */
final class MemberChoices {

    private final ObjectFacts facts;
    private final Solver solver;
    private final List<Alternative> ways = new ArrayList<>();

    MemberChoices(ObjectFacts facts, Solver solver) {
        this.facts = facts;
        this.solver = solver;
    }

    Choice of(Fact someMember) {
        if (someMember instanceof Fact.HasNamed named) {
            collect(
                    NameClass.ALL,
                    Set.of(named.name()),
                    Literal.matches(solver.schemas().anything()));
        } else if (someMember instanceof Fact.HasSome some) {
            collect(some.names(), Set.of(), some.member());
        }
        return new Choice(List.copyOf(ways), false);
    }

    private void collect(NameClass names, Set<Literal> nameConditions, Literal member) {
        Declarations declarations = facts.declarations();
        var known = new LinkedHashSet<>(facts.knownNames());
        known.addAll(names.excluded());
        known.addAll(declarations.undecidedNames());
        for (String name : known) {
            if (names.contains(name, solver.effort()) && !facts.absent().contains(name)) {
                Truth possible = facts.mayBeNamed(name, solver);
                for (Literal condition : nameConditions) {
                    Truth matched = solver.evaluation().matches(new JsonString(name), condition.schema());
                    possible = possible.and(condition.matched() ? matched : matched.negate());
                }
                if (possible == Truth.TRUE) {
                    ways.add(Alternative.of(new Fact.Has(name, member)));
                } else if (possible == Truth.UNKNOWN) {
                    ways.add(Alternative.of(new Fact.Unclear("whether a member may be named '" + name + "'")));
                }
            }
        }
        if (declarations.mayHaveOthers()) {
            var other = new FreshNames(facts, solver);
            for (NameClass part : other.parts(names.without(known))) {
                other.find(part, nameConditions)
                        .ifPresent(name -> ways.add(Alternative.of(new Fact.Has(name, member))));
            }
            other.doubt().ifPresent(reason -> ways.add(Alternative.of(new Fact.Unclear(reason))));
        }
    }
}
