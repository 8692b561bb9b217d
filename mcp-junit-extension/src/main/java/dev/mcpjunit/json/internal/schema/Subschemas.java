/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** Where schemas stand inside schemas, in any dialect. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Subschemas {

    private record Place(JsonPointer pointer, JsonValue value) {}

    private Subschemas() {}

    /** Whether there may be schemas in the argument of a keyword. */
    public static boolean mayStandUnder(String keyword) {
        return Keyword.named(keyword)
                .filter(known -> isSingle(known) || isList(known) || isMap(known))
                .isPresent();
    }

    private static boolean isSingle(Keyword keyword) {
        return keyword.shape() == ArgumentShape.SCHEMA || keyword.shape() == ArgumentShape.SCHEMA_OR_SCHEMAS;
    }

    private static boolean isList(Keyword keyword) {
        return keyword.shape() == ArgumentShape.SCHEMAS || keyword.shape() == ArgumentShape.SCHEMA_OR_SCHEMAS;
    }

    private static boolean isMap(Keyword keyword) {
        return keyword.shape() == ArgumentShape.SCHEMAS_BY_NAME || keyword.shape() == ArgumentShape.DEPENDENCIES;
    }

    /**
     * Show every schema object, the root first, an outer one before those inside it.
     *
     * @param visitor takes each schema and where it is
     */
    public static void visit(JsonValue root, BiConsumer<JsonPointer, JsonObject> visitor) {
        visit(root, keyword -> true, visitor);
    }

    /** Show every schema object that stands under some keywords. */
    static void visit(JsonValue root, Predicate<Keyword> under, BiConsumer<JsonPointer, JsonObject> visitor) {
        // Not recursive: a schema from the field may be nested deeper than a small thread stack.
        Deque<Place> open = new ArrayDeque<>();
        open.add(new Place(JsonPointer.ROOT, root));
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (place.value instanceof JsonObject schema) {
                visitor.accept(place.pointer, schema);
                children(place.pointer, schema, under, (pointer, value) -> open.add(new Place(pointer, value)));
            }
        }
    }

    /** Show what stands under some keywords of one schema, whatever it is. */
    static void children(
            JsonPointer at, JsonObject schema, Predicate<Keyword> under, BiConsumer<JsonPointer, JsonValue> visitor) {
        Deque<Place> found = new ArrayDeque<>();
        schema.members().forEach((name, value) -> Keyword.named(name)
                .filter(under)
                .ifPresent(keyword -> collect(at.child(name), keyword, value, found)));
        found.forEach(place -> visitor.accept(place.pointer, place.value));
    }

    private static void collect(JsonPointer pointer, Keyword keyword, JsonValue value, Deque<Place> open) {
        if (value instanceof JsonObject object) {
            if (isMap(keyword)) {
                object.members().forEach((name, schema) -> open.add(new Place(pointer.child(name), schema)));
            } else if (isSingle(keyword)) {
                open.add(new Place(pointer, value));
            }
        } else if (value instanceof JsonArray array && isList(keyword)) {
            for (int i = 0; i < array.items().size(); i++) {
                open.add(new Place(pointer.child(i), array.items().get(i)));
            }
        }
    }
}
