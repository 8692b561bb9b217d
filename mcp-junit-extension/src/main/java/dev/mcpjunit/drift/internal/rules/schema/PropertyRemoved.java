/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code property-removed}: a property that is no longer declared. Where undeclared members are accepted nothing fails,
 * which is worse for a model: what it sends is ignored in silence.
 */
final class PropertyRemoved implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        Map<String, JsonValue> now = SchemaPair.properties(pair.now());
        var findings = new ArrayList<Finding>();
        SchemaPair.properties(pair.before()).forEach((name, schema) -> {
            if (!now.containsKey(name)) {
                findings.add(removed(pair, name, schema));
            }
        });
        return findings;
    }

    private static Finding removed(SchemaPair pair, String name, JsonValue schema) {
        boolean open = SchemaPair.isOpen(pair.now());
        return Finding.constraint(
                        "property-removed",
                        pair.oldAt().child("properties").child(name),
                        Effect.EITHER,
                        "'" + name + "' is no longer declared" + (open ? "" : " and nothing undeclared is accepted"))
                .otherwise(Compatibility.RISKY)
                .withHint(newName(pair, name, schema))
                .alone(pair, old -> {
                    var without = Members.withoutProperty(Members.notRequiring(old, name), name);
                    without = SchemaPair.copy(without, pair.now(), "additionalProperties");
                    return SchemaPair.copy(without, pair.now(), "patternProperties");
                })
                .declaring();
    }

    /** The one new property that was most likely meant to take the place of the old one. */
    private static Optional<String> newName(SchemaPair pair, String name, JsonValue schema) {
        Map<String, JsonValue> come = new LinkedHashMap<>(SchemaPair.properties(pair.now()));
        come.keySet().removeAll(SchemaPair.properties(pair.before()).keySet());
        boolean required = SchemaPair.required(pair.before()).contains(name);
        return NewNames.of(name, schema, come)
                .or(() -> NewNames.only(
                        come,
                        (other, candidate) -> required
                                && SchemaPair.required(pair.now()).contains(other)
                                && Types.of(candidate).equals(Types.of(schema))))
                .map(other -> "renamed to '" + other + "'?");
    }
}
