/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.BiConsumer;

/** Where schemas stand inside schemas, in any dialect. */
final class Subschemas {

    private static final Set<String> SINGLE = Set.of(
            "additionalItems",
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");

    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "items", "oneOf", "prefixItems");

    private static final Set<String> MAPS =
            Set.of("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties");

    private record Place(JsonPointer pointer, JsonValue value) {}

    private Subschemas() {}

    /** Tell whether there may be schemas in the argument of a keyword. */
    static boolean mayStandUnder(String keyword) {
        return SINGLE.contains(keyword) || LISTS.contains(keyword) || MAPS.contains(keyword);
    }

    /** Show every schema object, the root first, an outer one before those inside it. */
    static void visit(JsonValue root, BiConsumer<JsonPointer, JsonObject> visitor) {
        // Not recursive: a schema from the field may be nested deeper than a small thread stack.
        Deque<Place> open = new ArrayDeque<>();
        open.add(new Place(JsonPointer.ROOT, root));
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (place.value instanceof JsonObject schema) {
                visitor.accept(place.pointer, schema);
                schema.members()
                        .forEach((keyword, value) -> collect(place.pointer.child(keyword), keyword, value, open));
            }
        }
    }

    private static void collect(JsonPointer pointer, String keyword, JsonValue value, Deque<Place> open) {
        if (value instanceof JsonObject object) {
            if (MAPS.contains(keyword)) {
                object.members().forEach((name, schema) -> open.add(new Place(pointer.child(name), schema)));
            } else if (SINGLE.contains(keyword)) {
                open.add(new Place(pointer, value));
            }
        } else if (value instanceof JsonArray array && LISTS.contains(keyword)) {
            for (int i = 0; i < array.items().size(); i++) {
                open.add(new Place(pointer.child(i), array.items().get(i)));
            }
        }
    }
}
