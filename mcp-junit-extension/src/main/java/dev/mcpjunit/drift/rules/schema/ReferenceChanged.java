/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonString;
import java.util.function.Consumer;

/** A schema points elsewhere. */
final class ReferenceChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        if (!pair.differ("$ref")) {
            return;
        }
        boolean isRemote = pair.now("$ref") instanceof JsonString target && !target.value().startsWith("#");
        changes.accept(
                isRemote
                        ? pair.keyword(
                                "$ref",
                                "external-reference",
                                Compatibility.BREAKING,
                                Trust.SUSPICIOUS,
                                "points out of the schema; clients must not follow")
                        : pair.keyword("$ref", "reference-changed", Compatibility.RISKY, "points elsewhere"));
    }
}
