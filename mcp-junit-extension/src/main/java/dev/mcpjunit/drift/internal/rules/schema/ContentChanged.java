/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code closed}, {@code opened}, {@code additional-properties-changed}: what may be in an object beyond what is
 * declared. Senders that follow the schema are not broken by closing; models that make up arguments are.
 */
final class ContentChanged implements SchemaRule {

    private static final List<String> CONTENT = List.of("additionalProperties", "unevaluatedProperties");

    private static final String RULE = "additional-properties-changed";

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
            boolean reported = pair.lost()
                    .undescribed()
                    .filter(lost -> lost.place().at().equals(pair.oldAt().child(keyword)))
                    .isPresent();
            if (!before.equals(now) && !walked && !reported) {
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
                    RULE, pair.at(keyword), Effect.EITHER, "what undeclared members look like has changed");
        }
        return finding.alone(pair, old -> SchemaPair.copy(old, pair.now(), keyword));
    }

    /**
     * Members of results that were described without being declared, and may be anything now. The proof looks at
     * declared members only.
     */
    static List<Finding> undescribed(SchemaPair pair, Direction direction) {
        return pair.lost().undescribed().stream()
                .map(lost -> {
                    SchemaStep step = SchemaStep.to(lost.place().at()).orElseThrow();
                    Finding finding = Finding.constraint(
                                    RULE,
                                    lost.place().at(),
                                    Effect.EITHER,
                                    "the values of "
                                            + step.member()
                                                    .map(pattern -> "members that match '" + pattern + "'")
                                                    .orElse("undeclared members")
                                            + ", such as '" + lost.name() + "', are no longer restricted")
                            .otherwise(Compatibility.BREAKING)
                            .declaring();
                    return step.parent().equals(pair.oldAt())
                            ? finding.alone(pair, old -> SchemaPair.copy(old, pair.now(), step.keyword()))
                            : finding;
                })
                .toList();
    }

    /** Absent, {@code true} and <code>{}</code> mean the same. */
    private static JsonValue meaning(@Nullable JsonValue value) {
        return value == null || value.toString().equals("true") ? JsonObject.EMPTY : value;
    }
}
