/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** {@code dialect-changed}: another {@code $schema}. Some clients reject all results in a dialect they do not know. */
final class DialectChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn("$schema")) {
            return List.of();
        }
        String words = "the dialect was " + name(pair.before()) + " and is " + name(pair.now());
        if (direction == Direction.INPUT) {
            return List.of(note(pair, Compatibility.COSMETIC, words));
        }
        boolean wasRejected = ResultDialect.rejection(pair.before()).isPresent();
        Optional<String> rejection = ResultDialect.rejection(pair.now());
        if (wasRejected == rejection.isPresent()) {
            return List.of(note(pair, Compatibility.COSMETIC, words));
        }
        return List.of(rejection
                .map(clients -> note(pair, Compatibility.INTEROP, words + ": " + clients))
                .orElseGet(() -> note(pair, Compatibility.COMPATIBLE, words)));
    }

    private static Finding note(SchemaPair pair, Compatibility compatibility, String words) {
        return Finding.note("dialect-changed", pair.at("$schema"), compatibility, Aspect.NOTATION, Trust.NONE, words);
    }

    static String name(JsonObject schema) {
        return schema.string("$schema").orElse("the default");
    }
}
