/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import java.util.List;

/**
 * {@code nullable-changed}: JSON Schema does not know {@code nullable}, but OpenAPI does, and so do the servers and
 * clients that write it. {@code null} as a type is not its business.
 */
final class NullableChanged implements SchemaRule {

    private static final String KEYWORD = "nullable";

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        boolean before = isNullable(pair.before());
        boolean now = isNullable(pair.now());
        boolean sameTypes =
                pair.before().has(KEYWORD) == pair.now().has(KEYWORD) || hasNull(pair.before()) == hasNull(pair.now());
        if (before == now || !sameTypes) {
            return List.of();
        }
        boolean breaks = now == (direction == Direction.OUTPUT);
        return List.of(Finding.note(
                "nullable-changed",
                pair.at(KEYWORD),
                breaks ? Compatibility.BREAKING : Compatibility.COMPATIBLE,
                Aspect.CONTRACT,
                Trust.NONE,
                AnnotationChanged.words(
                                KEYWORD, pair.before().get(KEYWORD), pair.now().get(KEYWORD))
                        + ", so null is " + (now ? "" : "not ") + "among the values where it is honored"));
    }

    private static boolean isNullable(JsonObject schema) {
        return schema.bool(KEYWORD).orElse(false);
    }

    private static boolean hasNull(JsonObject schema) {
        return Types.of(schema.toBuilder().remove(KEYWORD).build())
                .filter(types -> types.contains("null"))
                .isPresent();
    }
}
