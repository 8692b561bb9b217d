/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import java.util.List;

/** {@code format-changed}: an annotation by default, but some validators assert it. */
final class FormatChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn("format")) {
            return List.of();
        }
        boolean stricter = direction == Direction.INPUT && pair.now().has("format");
        return List.of(Finding.note(
                "format-changed",
                pair.at("format"),
                stricter ? Compatibility.RISKY : Compatibility.COSMETIC,
                Aspect.CONTRACT,
                Trust.NONE,
                "the format was " + pair.before().string("format").orElse("free") + " and is "
                        + pair.now().string("format").orElse("free")));
    }
}
