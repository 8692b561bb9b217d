/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.SchemaReferences;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Local;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole schema, in which references can be followed. Not thread-safe. */
final class SchemaDocument {

    /** A document in which no reference leads anywhere. */
    static final SchemaDocument EMPTY = new SchemaDocument(JsonObject.EMPTY);

    private final JsonValue root;
    private @Nullable SchemaReferences references;

    SchemaDocument(JsonValue root) {
        this.root = root;
    }

    Place place() {
        return new Place(JsonPointer.ROOT, root);
    }

    /** Where a reference leads; empty where that is not in this document. */
    Optional<Local> follow(JsonPointer from, String reference) {
        if (references == null) {
            references = SchemaReferences.in(root, SchemaDialect.named(root).orElse(SchemaDialect.DRAFT_2020_12));
        }
        return references.follow(from, reference) instanceof Local local ? Optional.of(local) : Optional.empty();
    }
}
