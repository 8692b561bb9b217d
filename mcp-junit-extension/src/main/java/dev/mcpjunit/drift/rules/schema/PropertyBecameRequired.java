/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.function.Consumer;

/** A member that was there became required, or is no longer. */
final class PropertyBecameRequired implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        var old = SchemaPair.required(pair.before());
        var now = SchemaPair.required(pair.after());
        var known = SchemaPair.properties(pair.before());
        var names = new LinkedHashSet<>(old);
        names.addAll(now);
        for (String name : names) {
            boolean isNew = !known.has(name) && SchemaPair.properties(pair.after()).has(name);
            boolean isGone = known.has(name) && !SchemaPair.properties(pair.after()).has(name);
            if (old.contains(name) == now.contains(name) || isNew || isGone) {
                continue;
            }
            boolean became = now.contains(name);
            boolean hasDefault = became
                    && SchemaPair.properties(pair.after()).get(name) instanceof JsonObject schema
                    && schema.has("default");
            changes.accept(pair.keyword(
                    "required",
                    became ? "property-became-required" : "property-became-optional",
                    !became ? pair.widened() : hasDefault && pair.isInput() ? Compatibility.RISKY : pair.narrowed(),
                    "property '" + name + "' became " + (became ? "required" : "optional")));
        }
    }
}
