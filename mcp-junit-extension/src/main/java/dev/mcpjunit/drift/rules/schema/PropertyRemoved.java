/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.function.Consumer;

/** A member went. */
final class PropertyRemoved implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        var old = SchemaPair.properties(pair.before());
        var now = SchemaPair.properties(pair.after());
        old.members().forEach((name, schema) -> {
            if (now.has(name)) {
                return;
            }
            boolean wasPromised = !pair.isInput() && SchemaPair.required(pair.before()).contains(name);
            boolean isRejected = pair.isInput() && SchemaPair.isClosed(pair.after());
            String words = "property '" + name + "' removed"
                    + (pair.isInput() && !isRejected ? "; who sends it is ignored without a word" : "")
                    + renamed(schema, old, now);
            changes.accept(pair.change(
                    pair.at().child("properties").child(name),
                    "property-removed",
                    wasPromised || isRejected ? Compatibility.BREAKING : Compatibility.RISKY,
                    Trust.UNCHANGED,
                    words,
                    schema,
                    null));
        });
    }

    /** A member with the same schema that was not there before. */
    private static String renamed(JsonValue schema, JsonObject old, JsonObject now) {
        return now.members().entrySet().stream()
                .filter(entry -> !old.has(entry.getKey()) && entry.getValue().equals(schema))
                .map(entry -> " (renamed to '" + entry.getKey() + "'?)")
                .findFirst()
                .orElse("");
    }
}
