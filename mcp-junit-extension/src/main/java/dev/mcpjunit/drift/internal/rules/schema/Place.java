/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A subschema and where it stands.
 *
 * @param at the place from the root
 * @param schema what stands there
 * @param over what is said about it elsewhere and wins, as beside the reference that led here
 * @param under what is said about it elsewhere and counts where nothing is said here
 */
record Place(JsonPointer at, JsonValue schema, List<About> over, List<About> under) {

    private static final int LONGEST_CHAIN = 16;

    private static final JsonObject NOTHING =
            JsonObject.builder().put("not", JsonObject.EMPTY).build();

    Place(JsonPointer at, JsonValue schema) {
        this(at, schema, List.of(), List.of());
    }

    Place child(String keyword, JsonValue inner) {
        return new Place(at.child(keyword), inner);
    }

    Place child(String keyword, int index, JsonValue inner) {
        return new Place(at.child(keyword).child(index), inner);
    }

    Place child(String keyword, String name, JsonValue inner) {
        return new Place(at.child(keyword).child(name), inner);
    }

    /** The same place, about which something more is said elsewhere. */
    Place described(About elsewhere) {
        return new Place(at, schema, over, List.of(elsewhere));
    }

    /** Go where a reference leads, as long as it leads to a place in the same document. */
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
                        return there.find(root).map(target -> referred(there, target));
                    } catch (IllegalArgumentException anAnchor) {
                        return Optional.empty();
                    }
                });
    }

    private Place referred(JsonPointer there, JsonValue target) {
        var beside = new ArrayList<>(over);
        beside.add(About.of(new Place(at, schema)));
        return new Place(there, target, beside, List.of());
    }

    /**
     * The schema as an object, with all that is said about it: {@code true} says nothing, {@code false} rules out
     * everything.
     */
    JsonObject object() {
        JsonObject own = schema instanceof JsonObject object
                ? object
                : schema.equals(JsonBoolean.FALSE) ? NOTHING : JsonObject.EMPTY;
        if (over.isEmpty() && under.isEmpty()) {
            return own;
        }
        JsonObject.Builder all = JsonObject.builder();
        under.forEach(about -> about.members().members().forEach(all::put));
        own.members().forEach(all::put);
        for (int i = over.size() - 1; i >= 0; i--) {
            over.get(i).members().members().forEach(all::put);
        }
        return all.build();
    }

    /** Where a keyword stands. */
    JsonPointer at(String keyword) {
        boolean own = schema instanceof JsonObject object && object.has(keyword);
        return Stream.concat(over.stream(), own ? Stream.empty() : under.stream())
                .filter(about -> about.members().has(keyword))
                .findFirst()
                .map(About::at)
                .orElse(at)
                .child(keyword);
    }
}
