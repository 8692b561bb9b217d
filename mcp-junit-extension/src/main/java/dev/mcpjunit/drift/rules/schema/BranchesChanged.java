/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** There are other branches to choose from, or to satisfy together. */
final class BranchesChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        check(pair, "anyOf", pair.narrowed(), pair.widened(), changes);
        check(pair, "oneOf", pair.narrowed(), pair.widened(), changes);
        check(pair, "allOf", pair.widened(), pair.narrowed(), changes);
    }

    private static void check(
            SchemaPair pair, String keyword, Compatibility fewer, Compatibility more, Consumer<Change> changes) {
        if (!pair.differ(keyword)) {
            return;
        }
        var gone = new ArrayList<>(branches(pair.before(), keyword));
        branches(pair.after(), keyword).forEach(gone::remove);
        var come = new ArrayList<>(branches(pair.after(), keyword));
        branches(pair.before(), keyword).forEach(come::remove);
        if (gone.isEmpty() && come.isEmpty()) {
            changes.accept(pair.keyword(keyword, "notation", Compatibility.COSMETIC, keyword + " in another order"));
        } else if (gone.size() != come.size()) {
            // Branches of equal number are looked into, one by one.
            boolean isFewer = gone.size() > come.size();
            boolean isNew = branches(pair.before(), keyword).isEmpty();
            boolean isGone = branches(pair.after(), keyword).isEmpty();
            Compatibility all = isNew ? pair.narrowed() : isGone ? pair.widened() : isFewer ? fewer : more;
            changes.accept(pair.keyword(
                    keyword,
                    isFewer ? "branch-removed" : "branch-added",
                    all,
                    keyword + " has " + (isFewer ? "fewer" : "more") + " branches"));
        }
    }

    private static List<JsonValue> branches(JsonObject schema, String keyword) {
        return schema.array(keyword).map(JsonArray::items).orElse(List.of());
    }
}
