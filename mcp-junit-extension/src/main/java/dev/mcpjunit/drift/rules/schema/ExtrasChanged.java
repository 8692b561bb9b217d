/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Members that are not declared are accepted otherwise. */
final class ExtrasChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        if (!pair.differ("additionalProperties")) {
            return;
        }
        JsonValue old = pair.old("additionalProperties");
        JsonValue now = pair.now("additionalProperties");
        boolean wasOpen = isOpen(old);
        boolean isOpen = isOpen(now);
        if (wasOpen && isOpen) {
            changes.accept(pair.keyword(
                    "additionalProperties", "notation", Compatibility.COSMETIC, "the same in other words"));
        } else if (SchemaPair.isClosed(pair.after())) {
            changes.accept(pair.keyword(
                    "additionalProperties",
                    "object-closed",
                    pair.isInput() ? Compatibility.RISKY : Compatibility.COMPATIBLE,
                    "members that are not declared are now rejected"));
        } else if (SchemaPair.isClosed(pair.before())) {
            changes.accept(pair.keyword(
                    "additionalProperties",
                    "object-opened",
                    pair.isInput() ? Compatibility.COMPATIBLE : Compatibility.RISKY,
                    "members that are not declared are now accepted"));
        } else if (wasOpen || isOpen) {
            changes.accept(pair.keyword(
                    "additionalProperties",
                    isOpen ? "extras-widened" : "extras-narrowed",
                    isOpen ? pair.widened() : pair.narrowed(),
                    "members that are not declared " + (isOpen ? "may now be anything" : "are now restricted")));
        }
    }

    private static boolean isOpen(@Nullable JsonValue extras) {
        return extras == null || extras == JsonBoolean.TRUE || extras.equals(JsonObject.EMPTY);
    }
}
