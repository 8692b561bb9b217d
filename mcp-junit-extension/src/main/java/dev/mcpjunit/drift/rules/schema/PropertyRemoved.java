/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

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

    /** The one new property that is declared as the old one was, or has its name in another spelling, or its duty. */
    private static Optional<String> newName(SchemaPair pair, String name, JsonValue schema) {
        Map<String, JsonValue> before = SchemaPair.properties(pair.before());
        Map<String, JsonValue> come = new LinkedHashMap<>(SchemaPair.properties(pair.now()));
        come.keySet().removeAll(before.keySet());
        return only(come, (other, candidate) -> folded(other).equals(folded(name)))
                .or(() -> only(come, (other, candidate) -> candidate.equals(schema)))
                .or(() -> only(
                        come,
                        (other, candidate) -> SchemaPair.required(pair.before()).contains(name)
                                && SchemaPair.required(pair.now()).contains(other)
                                && Types.of(candidate).equals(Types.of(schema))))
                .map(other -> "renamed to '" + other + "'?");
    }

    private static Optional<String> only(Map<String, JsonValue> come, BiPredicate<String, JsonValue> test) {
        List<String> names = come.entrySet().stream()
                .filter(entry -> test.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private static String folded(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
