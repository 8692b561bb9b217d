/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import java.util.List;

/**
 * {@code format-changed}: an annotation by default, but some validators assert it; see
 * {@link Convention#FORMAT_IS_ASSERTED}.
 */
final class FormatChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn("format")) {
            return List.of();
        }
        boolean asserted = pair.conventions().contains(Convention.FORMAT_IS_ASSERTED);
        boolean hurts = direction == Direction.INPUT
                ? pair.now().has("format")
                : asserted && pair.before().has("format");
        return List.of(Finding.note(
                "format-changed",
                pair.at("format"),
                !hurts
                        ? Compatibility.COSMETIC
                        : asserted && direction == Direction.INPUT ? Compatibility.BREAKING : Compatibility.RISKY,
                Aspect.CONTRACT,
                Trust.NONE,
                "the format was " + name(pair.before()) + " and is " + name(pair.now())));
    }

    private static String name(JsonObject schema) {
        return schema.string("format").orElse("free");
    }
}
