/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code enum-value-added}, {@code enum-value-removed}, {@code enum-added}, {@code enum-removed}: the list of allowed
 * values. A {@code const} is a list of one.
 */
final class EnumChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        Optional<Set<JsonValue>> before = values(pair.before());
        Optional<Set<JsonValue>> now = values(pair.now());
        if (before.equals(now)) {
            return List.of();
        }
        Optional<String> unusable = SchemaMask.unusable(pair.now());
        if (unusable.isPresent()) {
            String words = "what stands here now cannot be used: " + unusable.get();
            return List.of(Finding.constraint("schema-invalid", pair.newAt(), Effect.NARROWS, words)
                    .alone(pair, old -> listed(old, pair.now()))
                    .summary());
        }
        if (before.isEmpty()) {
            return List.of(finding(pair, "enum-added", Effect.NARROWS, "only listed values are accepted now"));
        }
        if (now.isEmpty()) {
            return List.of(finding(pair, "enum-removed", Effect.WIDENS, "the list of allowed values is gone"));
        }
        var findings = new ArrayList<Finding>();
        var gone = new LinkedHashSet<>(before.get());
        gone.removeAll(now.get());
        var come = new LinkedHashSet<>(now.get());
        come.removeAll(before.get());
        if (!gone.isEmpty()) {
            findings.add(finding(pair, "enum-value-removed", Effect.NARROWS, words(gone) + " no longer allowed"));
        }
        if (!come.isEmpty()) {
            Finding added = finding(pair, "enum-value-added", Effect.WIDENS, words(come) + " newly allowed");
            boolean open =
                    direction == Direction.OUTPUT && pair.conventions().contains(Convention.RESULT_ENUMS_ARE_OPEN);
            findings.add(open ? added.softBy(pair, young -> listed(young, pair.before())) : added);
        }
        return findings;
    }

    private static Finding finding(SchemaPair pair, String rule, Effect effect, String words) {
        String keyword = pair.now().has("const")
                        || (pair.before().has("const") && !pair.now().has("enum"))
                ? "const"
                : "enum";
        return Finding.constraint(rule, pair.at(keyword), effect, words).alone(pair, old -> listed(old, pair.now()));
    }

    private static JsonObject listed(JsonObject schema, JsonObject like) {
        return SchemaPair.copy(SchemaPair.copy(schema, like, "enum"), like, "const");
    }

    private static Optional<Set<JsonValue>> values(JsonObject schema) {
        JsonValue constant = schema.get("const");
        if (constant != null) {
            return Optional.of(Set.of(constant));
        }
        return schema.array("enum").map(JsonArray::items).map(LinkedHashSet::new);
    }

    private static String words(Set<JsonValue> values) {
        List<String> shown = values.stream().limit(5).map(JsonValue::toString).toList();
        String more = values.size() > shown.size() ? " and " + (values.size() - shown.size()) + " more" : "";
        return String.join(", ", shown) + more + (values.size() == 1 ? " is" : " are");
    }
}
