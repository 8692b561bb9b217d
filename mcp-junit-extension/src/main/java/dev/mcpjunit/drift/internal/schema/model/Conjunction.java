/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.ItemCount;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.Within;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberCount;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Required;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Length;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects demands into one schema; of those that say the same sort of thing, one is left. */
final class Conjunction {

    private final Set<Demand> others = new LinkedHashSet<>();
    private final Set<String> required = new TreeSet<>();
    private Kinds kinds = Kinds.ALL;
    private Interval interval = Interval.ALL;
    private Count length = Count.ANY;
    private Count items = Count.ANY;
    private Count members = Count.ANY;
    private @Nullable Set<JsonValue> values;

    void restrict(Kinds allowed) {
        kinds = kinds.and(allowed);
    }

    void add(Schema schema) {
        restrict(schema.kinds());
        schema.demands().forEach(this::add);
    }

    void add(Demand demand) {
        if (demand instanceof Within within) {
            interval = interval.and(within.interval());
        } else if (demand instanceof Length another) {
            length = length.and(another.count());
        } else if (demand instanceof ItemCount another) {
            items = items.and(another.count());
        } else if (demand instanceof MemberCount another) {
            members = members.and(another.count());
        } else if (demand instanceof Required names) {
            required.addAll(names.names());
        } else if (demand instanceof OneOfValues listed) {
            if (values == null) {
                values = new LinkedHashSet<>(listed.values());
            } else {
                values.retainAll(listed.values());
            }
        } else {
            others.add(demand);
        }
    }

    Schema in(Schemas schemas) {
        var demands = new LinkedHashSet<Demand>();
        if (values != null) {
            values.removeIf(value -> !kinds.has(Kind.of(value)));
            kinds = kinds.and(Kinds.of(values.stream().map(Kind::of).toArray(Kind[]::new)));
            demands.add(new OneOfValues(Ordered.set(values)));
        }
        Interval bounds = kinds.has(Kind.FRACTION) ? interval : interval.ofIntegers();
        if (!bounds.equals(Interval.ALL)) {
            demands.add(new Within(bounds));
        }
        if (!length.equals(Count.ANY)) {
            demands.add(new Length(length));
        }
        if (!items.equals(Count.ANY)) {
            demands.add(new ItemCount(items));
        }
        if (!members.equals(Count.ANY)) {
            demands.add(new MemberCount(members));
        }
        if (!required.isEmpty()) {
            demands.add(new Required(Ordered.set(required)));
        }
        demands.addAll(others);
        return schemas.of(
                kinds,
                demands.stream()
                        .filter(demand -> !demand.kinds().and(kinds).isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
