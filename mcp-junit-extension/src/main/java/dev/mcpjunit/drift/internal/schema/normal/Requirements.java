/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code required} and {@code dependentRequired}: sets of names, whose order says nothing. */
final class Requirements {

    private Requirements() {}

    static void simplify(Map<String, JsonValue> schema) {
        JsonValue required = schema.get("required");
        if (required != null && Shape.NAMES.fits(required)) {
            putUnlessEmpty(schema, "required", sorted((JsonArray) required));
        }
        JsonValue dependent = schema.get("dependentRequired");
        if (dependent != null && Shape.NAMES_BY_NAME.fits(dependent)) {
            var sorted = new LinkedHashMap<String, JsonValue>();
            ((JsonObject) dependent)
                    .members()
                    .forEach((name, names) -> putUnlessEmpty(sorted, name, sorted((JsonArray) names)));
            if (sorted.isEmpty()) {
                schema.remove("dependentRequired");
            } else {
                schema.put("dependentRequired", JsonObject.of(sorted));
            }
        }
    }

    private static void putUnlessEmpty(Map<String, JsonValue> to, String name, JsonArray names) {
        if (names.items().isEmpty()) {
            to.remove(name);
        } else {
            to.put(name, names);
        }
    }

    private static JsonArray sorted(JsonArray names) {
        return new JsonArray(names.items().stream()
                .distinct()
                .sorted(Comparator.comparing(name -> ((JsonString) name).value()))
                .toList());
    }
}
