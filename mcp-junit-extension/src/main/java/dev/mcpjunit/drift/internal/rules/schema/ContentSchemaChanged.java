/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonValue;
import java.util.List;

/** {@code content-type-changed}: what is written in a string, as {@code contentSchema} says. */
final class ContentSchemaChanged implements SchemaRule {

    private static final String KEYWORD = "contentSchema";

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn(KEYWORD)) {
            return List.of();
        }
        JsonValue before = pair.before().get(KEYWORD);
        JsonValue now = pair.now().get(KEYWORD);
        return List.of(Finding.note(
                        "content-type-changed",
                        pair.at(KEYWORD),
                        before == null ? Compatibility.COSMETIC : Compatibility.RISKY,
                        Aspect.CONTRACT,
                        Trust.REVIEW,
                        AnnotationChanged.words(KEYWORD, before, now))
                .withLongValues(before, now));
    }
}
