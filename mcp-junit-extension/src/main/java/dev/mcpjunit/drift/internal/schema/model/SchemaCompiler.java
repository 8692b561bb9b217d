/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.Combination.Opaque;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Turns normal forms into demands. All schemas of one compiler can be compared: those that demand the same, in whatever
 * words, are the same object, unless they refer to themselves.
 *
 * <p>What cannot be analyzed becomes {@link Opaque}. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SchemaCompiler {

    private final Schemas schemas = new Schemas();
    private final Effort effort;

    /**
     * Prepare to compile.
     *
     * @param effort what all schemas together may cost
     */
    public SchemaCompiler(Effort effort) {
        this.effort = effort;
    }

    /**
     * Compile a schema.
     *
     * @param normalForm what {@link dev.mcpjunit.drift.internal.schema.normal.SchemaNormalizer} made of it
     */
    public Schema compile(JsonValue normalForm) {
        return new DocumentCompiler(schemas, normalForm, effort).compile();
    }

    /** Make the schema of one value. */
    public Schema constant(JsonValue value) {
        return schemas.of(Kinds.of(Kind.of(value)), Set.of(new OneOfValues(Set.of(value))));
    }

    /**
     * Make the schema of what some schemas allow together.
     *
     * @param options the schemas, at least one
     */
    public Schema anyOf(List<Schema> options) {
        effort.spend(options.size());
        return options.size() == 1 ? options.get(0) : schemas.anyOf(Ordered.set(options));
    }

    /** Make the schema of all values. */
    public Schema anything() {
        return schemas.all();
    }
}
