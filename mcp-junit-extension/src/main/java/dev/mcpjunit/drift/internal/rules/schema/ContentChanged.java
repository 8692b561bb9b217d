/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code closed}, {@code opened}, {@code additional-properties-changed}: what may be in an object beyond what is
 * declared. Senders that follow the schema are not broken by closing; models that make up arguments are.
 */
final class ContentChanged implements SchemaRule {

    private static final List<String> CONTENT = List.of("additionalProperties", "unevaluatedProperties");

    private static final Set<String> SAYING_NO_MORE =
            Set.of("type", "properties", "required", "minProperties", "dependentRequired");

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        for (String keyword : CONTENT) {
            JsonValue before = meaning(pair.before().get(keyword));
            JsonValue now = meaning(pair.now().get(keyword));
            boolean walked = before instanceof JsonObject old
                    && now instanceof JsonObject young
                    && !old.isEmpty()
                    && !young.isEmpty()
                    && keyword.equals("additionalProperties");
            if (!before.equals(now) && !walked) {
                findings.add(changed(pair, keyword, before, now, direction));
            }
        }
        return findings;
    }

    private static Finding changed(
            SchemaPair pair, String keyword, JsonValue before, JsonValue now, Direction direction) {
        boolean input = direction == Direction.INPUT;
        Finding finding;
        if (SchemaPair.isFalse(now)) {
            finding = Finding.constraint(
                            "closed", pair.at(keyword), Effect.NARROWS, "nothing is accepted beyond what is declared")
                    .otherwise(input ? Compatibility.RISKY : Compatibility.COMPATIBLE)
                    .declaring();
        } else if (SchemaPair.isFalse(before)) {
            finding = Finding.constraint(
                            "opened", pair.at(keyword), Effect.WIDENS, "more is accepted than what is declared")
                    .otherwise(input ? Compatibility.COMPATIBLE : Compatibility.RISKY)
                    .declaring();
        } else {
            finding = Finding.constraint(
                    "additional-properties-changed",
                    pair.at(keyword),
                    Effect.EITHER,
                    "what undeclared members look like has changed");
            // The proof looks at declared members only, and here all others were.
            if (!input && pair.lost().others() && saysNoMore(pair.now())) {
                finding = finding.otherwise(Compatibility.BREAKING).declaring();
            }
        }
        return finding.alone(pair, old -> SchemaPair.copy(old, pair.now(), keyword));
    }

    /** Whether nothing is said about members beyond those that are declared by name. */
    private static boolean saysNoMore(JsonObject schema) {
        return schema.names().stream()
                .filter(About::constrains)
                .allMatch(keyword -> SAYING_NO_MORE.contains(keyword)
                        || (CONTENT.contains(keyword)
                                && meaning(schema.get(keyword)).equals(JsonObject.EMPTY)));
    }

    /** Absent, {@code true} and <code>{}</code> mean the same. */
    private static JsonValue meaning(@Nullable JsonValue value) {
        return value == null || value.toString().equals("true") ? JsonObject.EMPTY : value;
    }
}
