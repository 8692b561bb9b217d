/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.internal.rules.schema.AddedSchema;
import dev.mcpjunit.drift.internal.rules.schema.ResultDialect;
import dev.mcpjunit.drift.internal.rules.schema.SchemaChanges;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code output.…}: what a tool answers with. {@code output.schema-removed} takes a promise away;
 * {@code output.schema-added} gives one, but in a dialect that clients do not know it does harm.
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
        return now == null
                ? List.of()
                : Stream.concat(
                                Stream.of(added(pair, now)),
                                now instanceof JsonObject schema
                                        ? AddedSchema.defects(pair.subject(), Direction.OUTPUT, schema, pair.question())
                                                .stream()
                                        : Stream.empty())
                        .toList();
    }

    private static Change added(ToolPair pair, JsonValue now) {
        Optional<Change> rejection =
                now instanceof JsonObject schema ? rejected(pair.subject(), schema) : Optional.empty();
        return rejection.orElseGet(() -> Change.contract(
                "output.schema-added",
                pair.subject(),
                ToolPair.at("outputSchema"),
                Compatibility.COMPATIBLE,
                "structured results are promised now, and clients check them"));
    }

    /** A new output schema in a dialect that makes clients reject the results. */
    static Optional<Change> rejected(Subject subject, JsonObject schema) {
        return ResultDialect.rejection(schema)
                .map(clients -> Change.contract(
                        "output.schema-added",
                        subject,
                        ToolPair.at("outputSchema"),
                        Compatibility.INTEROP,
                        "structured results are promised in another dialect: " + clients));
    }
}
