/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code property-added}, {@code required-property-added}, {@code required-with-default}: a property that was not
 * declared before.
 */
final class PropertyAdded implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        Map<String, JsonValue> before = SchemaPair.properties(pair.before());
        var findings = new ArrayList<Finding>();
        SchemaPair.properties(pair.now()).forEach((name, schema) -> {
            if (!before.containsKey(name)) {
                findings.add(added(pair, name, schema));
                if (direction == Direction.INPUT) {
                    HeaderChanged.ofNew(pair.newAt().child("properties").child(name), schema, pair.conventions())
                            .ifPresent(findings::add);
                }
            }
        });
        return findings;
    }

    private static Finding added(SchemaPair pair, String name, JsonValue schema) {
        JsonPointer at = pair.newAt().child("properties").child(name);
        boolean required = SchemaPair.required(pair.now()).contains(name)
                && !SchemaPair.required(pair.before()).contains(name);
        if (!required) {
            return Finding.constraint("property-added", at, Effect.EITHER, "'" + name + "' is new and optional")
                    .alone(pair, old -> Members.property(old, name, schema))
                    .declaring();
        }
        if (pair.hasDefault(name)) {
            return Finding.constraint(
                            "required-with-default",
                            at,
                            Effect.EITHER,
                            "'" + name + "' is new, required, and has a default")
                    .alone(pair, old -> Members.requiring(Members.property(old, name, schema), name))
                    .softBy(pair, now -> Members.notRequiring(now, name))
                    .declaring();
        }
        return Finding.constraint("required-property-added", at, Effect.EITHER, "'" + name + "' is new and required")
                .alone(pair, old -> Members.requiring(Members.property(old, name, schema), name))
                .declaring();
    }
}
