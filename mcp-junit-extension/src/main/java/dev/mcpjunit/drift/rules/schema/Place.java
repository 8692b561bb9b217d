/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A subschema and where it stands.
 *
 * @param at the place from the root
 * @param schema what stands there
 */
record Place(JsonPointer at, JsonValue schema) {

    private static final int LONGEST_CHAIN = 16;

    private static final JsonObject NOTHING =
            JsonObject.builder().put("not", JsonObject.EMPTY).build();

    Place child(String keyword, JsonValue inner) {
        return new Place(at.child(keyword), inner);
    }

    Place child(String keyword, int index, JsonValue inner) {
        return new Place(at.child(keyword).child(index), inner);
    }

    Place child(String keyword, String name, JsonValue inner) {
        return new Place(at.child(keyword).child(name), inner);
    }

    /** Go where a reference leads that stands alone, as long as it leads to a place in the same document. */
    Place followed(JsonValue root) {
        Place here = this;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<Place> next = here.target(root);
            if (next.isEmpty()) {
                return here;
            }
            here = next.get();
        }
        return here;
    }

    private Optional<Place> target(JsonValue root) {
        if (!(schema instanceof JsonObject object)) {
            return Optional.empty();
        }
        return object.string("$ref")
                .filter(reference -> reference.startsWith("#"))
                .flatMap(reference -> {
                    try {
                        JsonPointer there = JsonPointer.parse(
                                URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
                        return there.find(root).map(target -> new Place(there, target));
                    } catch (IllegalArgumentException anAnchor) {
                        return Optional.empty();
                    }
                });
    }

    /** The schema as an object: {@code true} says nothing, {@code false} rules out everything. */
    JsonObject object() {
        return schema instanceof JsonObject object
                ? object
                : schema.equals(JsonBoolean.FALSE) ? NOTHING : JsonObject.EMPTY;
    }
}
