/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Contains;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.ItemCount;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Items;
import dev.mcpjunit.drift.internal.schema.model.Combination;
import dev.mcpjunit.drift.internal.schema.model.Combination.AnyOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Conditional;
import dev.mcpjunit.drift.internal.schema.model.Combination.Not;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.Combination.Opaque;
import dev.mcpjunit.drift.internal.schema.model.Combination.Refer;
import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.Demand;
import dev.mcpjunit.drift.internal.schema.model.Interval;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.MultipleOf;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.Within;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberCount;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberNames;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Required;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.model.SchemaCompiler;
import dev.mcpjunit.drift.internal.schema.model.TextDemand;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Length;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Matches;
import dev.mcpjunit.drift.internal.schema.proof.Choice.Alternative;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All the ways in which a value of the right kind can fail a demand. */
final class Failures {

    private final Demand demand;
    private final SchemaCompiler schemas;
    private final List<Alternative> ways = new ArrayList<>();

    private Failures(Demand demand, SchemaCompiler schemas) {
        this.demand = demand;
        this.schemas = schemas;
    }

    static List<Alternative> of(Demand demand, SchemaCompiler schemas) {
        var failures = new Failures(demand, schemas);
        if (demand instanceof Combination combination) {
            failures.of(combination);
        } else if (demand instanceof NumberDemand number) {
            failures.of(number);
        } else if (demand instanceof TextDemand text) {
            failures.of(text);
        } else if (demand instanceof ArrayDemand array) {
            failures.of(array);
        } else if (demand instanceof ObjectDemand object) {
            failures.of(object);
        }
        return failures.ways;
    }

    private void add(List<? extends Fact> facts) {
        ways.add(new Alternative(facts, demand));
    }

    private void add(Fact fact) {
        add(List.of(fact));
    }

    private void of(Combination combination) {
        if (combination instanceof OneOfValues listed) {
            add(new Fact.IsNot(listed.values()));
        } else if (combination instanceof AnyOf any) {
            add(any.options().stream().map(Literal::fails).toList());
        } else if (combination instanceof OneOf one) {
            noneOrTwo(one.options());
        } else if (combination instanceof Not not) {
            add(Literal.matches(not.schema()));
        } else if (combination instanceof Conditional conditional) {
            add(List.of(Literal.matches(conditional.condition()), Literal.fails(conditional.then())));
            add(List.of(Literal.fails(conditional.condition()), Literal.fails(conditional.otherwise())));
        } else if (combination instanceof Refer refer) {
            add(Literal.fails(refer.definition().schema()));
        } else if (combination instanceof Opaque opaque) {
            add(new Fact.Fails(opaque));
        }
    }

    private void noneOrTwo(List<Schema> options) {
        add(options.stream().map(Literal::fails).toList());
        for (int i = 0; i < options.size() - 1; i++) {
            Schema another = schemas.anyOf(options.subList(i + 1, options.size()));
            add(List.of(Literal.matches(options.get(i)), Literal.matches(another)));
        }
    }

    private void of(NumberDemand number) {
        if (number instanceof MultipleOf multiple) {
            add(new Fact.NoMultipleOf(multiple.factor()));
        } else if (number instanceof Within within) {
            Interval interval = within.interval();
            if (interval.min() != null) {
                add(meets(new Within(Interval.below(interval.min(), !interval.minExcluded()))));
            }
            if (interval.max() != null) {
                add(meets(new Within(Interval.above(interval.max(), !interval.maxExcluded()))));
            }
        }
    }

    private void of(TextDemand text) {
        if (text instanceof Length length) {
            outside(length.count(), Length::new);
        } else if (text instanceof Matches matches) {
            add(new Fact.NoMatch(matches.pattern()));
        }
    }

    private void of(ArrayDemand array) {
        if (array instanceof ItemCount count) {
            outside(count.count(), ItemCount::new);
        } else if (array instanceof Items items) {
            for (int i = 0; i < items.prefix().size(); i++) {
                add(new Fact.ItemAt(i, Literal.fails(items.at(i))));
            }
            add(new Fact.SomeItem(items.prefix().size(), Literal.fails(items.rest())));
        } else if (array instanceof Contains contains) {
            Count count = contains.count();
            if (count.min() > 0) {
                add(new Fact.Counted(contains.item(), Count.atMost(count.min() - 1)));
            }
            if (count.max() < Count.NO_LIMIT) {
                add(new Fact.Counted(contains.item(), Count.atLeast(count.max() + 1)));
            }
        } else {
            add(new Fact.Repeats());
        }
    }

    private void of(ObjectDemand object) {
        if (object instanceof MemberCount count) {
            outside(count.count(), MemberCount::new);
        } else if (object instanceof Required required) {
            required.names().forEach(name -> add(new Fact.Lacks(name)));
        } else if (object instanceof MemberNames names) {
            add(new Fact.HasNamed(Literal.fails(names.name())));
        } else if (object instanceof Members members) {
            members.named().forEach((name, schema) -> add(new Fact.Has(name, Literal.fails(schema))));
            members.patterns()
                    .forEach((pattern, schema) -> add(new Fact.HasSome(
                            new NameClass(Set.of(pattern), Set.of(), Set.of()), Literal.fails(schema))));
            var additional = new NameClass(
                    Set.of(), members.patterns().keySet(), members.named().keySet());
            add(new Fact.HasSome(additional, Literal.fails(members.rest())));
        }
    }

    private void outside(Count count, Function<Count, Demand> counting) {
        if (count.min() > 0) {
            add(meets(counting.apply(Count.atMost(count.min() - 1))));
        }
        if (count.max() < Count.NO_LIMIT) {
            add(meets(counting.apply(Count.atLeast(count.max() + 1))));
        }
    }

    private static Fact meets(Demand demand) {
        return new Fact.Meets(demand, false);
    }
}
