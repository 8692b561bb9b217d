/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.ItemCount;
import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.Ordered;
import dev.mcpjunit.drift.internal.schema.model.SchemaCompiler;
import dev.mcpjunit.drift.internal.schema.proof.Choice.Alternative;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All the ways in which an array or an object can differ from another one. */
final class Differences {

    private Differences() {}

    static Choice from(JsonValue value, SchemaCompiler schemas) {
        var ways = new ArrayList<Alternative>();
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                ways.add(Alternative.of(new Fact.Lacks(name)));
                ways.add(Alternative.of(new Fact.Has(name, Literal.fails(schemas.constant(member)))));
            });
            var others = new NameClass(Set.of(), Set.of(), Ordered.set(object.names()));
            ways.add(Alternative.of(new Fact.HasSome(others, Literal.matches(schemas.anything()))));
        } else {
            List<JsonValue> items = ((JsonArray) value).items();
            if (!items.isEmpty()) {
                ways.add(Alternative.of(meets(Count.atMost(items.size() - 1))));
            }
            ways.add(Alternative.of(meets(Count.atLeast(items.size() + 1))));
            for (int i = 0; i < items.size(); i++) {
                ways.add(Alternative.of(new Fact.ItemAt(i, Literal.fails(schemas.constant(items.get(i))))));
            }
        }
        return new Choice(List.copyOf(ways), false);
    }

    private static Fact meets(Count count) {
        return new Fact.Meets(new ItemCount(count), false);
    }
}
