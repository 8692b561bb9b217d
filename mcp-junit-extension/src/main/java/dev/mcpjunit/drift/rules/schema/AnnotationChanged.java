/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A keyword that validators do not know. */
final class AnnotationChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        var names = new TreeSet<>(pair.before().names());
        names.addAll(pair.after().names());
        names.removeAll(Keywords.KNOWN);
        for (String name : names) {
            if (pair.differ(name)) {
                changes.accept(pair.keyword(
                        name, "annotation-changed", Compatibility.COSMETIC, Trust.REVIEW, "'" + name + "' changed"));
            }
        }
    }

    @Override
    public boolean concernsValues() {
        return false;
    }
}
