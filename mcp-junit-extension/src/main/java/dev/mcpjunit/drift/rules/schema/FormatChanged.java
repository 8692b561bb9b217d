/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import java.util.function.Consumer;

/** Text has to have another format, for those who check it. */
final class FormatChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        if (!pair.differ("format")) {
            return;
        }
        boolean loosened = pair.now("format") == null;
        changes.accept(pair.keyword(
                "format",
                "format-changed",
                pair.isInput() != loosened ? Compatibility.RISKY : Compatibility.COSMETIC,
                "format " + (loosened ? "removed" : pair.old("format") == null ? "added" : "changed")
                        + "; some validators check it"));
    }

    @Override
    public boolean concernsValues() {
        return false;
    }
}
