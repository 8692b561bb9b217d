/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.internal.rules.schema.SchemaChanges;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonValue;
import java.util.List;

/** {@code input.…}: what a tool is called with. */
final class InputSchemaChanged implements ToolRule {

    @Override
    public List<Change> look(ToolPair pair) {
        JsonValue before = pair.old("inputSchema");
        JsonValue now = pair.young("inputSchema");
        if (before != null && now != null) {
            return SchemaChanges.compare(pair.subject(), Direction.INPUT, before, now, pair.question());
        }
        if (before != null) {
            return List.of(Change.contract(
                    "input.schema-missing",
                    pair.subject(),
                    ToolPair.at("inputSchema"),
                    Compatibility.BREAKING,
                    "the protocol wants an input schema, and there is none any more"));
        }
        return now == null
                ? List.of()
                : List.of(Change.contract(
                        "input.schema-added",
                        pair.subject(),
                        ToolPair.at("inputSchema"),
                        Compatibility.RISKY,
                        "there is an input schema now, and what was accepted before is unknown"));
    }
}
