/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import java.util.function.Consumer;

/** An argument travels in a header, where intermediaries see it. */
final class HeaderChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        if (!pair.differ("x-mcp-header")) {
            return;
        }
        boolean added = pair.old("x-mcp-header") == null;
        changes.accept(pair.keyword(
                "x-mcp-header",
                "header-changed",
                Compatibility.RISKY,
                added ? Trust.SUSPICIOUS : Trust.REVIEW,
                added ? "this argument is now sent in a header, where intermediaries see it" : "its header changed"));
    }

    @Override
    public boolean concernsValues() {
        return false;
    }
}
