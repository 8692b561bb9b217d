/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.model.SchemaCompiler;
import dev.mcpjunit.drift.internal.schema.normal.Bounds;
import dev.mcpjunit.drift.internal.schema.normal.SchemaNormalizer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaReading;
import org.jspecify.annotations.Nullable;

/** One side of a comparison in all its forms, each made once and only when it is needed. */
final class ComparedSchema {

    private final JsonValue source;
    private final SchemaCompiler compiler;
    private final Effort effort;
    private @Nullable SchemaReading reading;
    private @Nullable JsonValue normalForm;
    private @Nullable Schema compiled;
    private @Nullable JsonSchema validator;
    private @Nullable InvalidSchemaException unusable;

    ComparedSchema(JsonValue source, SchemaCompiler compiler, Effort effort) {
        this.source = source;
        this.compiler = compiler;
        this.effort = effort;
    }

    SchemaCompiler compiler() {
        return compiler;
    }

    private SchemaReading reading() {
        if (reading == null) {
            reading = SchemaReading.of(source, effort);
        }
        return reading;
    }

    JsonValue normalForm() {
        if (normalForm == null) {
            normalForm = SchemaNormalizer.normalize(source, reading().dialect(), effort);
        }
        return normalForm;
    }

    ComparedSchema withoutBounds() {
        return new ComparedSchema(Bounds.removed(normalForm()), compiler, effort);
    }

    Schema compiled() {
        if (compiled == null) {
            compiled = compiler.compile(normalForm());
        }
        return compiled;
    }

    boolean isUsable() {
        try {
            validator();
            return true;
        } catch (InvalidSchemaException invalid) {
            return false;
        }
    }

    /** The schema as a validator reads it: from the source, so that it also checks how it was normalized. */
    JsonSchema validator() {
        if (unusable != null) {
            throw unusable;
        }
        if (validator == null) {
            try {
                validator = JsonSchema.lenient(source, reading());
            } catch (InvalidSchemaException invalid) {
                unusable = invalid;
                throw invalid;
            }
        }
        return validator;
    }
}
