/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.search;

import dev.mcpjunit.drift.internal.schema.model.Combination.AnyOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Conditional;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Refer;
import dev.mcpjunit.drift.internal.schema.model.Demand;
import dev.mcpjunit.drift.internal.schema.model.Kinds;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What is expected of a value by several schemas, when where they leave a choice some branch is taken. */
record Expectation(Kinds kinds, Set<Demand> demands) {

    static Expectation of(Collection<Schema> schemas, Random random) {
        Kinds kinds = Kinds.ALL;
        Set<Demand> demands = new LinkedHashSet<>();
        Deque<Schema> open = new ArrayDeque<>(schemas);
        Set<Schema> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Schema schema = open.remove();
            if (seen.add(schema)) {
                kinds = kinds.and(schema.kinds());
                for (Demand demand : schema.demands()) {
                    if (!open.addAll(chosen(demand, random))) {
                        demands.add(demand);
                    }
                }
            }
        }
        return new Expectation(kinds, demands);
    }

    private static List<Schema> chosen(Demand demand, Random random) {
        if (demand instanceof AnyOf any) {
            return List.of(Dictionary.any(any.options(), random));
        }
        if (demand instanceof OneOf one && !one.options().isEmpty()) {
            return List.of(Dictionary.any(one.options(), random));
        }
        if (demand instanceof Conditional conditional) {
            return random.nextBoolean()
                    ? List.of(conditional.condition(), conditional.then())
                    : List.of(conditional.otherwise());
        }
        return demand instanceof Refer refer ? List.of(refer.definition().schema()) : List.of();
    }

    <D extends Demand> Stream<D> all(Class<D> type) {
        return demands.stream().filter(type::isInstance).map(type::cast);
    }
}
