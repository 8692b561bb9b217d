/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import java.util.function.Consumer;

/** Text has to match another pattern. */
final class PatternChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        if (!pair.differ("pattern")) {
            return;
        }
        boolean added = pair.old("pattern") == null;
        boolean removed = pair.now("pattern") == null;
        changes.accept(pair.keyword(
                "pattern",
                added ? "pattern-added" : removed ? "pattern-removed" : "pattern-changed",
                added ? pair.narrowed() : removed ? pair.widened() : pair.replaced(),
                added ? "pattern added" : removed ? "pattern removed" : "pattern changed"));
    }
}
