/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import dev.mcpjunit.drift.internal.schema.model.DeclaredContent;
import dev.mcpjunit.drift.internal.schema.model.SchemaCompiler;
import dev.mcpjunit.drift.internal.schema.normal.SchemaNormalizer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.SchemaReading;

/** Whether a schema declares all that a call sends. What is accepted without being declared may be ignored. */
final class DeclaredArguments {

    private static final long EFFORT = 1_000_000;

    private DeclaredArguments() {}

    /** Whether all members are declared, at any depth, and this is known. */
    static boolean areAll(JsonValue arguments, JsonValue schema) {
        try {
            Effort effort = Effort.of(EFFORT);
            SchemaReading reading = SchemaReading.of(schema, effort);
            var compiled =
                    new SchemaCompiler(effort).compile(SchemaNormalizer.normalize(schema, reading.dialect(), effort));
            return new DeclaredContent(effort).isAllOf(arguments, compiled);
        } catch (InvalidSchemaException | EffortExhaustedException unknown) {
            return false;
        }
    }
}
