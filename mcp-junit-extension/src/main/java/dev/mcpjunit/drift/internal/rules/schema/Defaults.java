/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which properties a server can fill in when they are absent. */
final class Defaults {

    private static final int DEEPEST = 16;

    private Defaults() {}

    /**
     * Whether a property has a default of a type that it declares. It may be declared behind a reference or in
     * {@code allOf}; what stands beside a reference wins.
     */
    static boolean has(Place property, SchemaDocument document) {
        return find(property, document, new HashSet<>(), 0)
                .filter(value -> Types.of(property.schema(), document)
                        .map(types -> Types.allIn(Set.of(Types.ofValue(value)), types))
                        .orElse(true))
                .isPresent();
    }

    private static Optional<JsonValue> find(Place place, SchemaDocument document, Set<JsonPointer> visited, int depth) {
        if (!(place.schema() instanceof JsonObject schema) || depth > DEEPEST || !visited.add(place.at())) {
            return Optional.empty();
        }
        JsonValue own = schema.get("default");
        if (own != null) {
            return Optional.of(own);
        }
        Optional<JsonValue> referred =
                place.target(document).flatMap(target -> find(target, document, visited, depth + 1));
        if (referred.isPresent() || !(schema.get("allOf") instanceof JsonArray parts)) {
            return referred;
        }
        for (int i = 0; i < parts.items().size(); i++) {
            Optional<JsonValue> part =
                    find(place.child("allOf", i, parts.items().get(i)), document, visited, depth + 1);
            if (part.isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }
}
