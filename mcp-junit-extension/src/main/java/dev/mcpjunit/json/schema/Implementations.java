/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.Dialect;
import dev.harrel.jsonschema.Dialects;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the validator library knows of each dialect, made once: it never changes, and takes as long as a small schema.
 */
final class Implementations {

    private static final Map<SchemaDialect, Dialect> DIALECTS = new EnumMap<>(Map.of(
            SchemaDialect.DRAFT_04, new Dialects.Draft4Dialect(),
            SchemaDialect.DRAFT_06, new Dialects.Draft6Dialect(),
            SchemaDialect.DRAFT_07, new Dialects.Draft7Dialect(),
            SchemaDialect.DRAFT_2019_09, new Dialects.Draft2019Dialect(),
            SchemaDialect.DRAFT_2020_12, new Dialects.Draft2020Dialect()));

    private Implementations() {}

    static Dialect of(SchemaDialect dialect) {
        return Objects.requireNonNull(DIALECTS.get(dialect));
    }
}
