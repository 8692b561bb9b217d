/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;

/** A required member is known to every reader of the schema, even if nothing else is declared about it. */
final class RequiredNames {

    private RequiredNames() {}

    /** The same schema, in which the members that the outermost object must have are declared. */
    static JsonValue declaredIn(JsonValue schema) {
        if (!(schema instanceof JsonObject object)
                || !(object.get("required") instanceof JsonArray required)
                // Where others are ruled, to declare one would take it out of that rule.
                || object.has("additionalProperties")
                || object.has("unevaluatedProperties")) {
            return schema;
        }
        if (object.has("properties") && object.object("properties").isEmpty()) {
            return schema;
        }
        JsonObject known = object.object("properties").orElse(JsonObject.EMPTY);
        JsonObject.Builder properties = known.toBuilder();
        boolean added = false;
        for (JsonValue name : required) {
            if (name instanceof JsonString text && !known.has(text.value())) {
                properties.put(text.value(), true);
                added = true;
            }
        }
        return added ? object.toBuilder().put("properties", properties.build()).build() : schema;
    }
}
