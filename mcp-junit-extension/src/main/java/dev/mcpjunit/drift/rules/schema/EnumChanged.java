/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Other values are listed, or values are listed at all. */
final class EnumChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        Optional<Set<JsonValue>> old = values(pair.before());
        Optional<Set<JsonValue>> now = values(pair.after());
        String keyword = pair.differ("const") ? "const" : "enum";
        if (old.equals(now)) {
            return;
        }
        if (old.isEmpty()) {
            changes.accept(pair.keyword(keyword, "enum-added", pair.narrowed(), "only listed values are left"));
        } else if (now.isEmpty()) {
            changes.accept(pair.keyword(keyword, "enum-removed", pair.widened(), "values are no longer listed"));
        } else {
            var gone = new LinkedHashSet<>(old.get());
            gone.removeAll(now.get());
            var come = new LinkedHashSet<>(now.get());
            come.removeAll(old.get());
            if (!gone.isEmpty()) {
                changes.accept(pair.keyword(
                        keyword, "enum-value-removed", pair.narrowed(), "no longer listed: " + shown(gone)));
            }
            if (!come.isEmpty()) {
                changes.accept(pair.keyword(
                        keyword, "enum-value-added", pair.widened(), "newly listed: " + shown(come)));
            }
        }
    }

    private static String shown(Set<JsonValue> values) {
        return values.stream().map(JsonValue::toString).collect(joining(", "));
    }

    private static Optional<Set<JsonValue>> values(JsonObject schema) {
        JsonValue constant = schema.get("const");
        if (constant != null) {
            return Optional.of(Set.of(constant));
        }
        return schema.array("enum").map(list -> new LinkedHashSet<>(list.items()));
    }
}
