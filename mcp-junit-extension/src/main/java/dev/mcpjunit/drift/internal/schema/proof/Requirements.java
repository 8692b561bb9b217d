/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Combination;
import dev.mcpjunit.drift.internal.schema.model.Combination.AnyOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Conditional;
import dev.mcpjunit.drift.internal.schema.model.Combination.Not;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Refer;
import dev.mcpjunit.drift.internal.schema.model.Kind;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.proof.Choice.Alternative;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What follows when a combination of schemas is met: facts immediately, or a choice. */
final class Requirements {

    private final boolean declares;
    private final Kind kind;

    private Requirements(boolean declares, Kind kind) {
        this.declares = declares;
        this.kind = kind;
    }

    static void of(
            Combination combination, boolean declares, Kind kind, Collection<Fact> facts, Collection<Choice> choices) {
        var requirements = new Requirements(declares, kind);
        if (combination instanceof Not not) {
            facts.add(Literal.fails(not.schema()));
        } else if (combination instanceof Refer refer) {
            facts.add(requirements.matches(refer.definition().schema()));
        } else if (combination instanceof AnyOf any) {
            choices.add(requirements.any(any));
        } else if (combination instanceof OneOf one) {
            choices.add(requirements.one(one.options()));
        } else if (combination instanceof Conditional conditional) {
            choices.add(new Choice(
                    List.of(
                            Alternative.of(
                                    requirements.matches(conditional.condition()),
                                    requirements.matches(conditional.then())),
                            Alternative.of(
                                    Literal.fails(conditional.condition()),
                                    requirements.matches(conditional.otherwise()))),
                    true));
        }
    }

    private Literal matches(Schema schema) {
        return new Literal(schema, true, declares);
    }

    private Choice any(AnyOf any) {
        var alternatives = new ArrayList<Alternative>();
        for (Schema option : any.options()) {
            var facts = new ArrayList<Fact>();
            facts.add(matches(option));
            if (declares && kind == Kind.OBJECT) {
                any.options().stream()
                        .filter(other -> other != option && other.kinds().has(kind))
                        .forEach(other -> facts.add(new Fact.MayDeclare(other)));
            }
            alternatives.add(new Alternative(facts, null));
        }
        return new Choice(alternatives, true);
    }

    private Choice one(List<Schema> options) {
        var alternatives = new ArrayList<Alternative>();
        for (int i = 0; i < options.size(); i++) {
            var facts = new ArrayList<Fact>();
            facts.add(matches(options.get(i)));
            for (int j = 0; j < options.size(); j++) {
                if (j != i) {
                    facts.add(Literal.fails(options.get(j)));
                }
            }
            alternatives.add(new Alternative(facts, null));
        }
        return new Choice(alternatives, true);
    }
}
