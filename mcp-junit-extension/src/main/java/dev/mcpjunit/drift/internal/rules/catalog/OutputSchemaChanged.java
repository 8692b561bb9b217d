/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.internal.rules.schema.SchemaChanges;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code output.…}: what a tool answers with. {@code output.schema-removed} takes a promise away;
 * {@code output.schema-added} gives one, but in a dialect that clients do not know it does harm.
 */
final class OutputSchemaChanged implements ToolRule {

    /** The dialects in which every client that was measured checks results: draft-06 to 2020-12. */
    private static final Pattern UNDERSTOOD =
            Pattern.compile("https?://json-schema\\.org/(draft-0[67]|draft/20(19-09|20-12))/schema#?");

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
                        .map(dialect -> UNDERSTOOD.matcher(dialect).matches())
                        .orElse(true);
        return Change.contract(
                "output.schema-added",
                pair.subject(),
                ToolPair.at("outputSchema"),
                understood ? Compatibility.COMPATIBLE : Compatibility.INTEROP,
                understood
                        ? "structured results are promised now, and clients check them"
                        : "structured results are promised in a dialect that the TypeScript SDK 2.4 does not know: it rejects"
                                + " every result");
    }
}
