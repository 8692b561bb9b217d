/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code property-became-required}, {@code required-with-default}, {@code property-became-optional}: the same property,
 * another duty.
 */
final class RequirementChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        Set<String> before = SchemaPair.required(pair.before());
        Set<String> now = SchemaPair.required(pair.now());
        Map<String, JsonValue> oldProperties = SchemaPair.properties(pair.before());
        Map<String, JsonValue> newProperties = SchemaPair.properties(pair.now());
        var findings = new ArrayList<Finding>();
        for (String name : now) {
            boolean isNew = newProperties.containsKey(name) && !oldProperties.containsKey(name);
            if (!before.contains(name) && !isNew) {
                findings.add(becameRequired(pair, name, pair.hasDefault(name)));
            }
        }
        for (String name : before) {
            boolean isGone = oldProperties.containsKey(name) && !newProperties.containsKey(name);
            if (!now.contains(name) && !isGone) {
                findings.add(Finding.constraint(
                                "property-became-optional",
                                pair.oldAt().child("required"),
                                Effect.WIDENS,
                                "'" + name + "' is now optional")
                        .about(name)
                        .alone(pair, old -> Members.notRequiring(old, name)));
            }
        }
        return findings;
    }

    private static Finding becameRequired(SchemaPair pair, String name, boolean hasDefault) {
        Finding finding = Finding.constraint(
                        hasDefault ? "required-with-default" : "property-became-required",
                        pair.newAt().child("required"),
                        Effect.NARROWS,
                        "'" + name + "' is now required" + (hasDefault ? " and has a default" : ""))
                .about(name)
                .alone(pair, old -> Members.requiring(old, name));
        return hasDefault ? finding.softBy(pair, now -> Members.notRequiring(now, name)) : finding;
    }
}
