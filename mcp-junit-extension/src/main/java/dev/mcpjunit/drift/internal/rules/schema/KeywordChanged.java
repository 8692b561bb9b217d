/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code keyword-changed}: all keywords whose effect cannot be seen from the keyword alone, such as {@code not},
 * {@code if} and {@code contains}.
 */
final class KeywordChanged implements SchemaRule {

    private static final List<String> KEYWORDS = List.of(
            "not",
            "if",
            "then",
            "else",
            "contains",
            "minContains",
            "maxContains",
            "uniqueItems",
            "propertyNames",
            "patternProperties",
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
            "additionalItems",
            "unevaluatedItems",
            "prefixItems");

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        for (String keyword : KEYWORDS) {
            if (pair.differsIn(keyword)) {
                findings.add(
                        Finding.constraint("keyword-changed", pair.at(keyword), Effect.EITHER, keyword + " has changed")
                                .alone(pair, old -> SchemaPair.copy(old, pair.now(), keyword)));
            }
        }
        return findings;
    }
}
