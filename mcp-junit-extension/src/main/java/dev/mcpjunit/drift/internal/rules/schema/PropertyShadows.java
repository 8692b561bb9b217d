/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.text.Lookalikes;
import dev.mcpjunit.drift.internal.rules.text.NameIndex;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code property-shadows}: a new argument whose name looks like that of another one, which is still there or is gone.
 * Whether it is {@code user_id} or {@code userId} makes no difference: many servers take both.
 */
final class PropertyShadows implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        return direction == Direction.INPUT
                ? among(pair.newAt(), SchemaPair.properties(pair.before()), SchemaPair.properties(pair.now()))
                : List.of();
    }

    /** Look at the arguments of a tool that is new. */
    static List<Finding> in(JsonObject schema) {
        return among(JsonPointer.ROOT, Map.of(), SchemaPair.properties(schema));
    }

    private static List<Finding> among(JsonPointer at, Map<String, JsonValue> before, Map<String, JsonValue> now) {
        Set<String> come = new LinkedHashSet<>(now.keySet());
        come.removeAll(before.keySet());
        var findings = new ArrayList<Finding>();
        if (come.isEmpty() || before.size() + come.size() < 2) {
            return findings;
        }
        NameIndex names = NameIndex.of(Stream.concat(before.keySet().stream(), come.stream()));
        come.forEach(name -> shadowed(name, names, come)
                .ifPresent(other -> findings.add(Finding.note(
                        "property-shadows",
                        at.child("properties").child(name),
                        Compatibility.COMPATIBLE,
                        Aspect.AUTHORITY,
                        Trust.SUSPICIOUS,
                        "its name looks like that of '" + other + "'"))));
        return findings;
    }

    /** Of two new arguments that look alike, one is reported, whatever their order. */
    private static Optional<String> shadowed(String name, NameIndex names, Set<String> come) {
        return names.others(name)
                .filter(other -> !Lookalikes.isOtherSpelling(name, other))
                .filter(other -> !come.contains(other) || name.compareTo(other) > 0)
                .findFirst();
    }
}
