/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import java.util.List;

/**
 * {@code dialect-changed}: another {@code $schema}. Clients that know 2020-12 only, the default of the protocol, reject
 * all results of a tool whose output schema names another.
 */
final class DialectChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn("$schema")) {
            return List.of();
        }
        boolean output = direction == Direction.OUTPUT;
        boolean was = isDefault(pair.before());
        boolean is = isDefault(pair.now());
        return List.of(Finding.note(
                "dialect-changed",
                pair.at("$schema"),
                !output || was == is ? Compatibility.COSMETIC : is ? Compatibility.COMPATIBLE : Compatibility.INTEROP,
                Aspect.NOTATION,
                Trust.NONE,
                "the dialect was " + name(pair.before()) + " and is " + name(pair.now())));
    }

    /** Whether a schema is in the dialect that everybody has to understand. */
    static boolean isDefault(JsonObject schema) {
        return schema.string("$schema")
                .map(name -> name.contains("json-schema.org/draft/2020-12/schema"))
                .orElse(true);
    }

    static String name(JsonObject schema) {
        return schema.string("$schema").orElse("the default");
    }
}
