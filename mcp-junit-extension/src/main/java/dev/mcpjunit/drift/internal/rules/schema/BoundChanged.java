/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code bound-tightened}, {@code bound-loosened}, {@code bound-changed}: how large, how long, how many. Breaks are
 * real but seldom met ({@code minimum: 1} for an id), and so they are treated softly where nothing else breaks.
 */
final class BoundChanged implements SchemaRule {

    private static final Set<String> LOWER =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");

    private static final Set<String> UPPER =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    /** Most schemas have a value that is found immediately. */
    private static final Budget QUICK = new Budget(20_000, Duration.ofMillis(50), System::nanoTime);

    private static final List<String> COUNTS = List.of("Length", "Items", "Properties");

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        for (String keyword : List.of(
                "minimum",
                "exclusiveMinimum",
                "maximum",
                "exclusiveMaximum",
                "multipleOf",
                "minLength",
                "maxLength",
                "minItems",
                "maxItems",
                "minProperties",
                "maxProperties")) {
            if (pair.differsIn(keyword)) {
                findings.add(changed(pair, keyword));
            }
        }
        return findings;
    }

    private static Finding changed(SchemaPair pair, String keyword) {
        Effect effect = effect(pair, keyword);
        String rule = effect == Effect.NARROWS
                ? "bound-tightened"
                : effect == Effect.WIDENS ? "bound-loosened" : "bound-changed";
        Finding finding = Finding.constraint(rule, pair.at(keyword), effect, words(pair, keyword))
                .alone(pair, old -> SchemaPair.copy(old, pair.now(), keyword));
        return leavesNothing(pair.now()) || !SchemaProof.isSatisfiable(pair.now(), QUICK)
                ? finding
                : finding.softBy(pair, now -> SchemaPair.copy(now, pair.before(), keyword));
    }

    /** Whether the bounds leave no value at all, or the empty one only. */
    static boolean leavesNothing(JsonObject schema) {
        return COUNTS.stream().anyMatch(what -> leavesNothing(schema, "min" + what, "max" + what, true))
                || leavesNothing(schema, "minimum", "maximum", false)
                || leavesNothing(schema, "minimum", "exclusiveMaximum", false)
                || leavesNothing(schema, "exclusiveMinimum", "maximum", false)
                || leavesNothing(schema, "exclusiveMinimum", "exclusiveMaximum", false);
    }

    private static boolean leavesNothing(JsonObject schema, String lower, String upper, boolean counts) {
        if (!(schema.get(upper) instanceof JsonNumber most)) {
            return false;
        }
        boolean exclusive = lower.startsWith("exclusive") || upper.startsWith("exclusive");
        if (counts && most.value().signum() <= 0) {
            return true;
        }
        return schema.get(lower) instanceof JsonNumber least
                && least.value().compareTo(most.value()) > (exclusive ? -1 : 0);
    }

    private static Effect effect(SchemaPair pair, String keyword) {
        JsonValue before = pair.before().get(keyword);
        JsonValue now = pair.now().get(keyword);
        if (before == null || now == null) {
            return before == null ? Effect.NARROWS : Effect.WIDENS;
        }
        if (before instanceof JsonNumber old && now instanceof JsonNumber young) {
            int growth = young.value().compareTo(old.value());
            if (LOWER.contains(keyword)) {
                return growth > 0 ? Effect.NARROWS : Effect.WIDENS;
            }
            if (UPPER.contains(keyword)) {
                return growth < 0 ? Effect.NARROWS : Effect.WIDENS;
            }
        }
        return Effect.EITHER;
    }

    private static String words(SchemaPair pair, String keyword) {
        JsonValue before = pair.before().get(keyword);
        JsonValue now = pair.now().get(keyword);
        return keyword
                + (before == null
                        ? " is now " + now
                        : now == null ? " " + before + " is gone" : " was " + before + " and is " + now);
    }
}
