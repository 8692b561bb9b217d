/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A subschema and where it stands.
 *
 * @param over what is said about it elsewhere and wins, as beside the reference that led here
 * @param under what is said about it elsewhere and counts where nothing is said here
 */
record Place(JsonPointer at, JsonValue schema, List<About> over, List<About> under) {

    /** What refers to another schema; the last two depend on the way by which they are reached. */
    static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

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

    /** Go where a reference leads, and on from there, as long as it leads to a place in the same document. */
    Place followed(SchemaDocument document) {
        Place here = this;
        Set<JsonPointer> visited = new HashSet<>();
        for (Optional<Place> next = target(document); next.isPresent(); next = here.target(document)) {
            if (!visited.add(next.get().at)) {
                return here;
            }
            here = next.get();
        }
        return here;
    }

    /** Where the reference at this place leads; empty without one, or where it leaves the document. */
    Optional<Place> target(SchemaDocument document) {
        return schema instanceof JsonObject object
                ? REFERENCES.stream()
                        .filter(object::has)
                        .findFirst()
                        .flatMap(keyword ->
                                object.string(keyword).flatMap(reference -> document.follow(at, keyword, reference)))
                        .map(local -> referred(local.location(), local.schema()))
                : Optional.empty();
    }

    private Place referred(JsonPointer there, JsonValue target) {
        About said = About.of(new Place(at, schema));
        if (said.members().isEmpty()) {
            return new Place(there, target, over, List.of());
        }
        var beside = new ArrayList<>(over);
        beside.add(said);
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
