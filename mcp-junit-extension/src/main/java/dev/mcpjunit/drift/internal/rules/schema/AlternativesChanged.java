/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code alternative-added}, {@code alternative-removed} for {@code anyOf} and {@code oneOf}; {@code condition-added},
 * {@code condition-removed} for {@code allOf}. Their order means nothing. What a branch more or less does is not to be
 * seen from its number: the others may cover it, or overlap with it.
 */
final class AlternativesChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            int before = count(pair.before().get(keyword));
            int now = count(pair.now().get(keyword));
            boolean retyped =
                    !keyword.equals("allOf") && !pair.oldTypes().equals(pair.newTypes()) && (before == 0 || now == 0);
            if (before != now && !retyped) {
                findings.add(changed(pair, keyword, before, now));
            }
        }
        return findings;
    }

    private static Finding changed(SchemaPair pair, String keyword, int before, int now) {
        String what = keyword.equals("allOf") ? "condition" : "alternative";
        Effect effect = keyword.equals("allOf") == now > before ? Effect.NARROWS : Effect.WIDENS;
        if (before == 0 || now == 0) {
            effect = now == 0 ? Effect.WIDENS : Effect.NARROWS;
        }
        return Finding.constraint(
                        what + (now > before ? "-added" : "-removed"),
                        pair.at(keyword),
                        keyword.equals("oneOf") ? Effect.EITHER : effect,
                        keyword + " had " + before + " and has " + now)
                .alone(pair, old -> SchemaPair.copy(old, pair.now(), keyword));
    }

    private static int count(@org.jspecify.annotations.Nullable JsonValue branches) {
        return branches instanceof JsonArray array ? array.items().size() : 0;
    }
}
