/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.SchemaReferences;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Local;
import dev.mcpjunit.json.internal.schema.Subschemas;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The places in a schema that hold data: what is listed under {@code enum}, what an unknown keyword has. The validator
 * library looks for identifiers everywhere and would take those in data for real.
 */
final class DataInSchema {

    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

    private static final List<String> IDENTIFIERS = List.of("$id", "id", "$anchor", "$dynamicAnchor", "$schema");

    private final Set<JsonPointer> data = new HashSet<>();
    private final Set<JsonPointer> schemas = new HashSet<>();

    private DataInSchema() {}

    /** JSON Pointers to the places. */
    static Set<String> pointers(JsonValue schema, SchemaDialect dialect) {
        var places = new DataInSchema();
        Subschemas.visit(schema, places::collect);
        if (places.data.isEmpty()) {
            return Set.of();
        }
        var references = SchemaReferences.in(schema, dialect);
        Subschemas.visit(schema, (location, inner) -> places.follow(references, location, inner));
        var pointers = new HashSet<String>();
        for (JsonPointer place : places.data) {
            if (places.schemas.stream().noneMatch(target -> contains(place, target))) {
                pointers.add(place.toString());
            }
        }
        return pointers;
    }

    private void collect(JsonPointer location, JsonObject schema) {
        schema.members().forEach((keyword, argument) -> {
            if (!Subschemas.mayStandUnder(keyword) && mentionsIdentifier(argument)) {
                data.add(location.child(keyword));
            }
        });
    }

    private static boolean mentionsIdentifier(JsonValue value) {
        if (value instanceof JsonObject object) {
            return IDENTIFIERS.stream().anyMatch(object::has)
                    || object.members().values().stream().anyMatch(DataInSchema::mentionsIdentifier);
        }
        return value instanceof JsonArray array && array.items().stream().anyMatch(DataInSchema::mentionsIdentifier);
    }

    /** What is referred to is a schema after all, wherever it stands. */
    private void follow(SchemaReferences references, JsonPointer location, JsonObject schema) {
        for (String keyword : REFERENCES) {
            schema.string(keyword).ifPresent(reference -> {
                if (references.follow(location, reference) instanceof Local local) {
                    schemas.add(local.location());
                }
            });
        }
    }

    private static boolean contains(JsonPointer outer, JsonPointer inner) {
        int size = outer.tokens().size();
        return inner.tokens().size() >= size && inner.tokens().subList(0, size).equals(outer.tokens());
    }
}
