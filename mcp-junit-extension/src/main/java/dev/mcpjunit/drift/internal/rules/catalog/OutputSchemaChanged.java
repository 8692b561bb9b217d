/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.internal.rules.schema.SchemaChanges;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.List;

/**
 * {@code output.…}: what a tool answers with. {@code output.schema-removed} takes a promise away;
 * {@code output.schema-added} gives one, but in a dialect that strict clients reject it does harm.
 */
final class OutputSchemaChanged implements ToolRule {

    @Override
    public List<Change> look(ToolPair pair) {
        JsonValue before = pair.old("outputSchema");
        JsonValue now = pair.young("outputSchema");
        if (before != null && now != null) {
            return SchemaChanges.compare(pair.subject(), Direction.OUTPUT, before, now, pair.question());
        }
        if (before != null) {
            return List.of(Change.contract(
                    "output.schema-removed",
                    pair.subject(),
                    ToolPair.at("outputSchema"),
                    Compatibility.BREAKING,
                    "structured results are no longer promised"));
        }
        return now == null ? List.of() : List.of(added(pair, now));
    }

    private static Change added(ToolPair pair, JsonValue now) {
        boolean understood = now instanceof JsonObject schema
                && schema.string("$schema")
                        .map(dialect -> dialect.contains("json-schema.org/draft/2020-12/schema"))
                        .orElse(true);
        return Change.contract(
                "output.schema-added",
                pair.subject(),
                ToolPair.at("outputSchema"),
                understood ? Compatibility.COMPATIBLE : Compatibility.INTEROP,
                understood
                        ? "structured results are promised now, and clients check them"
                        : "structured results are promised in a dialect other than 2020-12; clients that know no other"
                                + " reject every result");
    }
}
