/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.json.JsonString;
import java.util.function.Consumer;

/** Another dialect of JSON Schema. */
final class DialectChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        if (!pair.isRoot() || !pair.differ("$schema")) {
            return;
        }
        boolean isStandard = pair.now("$schema") == null
                || pair.now("$schema") instanceof JsonString dialect && dialect.value().contains("2020-12");
        changes.accept(pair.keyword(
                "$schema",
                "dialect-changed",
                pair.isInput() || isStandard ? Compatibility.COSMETIC : Compatibility.INTEROP,
                isStandard ? "dialect changed to 2020-12" : "dialect changed; clients must support 2020-12 only"));
    }

    @Override
    public boolean concernsValues() {
        return false;
    }
}
