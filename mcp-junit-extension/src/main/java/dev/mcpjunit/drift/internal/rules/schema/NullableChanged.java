/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonBoolean;
import java.util.List;

/**
 * {@code nullable-changed}: JSON Schema does not know {@code nullable}, but OpenAPI does, and so do the servers and
 * clients that write it. Where {@code null} is among the values anyhow, it says nothing.
 */
final class NullableChanged implements ValueRule {

    private static final String KEYWORD = "nullable";

    @Override
    public List<Finding> look(Sides sides, Direction direction) {
        boolean before = sides.inOld().acceptsNull(sides.before(), true);
        boolean now = sides.inNew().acceptsNull(sides.now(), true);
        boolean sameOtherwise = sides.inOld().acceptsNull(sides.before(), false)
                == sides.inNew().acceptsNull(sides.now(), false);
        if (before == now || !sameOtherwise) {
            return List.of();
        }
        boolean breaks = now == (direction == Direction.OUTPUT);
        return List.of(Finding.note(
                "nullable-changed",
                sides.inNew()
                        .nullable(sides.now())
                        .filter(at -> now)
                        .or(() -> sides.inOld().nullable(sides.before()))
                        .orElseGet(() -> sides.now().at()),
                breaks ? Compatibility.BREAKING : Compatibility.COMPATIBLE,
                Aspect.CONTRACT,
                Trust.NONE,
                AnnotationChanged.words(KEYWORD, now ? null : JsonBoolean.TRUE, now ? JsonBoolean.TRUE : null)
                        + ", so null is " + (now ? "" : "not ") + "among the values where it is honored"));
    }
}
