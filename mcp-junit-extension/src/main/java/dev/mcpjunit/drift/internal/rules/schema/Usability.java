/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.Keyword;
import dev.mcpjunit.json.internal.schema.SchemaDefect;
import dev.mcpjunit.json.internal.schema.SchemaDefect.Kind;
import dev.mcpjunit.json.internal.schema.SchemaDefects;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which parts of a schema cannot be used.
 *
 * @param defects what its own dialect does not allow: the one that {@code $schema} names, else 2020-12
 * @param obstacles what cannot be compared, in the dialect that makes the most of what is written
 */
record Usability(List<SchemaDefect> defects, List<SchemaDefect> obstacles) {

    private static final List<SchemaDialect> NEWEST_FIRST =
            List.of(SchemaDialect.DRAFT_2020_12, SchemaDialect.DRAFT_07, SchemaDialect.DRAFT_04);

    static Usability of(JsonValue schema) {
        if (!(schema instanceof JsonObject)) {
            List<SchemaDefect> whole = List.of(new SchemaDefect(
                    JsonPointer.ROOT,
                    "",
                    schema,
                    Kind.NO_SCHEMA,
                    "the schema of a tool must be an object, but is " + schema.typeName()));
            return new Usability(whole, whole);
        }
        SchemaDialect own = SchemaDialect.named(schema).orElse(SchemaDialect.DRAFT_2020_12);
        List<SchemaDefect> found = SchemaDefects.in(schema, own);
        List<SchemaDefect> obstacles = found;
        for (SchemaDialect other : NEWEST_FIRST) {
            if (other != own && obstacles.stream().anyMatch(defect -> defect.kind() != Kind.REMOTE_REFERENCE)) {
                List<SchemaDefect> less = Stream.concat(
                                SchemaDefects.in(schema, other).stream(),
                                found.stream().filter(defect -> isUnknown(defect, other)))
                        .toList();
                obstacles = less.size() < obstacles.size() ? less : obstacles;
            }
        }
        var defects = new ArrayList<SchemaDefect>();
        if (schema instanceof JsonObject object
                && object.get("$schema") instanceof JsonString name
                && SchemaDialect.named(schema).isEmpty()) {
            defects.add(new SchemaDefect(
                    JsonPointer.ROOT, "$schema", name, Kind.ARGUMENT, name + " is not a dialect of JSON Schema"));
        }
        found.stream().filter(defect -> defect.kind() != Kind.REMOTE_REFERENCE).forEach(defects::add);
        return new Usability(defects, obstacles);
    }

    /** To ignore a keyword is not to make sense of it. */
    private static boolean isUnknown(SchemaDefect defect, SchemaDialect dialect) {
        return Keyword.named(defect.member())
                .filter(keyword -> !keyword.isIn(dialect))
                .isPresent();
    }
}
