/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * {@code collapsed}, {@code not-an-object}: a root that says nothing any more, or is no object. A schema that has lost
 * everything accepts more than before, so that inclusion sees nothing wrong; but the model no longer learns which
 * arguments there are.
 */
final class RootChanged implements SchemaRule {

    private static final Set<String> SPEAKING = Set.of(
            "type", "properties", "$ref", "anyOf", "oneOf", "allOf", "additionalProperties", "patternProperties", "if");

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        boolean written = !pair.young().schema().equals(JsonBoolean.FALSE);
        if (written && speaks(pair.before()) && !speaks(pair.now())) {
            return List.of(Finding.note(
                    "collapsed",
                    pair.newAt(),
                    Compatibility.BREAKING,
                    Aspect.CONTRACT,
                    Trust.REVIEW,
                    "the schema has lost its content and says nothing any more"));
        }
        if (isObject(pair.before()) && !isObject(pair.now())) {
            return List.of(Finding.note(
                    "not-an-object",
                    pair.at("type"),
                    direction == Direction.INPUT ? Compatibility.BREAKING : Compatibility.RISKY,
                    Aspect.CONTRACT,
                    Trust.NONE,
                    direction == Direction.INPUT
                            ? "the protocol wants \"type\": \"object\" at the root"
                            : "clients of protocol revisions up to 2025-11-25 want \"type\": \"object\" at the root"));
        }
        return List.of();
    }

    private static boolean speaks(JsonObject schema) {
        return schema.names().stream().anyMatch(SPEAKING::contains);
    }

    private static boolean isObject(JsonObject schema) {
        return schema.string("type").filter("object"::equals).isPresent();
    }
}
