/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonBoolean;
import java.util.function.Consumer;

/** The same call means something else. */
final class DefaultChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        if (!pair.differ("default")) {
            return;
        }
        boolean added = pair.old("default") == null;
        boolean matters = pair.isInput() && !added;
        changes.accept(pair.keyword(
                "default",
                added ? "default-added" : "default-changed",
                matters ? Compatibility.RISKY : Compatibility.COSMETIC,
                matters && weakens(pair) ? Trust.REVIEW : Trust.UNCHANGED,
                added
                        ? "default added"
                        : "default " + (pair.now("default") == null ? "removed" : "changed")
                                + (matters ? ": the same call may do something else" : "")));
    }

    /** A switch that was off by itself and is now on, or the other way about, decides what a careless call does. */
    private static boolean weakens(SchemaPair pair) {
        return pair.old("default") instanceof JsonBoolean;
    }

    @Override
    public boolean concernsValues() {
        return false;
    }
}
