/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.SchemaReferences;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Local;
import java.util.List;
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
        return references().follow(from, reference) instanceof Local local ? Optional.of(local) : Optional.empty();
    }

    /**
     * Where the reference of a keyword leads. A dynamic reference has the outermost anchor of its name as its target.
     * If the document root has that anchor, it is the target.
     */
    Optional<Local> follow(JsonPointer from, String keyword, String reference) {
        Optional<Local> target = follow(from, reference);
        Optional<String> name = target.map(Local::schema)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(schema -> switch (keyword) {
                    case "$dynamicRef" ->
                        schema.string("$dynamicAnchor").filter(anchor -> reference.endsWith("#" + anchor));
                    case "$recursiveRef" ->
                        schema.bool("$recursiveAnchor").filter(is -> is).map(is -> SchemaReferences.RECURSIVE);
                    default -> Optional.empty();
                });
        return name.map(references().dynamicAnchors(JsonPointer.ROOT)::get)
                .flatMap(outermost -> outermost.find(root).map(schema -> new Local(outermost, schema)))
                .or(() -> target);
    }

    /** The beginning of a schema in which references lead where they lead in this document. */
    JsonObject.Builder definitions() {
        JsonObject.Builder question = JsonObject.builder();
        if (root instanceof JsonObject schema) {
            for (String keyword : List.of("$schema", "$defs", "definitions")) {
                JsonValue kept = schema.get(keyword);
                if (kept != null) {
                    question.put(keyword, kept);
                }
            }
        }
        return question;
    }

    private SchemaReferences references() {
        if (references == null) {
            references = SchemaReferences.in(root, SchemaDialect.named(root).orElse(SchemaDialect.DRAFT_2020_12));
        }
        return references;
    }
}
