/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import java.util.List;

/** {@code pattern-added}, {@code pattern-changed}, {@code pattern-removed}: what texts look like. */
final class PatternChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn("pattern")) {
            return List.of();
        }
        boolean had = pair.before().has("pattern");
        boolean has = pair.now().has("pattern");
        String rule = !had ? "pattern-added" : !has ? "pattern-removed" : "pattern-changed";
        Effect effect = !had ? Effect.NARROWS : !has ? Effect.WIDENS : Effect.EITHER;
        String words = !had
                ? "texts must match " + pair.now().get("pattern")
                : !has
                        ? "texts need not match " + pair.before().get("pattern") + " any more"
                        : "the pattern was " + pair.before().get("pattern") + " and is "
                                + pair.now().get("pattern");
        return List.of(Finding.constraint(rule, pair.at("pattern"), effect, words)
                .withLongValues(pair.before().get("pattern"), pair.now().get("pattern"))
                .alone(pair, old -> SchemaPair.copy(old, pair.now(), "pattern")));
    }
}
