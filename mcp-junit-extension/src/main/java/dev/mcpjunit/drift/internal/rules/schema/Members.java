/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonObject;

/** Small edits of the keywords that speak of members. */
final class Members {

    private Members() {}

    static JsonObject property(JsonObject schema, String name, Object property) {
        JsonObject properties = schema.object("properties").orElse(JsonObject.EMPTY);
        return schema.toBuilder()
                .put("properties", properties.toBuilder().put(name, property).build())
                .build();
    }

    static JsonObject withoutProperty(JsonObject schema, String name) {
        JsonObject properties = schema.object("properties").orElse(JsonObject.EMPTY);
        return schema.toBuilder()
                .put("properties", properties.toBuilder().remove(name).build())
                .build();
    }

    static JsonObject requiring(JsonObject schema, String name) {
        var names = SchemaPair.required(schema);
        names.add(name);
        return schema.toBuilder().put("required", names).build();
    }

    static JsonObject notRequiring(JsonObject schema, String name) {
        var names = SchemaPair.required(schema);
        names.remove(name);
        return schema.toBuilder().put("required", names).build();
    }
}
