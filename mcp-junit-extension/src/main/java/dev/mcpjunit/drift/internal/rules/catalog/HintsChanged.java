/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code tool.read-only-hint}, {@code tool.destructive-hint}, {@code tool.idempotent-hint},
 * {@code tool.open-world-hint}: what clients ask for less consent by. Effective values are compared; to spell out a
 * default is cosmetic. A tool that takes back what it admitted is suspicious, for it is still the same tool.
 */
final class HintsChanged implements ToolRule {

    private enum Hint {
        READ_ONLY("readOnlyHint", "tool.read-only-hint", false, true),
        DESTRUCTIVE("destructiveHint", "tool.destructive-hint", true, false),
        IDEMPOTENT("idempotentHint", "tool.idempotent-hint", false, true),
        OPEN_WORLD("openWorldHint", "tool.open-world-hint", true, false);

        private final String field;
        private final String rule;
        private final boolean otherwise;
        private final boolean harmless;

        Hint(String field, String rule, boolean otherwise, boolean harmless) {
            this.field = field;
            this.rule = rule;
            this.otherwise = otherwise;
            this.harmless = harmless;
        }

        boolean effective(JsonObject annotations) {
            return annotations.bool(field).orElse(otherwise);
        }

        /** A tool that declares this says that it changes or destroys something. */
        boolean isAdmission(JsonObject annotations) {
            return (this == READ_ONLY || this == DESTRUCTIVE)
                    && annotations
                            .bool(field)
                            .filter(value -> value != harmless)
                            .isPresent();
        }

        /** Two of them mean nothing for tools that change nothing. */
        boolean hasMeaning(JsonObject before, JsonObject now) {
            return this == READ_ONLY
                    || this == OPEN_WORLD
                    || !(READ_ONLY.effective(before) || READ_ONLY.effective(now));
        }
    }

    @Override
    public List<Change> look(ToolPair pair) {
        if (pair.old("annotations") == null || pair.young("annotations") == null) {
            return List.of();
        }
        JsonObject before = pair.oldObject("annotations");
        JsonObject now = pair.newObject("annotations");
        var changes = new ArrayList<Change>();
        for (Hint hint : Hint.values()) {
            if (!Objects.equals(before.get(hint.field), now.get(hint.field))) {
                boolean same = hint.effective(before) == hint.effective(now) || !hint.hasMeaning(before, now);
                changes.add(same ? spelled(pair, hint, before, now) : flipped(pair, hint, before, now));
            }
        }
        return changes;
    }

    private static Change spelled(ToolPair pair, Hint hint, JsonObject before, JsonObject now) {
        boolean withdrawn = hint.isAdmission(before) && !now.has(hint.field);
        return Change.of(
                hint.rule,
                pair.subject(),
                ToolPair.at("annotations", hint.field),
                withdrawn ? Aspect.AUTHORITY : Aspect.NOTATION,
                Compatibility.COSMETIC,
                withdrawn ? Trust.REVIEW : Trust.NONE,
                withdrawn
                        ? hint.field + " was " + hint.effective(before)
                                + " and is no longer declared; without it, a later claim would not contradict anything"
                        : hint.field + " says what is the case without it");
    }

    private static Change flipped(ToolPair pair, Hint hint, JsonObject before, JsonObject now) {
        boolean safer = hint.effective(now) == hint.harmless;
        boolean admitted =
                hint == Hint.READ_ONLY && before.bool(Hint.DESTRUCTIVE.field).orElse(false);
        boolean denied = before.has(hint.field) && (hint == Hint.READ_ONLY || hint == Hint.DESTRUCTIVE);
        boolean takenBack = now.has(hint.field) && (admitted || denied);
        return Change.of(
                hint.rule,
                pair.subject(),
                ToolPair.at("annotations", hint.field),
                Aspect.AUTHORITY,
                safer ? Compatibility.COMPATIBLE : Compatibility.RISKY,
                safer && takenBack ? Trust.SUSPICIOUS : Trust.REVIEW,
                hint.field + " was " + hint.effective(before) + " and is " + hint.effective(now)
                        + (safer ? ": clients may ask for less consent" : ": clients may stop calling it unasked"));
    }
}
