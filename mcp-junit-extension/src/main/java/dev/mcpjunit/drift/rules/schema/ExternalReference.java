/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code external-reference}: a reference to another document that was not there before. Clients must not fetch it, and
 * whoever owns it could change the schema at any time.
 */
final class ExternalReference implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.isRoot()) {
            return List.of();
        }
        Map<String, JsonPointer> before = new LinkedHashMap<>();
        Map<String, JsonPointer> now = new LinkedHashMap<>();
        collect(pair.before(), JsonPointer.ROOT, before);
        collect(pair.now(), JsonPointer.ROOT, now);
        now.keySet().removeAll(before.keySet());
        var findings = new ArrayList<Finding>();
        now.forEach((reference, at) -> findings.add(Finding.note(
                "external-reference",
                at,
                Compatibility.BREAKING,
                Aspect.CONTRACT,
                Trust.SUSPICIOUS,
                "part of the schema is elsewhere now, at " + reference + ", and clients must not fetch it")));
        return findings;
    }

    private static void collect(JsonValue value, JsonPointer at, Map<String, JsonPointer> found) {
        if (value instanceof JsonObject object) {
            object.string("$ref")
                    .filter(reference -> reference.matches("(?i)[a-z][a-z0-9+.-]*:.*"))
                    .filter(reference -> !reference.startsWith("urn:"))
                    .ifPresent(reference -> found.putIfAbsent(reference, at.child("$ref")));
            object.members().forEach((name, inner) -> collect(inner, at.child(name), found));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.items().size(); i++) {
                collect(array.items().get(i), at.child(i), found);
            }
        }
    }
}
