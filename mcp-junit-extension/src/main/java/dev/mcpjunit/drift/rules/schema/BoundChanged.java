/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;

/** A number, a length or a count is bounded otherwise. */
final class BoundChanged implements SchemaRule {

    private static final List<String> UPPER =
            List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> LOWER =
            List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        UPPER.forEach(keyword -> check(pair, keyword, 1, changes));
        LOWER.forEach(keyword -> check(pair, keyword, -1, changes));
        if (pair.differ("multipleOf")) {
            changes.accept(pair.keyword(
                    "multipleOf", "bound-changed", pair.replaced(), "multipleOf " + change(pair, "multipleOf")));
        }
        if (pair.differ("uniqueItems")) {
            boolean tighter = pair.now("uniqueItems") == JsonBoolean.TRUE;
            changes.accept(pair.keyword(
                    "uniqueItems",
                    tighter ? "bound-tightened" : "bound-loosened",
                    tighter ? pair.narrowed() : pair.widened(),
                    "uniqueItems " + change(pair, "uniqueItems")));
        }
    }

    private static void check(SchemaPair pair, String keyword, int sign, Consumer<Change> changes) {
        if (!pair.differ(keyword)) {
            return;
        }
        JsonValue old = pair.old(keyword);
        JsonValue now = pair.now(keyword);
        boolean tighter = old == null
                || now instanceof JsonNumber after
                        && old instanceof JsonNumber before
                        && sign * after.value().compareTo(before.value()) < 0;
        changes.accept(pair.keyword(
                keyword,
                tighter ? "bound-tightened" : "bound-loosened",
                tighter ? pair.narrowed() : pair.widened(),
                keyword + " " + change(pair, keyword)));
    }

    private static String change(SchemaPair pair, String keyword) {
        JsonValue old = pair.old(keyword);
        JsonValue now = pair.now(keyword);
        return old == null ? "added: " + now : now == null ? "removed: " + old : "changed from " + old + " to " + now;
    }
}
