/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import java.util.List;
import java.util.function.Consumer;

/** Something changed that only a proof can judge. */
final class ConditionChanged implements SchemaRule {

    /** Their parts speak of values the other way about, or of values as wholes. */
    private static final List<String> KEYWORDS = List.of(
            "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies", "contains",
            "minContains", "maxContains", "propertyNames", "patternProperties", "unevaluatedProperties",
            "unevaluatedItems", "additionalItems", "$dynamicRef", "$recursiveRef");

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        for (String keyword : KEYWORDS) {
            if (pair.differ(keyword)) {
                changes.accept(pair.keyword(
                        keyword, "condition-changed", Compatibility.RISKY, "'" + keyword + "' changed"));
            }
        }
    }
}
