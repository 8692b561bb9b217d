/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.schema.ArgumentShape;
import dev.mcpjunit.json.internal.schema.Keyword;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.util.Optional;

/**
 * Recognizes schemas that are obviously valid. Validating them against their meta-schema would cost a hundred times as
 * much. It may answer "not obvious" at any time: then the meta-schema decides.
 */
final class PlainSchema {

    private static final int DEEPEST = 60;

    private final SchemaDialect dialect;
    private final Effort effort;

    private PlainSchema(SchemaDialect dialect, Effort effort) {
        this.dialect = dialect;
        this.effort = effort;
    }

    /** Tell whether the meta-schema agrees for certain; it still may where this says no. */
    static boolean isCertainly(JsonValue schema, SchemaDialect dialect, Effort effort) {
        return (dialect == SchemaDialect.DRAFT_07 || dialect == SchemaDialect.DRAFT_2020_12)
                && new PlainSchema(dialect, effort).isPlain(schema, 0);
    }

    private boolean isPlain(JsonValue schema, int depth) {
        effort.spend(1);
        if (schema instanceof JsonBoolean) {
            return true;
        }
        if (depth > DEEPEST || !(schema instanceof JsonObject object)) {
            return false;
        }
        for (var member : object.members().entrySet()) {
            if (!isPlain(member.getKey(), member.getValue(), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlain(String name, JsonValue argument, int depth) {
        Optional<Keyword> known = Keyword.named(name);
        if (known.isEmpty()) {
            // What is no keyword of any dialect may be anything.
            return name.startsWith("x-");
        }
        ArgumentShape shape = known.get().shape();
        return shape.fits(argument, dialect)
                && switch (shape) {
                    case SCHEMA -> isPlain(argument, depth);
                    case SCHEMAS, SCHEMA_OR_SCHEMAS ->
                        argument instanceof JsonArray schemas
                                ? schemas.items().stream().allMatch(schema -> isPlain(schema, depth))
                                : isPlain(argument, depth);
                    case SCHEMAS_BY_NAME ->
                        ((JsonObject) argument).members().values().stream().allMatch(schema -> isPlain(schema, depth));
                    // Older meta-schemas want different values, at least one.
                    case VALUES -> shape.fits(argument, SchemaDialect.DRAFT_04);
                    case DEPENDENCIES, FLAGS_BY_NAME -> false;
                    default -> true;
                };
    }
}
