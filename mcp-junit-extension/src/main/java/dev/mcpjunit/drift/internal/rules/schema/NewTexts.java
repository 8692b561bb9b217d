/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.text.SuspiciousText;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code description-suspicious} for properties that are new: their texts come with them. */
final class NewTexts implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        Map<String, JsonValue> before = SchemaPair.properties(pair.before());
        var findings = new ArrayList<Finding>();
        SchemaPair.properties(pair.now()).forEach((name, schema) -> {
            if (!before.containsKey(name)) {
                List<String> signs = SuspiciousText.introduced("", SuspiciousText.textOf(schema), Set.of());
                if (!signs.isEmpty()) {
                    findings.add(Finding.note(
                            "description-suspicious",
                            pair.newAt().child("properties").child(name),
                            Compatibility.COSMETIC,
                            Aspect.GUIDANCE,
                            Trust.SUSPICIOUS,
                            "the texts of '" + name + "' have " + String.join(", ", signs)));
                }
            }
        });
        return findings;
    }
}
