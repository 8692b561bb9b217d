/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code type-narrowed}, {@code type-widened}, {@code type-changed}: other types than before, however spelled. */
final class TypeChanged implements SchemaRule {

    private static final JsonObject NULL =
            JsonObject.builder().put("type", "null").build();

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        Optional<Set<String>> before = types(pair, pair.oldTypes(), direction);
        Optional<Set<String>> now = types(pair, pair.newTypes(), direction);
        if (before.equals(now)) {
            return List.of();
        }
        boolean narrower = before.isEmpty() || (now.isPresent() && Types.allIn(now.get(), before.get()));
        boolean wider = now.isEmpty() || (before.isPresent() && Types.allIn(before.get(), now.get()));
        String rule = narrower ? "type-narrowed" : wider ? "type-widened" : "type-changed";
        Effect effect = narrower ? Effect.NARROWS : wider ? Effect.WIDENS : Effect.EITHER;
        return List.of(Finding.constraint(
                        rule,
                        pair.at(spelling(pair)),
                        effect,
                        "the type was " + words(before) + " and is " + words(now))
                .alone(pair, old -> retyped(old, pair.now(), before, now)));
    }

    /** Arguments are objects even if the schema forgets to say so. */
    private static Optional<Set<String>> types(SchemaPair pair, Optional<Set<String>> types, Direction direction) {
        return types.or(
                () -> pair.isRoot() && direction == Direction.INPUT ? Optional.of(Set.of("object")) : Optional.empty());
    }

    private static String spelling(SchemaPair pair) {
        return Types.SPELLINGS.stream()
                .filter(keyword -> pair.now().has(keyword))
                .findFirst()
                .or(() -> Types.SPELLINGS.stream()
                        .filter(keyword -> pair.before().has(keyword))
                        .findFirst())
                .orElse("type");
    }

    private static JsonObject retyped(
            JsonObject old, JsonObject now, Optional<Set<String>> oldTypes, Optional<Set<String>> newTypes) {
        if (oldTypes.isPresent() && newTypes.isPresent()) {
            if (newTypes.get().equals(withNull(oldTypes.get()))) {
                return Choice.with(old, "anyOf", NULL);
            }
            if (oldTypes.get().equals(withNull(newTypes.get()))) {
                return Types.withoutNull(old);
            }
        }
        JsonObject edited = old;
        for (String keyword : Types.SPELLINGS) {
            edited = SchemaPair.copy(edited, now, keyword);
        }
        return edited;
    }

    private static Set<String> withNull(Set<String> types) {
        var more = new TreeSet<>(types);
        more.add("null");
        return more;
    }

    private static String words(Optional<Set<String>> types) {
        return types.map(names -> String.join(" or ", names)).orElse("anything");
    }
}
