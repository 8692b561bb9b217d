/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import java.util.Set;

/**
 * What is said about a value and constrains none, and where it is said: beside a reference, or inside the only branch
 * of a choice.
 */
record About(JsonPointer at, JsonObject members) {

    private static final Set<String> KEYWORDS = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$comment",
            "x-mcp-header");

    /** What carries definitions or names the document; it says nothing of values either. */
    private static final Set<String> FRAME = Set.of("$schema", "$id", "$anchor", "$defs", "definitions");

    static boolean constrains(String keyword) {
        return !KEYWORDS.contains(keyword) && !FRAME.contains(keyword) && !keyword.startsWith("x-");
    }

    static About of(Place place) {
        var members = JsonObject.builder();
        place.object().members().forEach((keyword, value) -> {
            if (KEYWORDS.contains(keyword)) {
                members.put(keyword, value);
            }
        });
        return new About(place.at(), members.build());
    }

    static JsonObject without(JsonObject schema) {
        JsonObject.Builder constraints = schema.toBuilder();
        KEYWORDS.forEach(constraints::remove);
        return constraints.build();
    }
}
