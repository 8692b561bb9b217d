/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.Combination.Opaque;
import dev.mcpjunit.drift.internal.schema.model.Combination.Refer;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles one document, whose schemas may refer to each other and to themselves. */
final class DocumentCompiler {

    private static final String ROOT = "#";
    private static final String DEFINITION = "#/$defs/";

    /** A definition that is being compiled, and how far inside values that began. */
    private record Begun(Definition definition, int depth) {}

    private final Schemas schemas;
    private final JsonValue root;
    private final Effort effort;
    private final Map<String, Begun> begun = new HashMap<>();
    private final Map<String, Schema> compiled = new HashMap<>();
    private final IdentityHashMap<JsonObject, Schema> inPlace = new IdentityHashMap<>();
    private int depth;

    DocumentCompiler(Schemas schemas, JsonValue root, Effort effort) {
        this.effort = effort;
        this.schemas = schemas;
        this.root = root;
    }

    Schema compile() {
        return reference(ROOT);
    }

    Schemas schemas() {
        return schemas;
    }

    /** A schema for the same value as the schema around it. */
    Schema inPlace(JsonValue schema) {
        effort.spend(1);
        if (schema == JsonBoolean.TRUE) {
            return schemas.all();
        }
        if (schema == JsonBoolean.FALSE) {
            return schemas.none();
        }
        if (schema instanceof JsonObject object) {
            Schema known = inPlace.get(object);
            if (known == null) {
                known = new KeywordCompiler(this, object).compile();
                inPlace.put(object, known);
            }
            return known;
        }
        return opaque(Kinds.ALL, schema + " is no schema");
    }

    /** A schema for a part of the value that the schema around it is for. */
    Schema inside(JsonValue schema) {
        depth++;
        Schema inside = inPlace(schema);
        depth--;
        return inside;
    }

    Schema reference(String reference) {
        Schema known = compiled.get(reference);
        if (known != null) {
            return known;
        }
        Begun own = begun.get(reference);
        if (own != null) {
            // A circular reference that never enters the value has no meaning, and validators never end on it.
            return own.depth == depth
                    ? opaque(Kinds.ALL, "references that lead in a circle")
                    : schemas.of(Kinds.ALL, Set.of(new Refer(own.definition)));
        }
        Optional<JsonValue> target = find(reference);
        if (target.isEmpty()) {
            return schemas.of(Kinds.ALL, Set.of(new Opaque(Kinds.ALL, "the reference to " + reference, "")));
        }
        var definition = new Definition(reference);
        begun.put(reference, new Begun(definition, depth));
        Schema schema = inPlace(target.get());
        definition.complete(schema);
        begun.remove(reference);
        compiled.put(reference, schema);
        return schema;
    }

    /** What a reference leads to; empty where that is outside the document. */
    Optional<JsonValue> find(String reference) {
        if (reference.equals(ROOT)) {
            return Optional.of(root);
        }
        return reference.startsWith(DEFINITION) ? root.at(reference.substring(1)) : Optional.empty();
    }

    /** An unknown condition of this document only: what it says may depend on what stands around it. */
    Schema opaque(Kinds kinds, String meaning) {
        return schemas.of(Kinds.ALL, Set.of(new Opaque(kinds, meaning, this)));
    }
}
