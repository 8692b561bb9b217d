/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.schema.Keyword;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.Subschemas;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;

/**
 * How a schema from the field is meant.
 *
 * @param problem what speaks against its being a schema of any dialect, if anything does
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SchemaReading(SchemaDialect dialect, Optional<String> problem) {

    /** Draft 7 before 2019-09: most generators that write an array under {@code items} mean it. */
    private static final List<SchemaDialect> GUESSES = List.of(
            SchemaDialect.DRAFT_2020_12, SchemaDialect.DRAFT_07, SchemaDialect.DRAFT_2019_09, SchemaDialect.DRAFT_04);

    /**
     * Find out how a schema is meant. The dialect that {@code $schema} names is taken where it exists and its
     * meta-schema agrees; else another one whose meta-schema agrees, because generators forget {@code $schema} or write
     * a wrong one, and an array under {@code items} is a tuple whatever it says above. A dialect that would ignore a
     * keyword of the schema is never a guess. If no meta-schema agrees, it is the named dialect, or 2020-12, the
     * default of MCP.
     */
    public static SchemaReading of(JsonValue schema, Effort effort) {
        Optional<SchemaDialect> named = SchemaDialect.named(schema);
        Set<SchemaDialect> candidates = new LinkedHashSet<>();
        named.ifPresent(candidates::add);
        candidates.addAll(GUESSES);
        SchemaReading first = null;
        for (SchemaDialect candidate : candidates) {
            if (first != null && ignoresKeyword(candidate, schema)) {
                continue;
            }
            var reading = new SchemaReading(candidate, MetaSchemas.check(candidate, schema, effort));
            if (reading.problem.isEmpty()) {
                return reading;
            }
            first = first == null ? reading : first;
        }
        return first == null ? new SchemaReading(SchemaDialect.DRAFT_2020_12, Optional.empty()) : first;
    }

    private static boolean ignoresKeyword(SchemaDialect dialect, JsonValue schema) {
        var ignores = new AtomicBoolean();
        Subschemas.visit(schema, (place, object) -> {
            if (object.names().stream()
                    .flatMap(name -> Keyword.named(name).stream())
                    .anyMatch(keyword -> keyword.constrains() && !keyword.isIn(dialect))) {
                ignores.set(true);
            }
        });
        return ignores.get();
    }
}
