/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import java.util.function.Consumer;

/** A schema that said something says nothing any more. */
final class SchemaCollapsed implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        if (pair.isRoot() && says(pair.before()) && !says(pair.after())) {
            changes.accept(pair.change(
                    pair.at(),
                    "schema-collapsed",
                    Compatibility.RISKY,
                    Trust.REVIEW,
                    "the schema says nothing any more: neither type nor properties",
                    pair.before(),
                    pair.after()));
        }
    }

    private static boolean says(JsonObject schema) {
        return schema.has("type") || schema.has("properties") || schema.has("$ref") || schema.has("allOf")
                || schema.has("anyOf") || schema.has("oneOf");
    }

    @Override
    public boolean concernsValues() {
        return false;
    }
}
