/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import dev.mcpjunit.json.internal.regex.Regex;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.SchemaReferences;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Missing;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Remote;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Target;
import dev.mcpjunit.json.internal.schema.Subschemas;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the validator library would pass over in silence, found before it can: references that lead nowhere, regular
 * expressions that are none, counts beyond an int.
 */
final class SchemaCheck {

    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final List<String> COUNTS =
            List.of("minLength", "minItems", "minProperties", "minContains", "maxContains");
    private static final BigDecimal LARGEST_COUNT = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final JsonValue root;
    private final SchemaDialect dialect;
    private final boolean lenient;
    private @Nullable SchemaReferences references;

    private SchemaCheck(JsonValue root, SchemaDialect dialect, boolean lenient) {
        this.root = root;
        this.dialect = dialect;
        this.lenient = lenient;
    }

    /** Throw for what makes a schema unusable; what only some values can meet is let through for the lenient. */
    static void check(JsonValue schema, SchemaDialect dialect, boolean lenient) {
        Subschemas.visit(schema, new SchemaCheck(schema, dialect, lenient)::check);
    }

    private void check(JsonPointer location, JsonObject schema) {
        for (String keyword : REFERENCES) {
            schema.string(keyword).ifPresent(reference -> follow(location, keyword, reference));
        }
        for (String keyword : COUNTS) {
            if (schema.get(keyword) instanceof JsonNumber count && count.value().compareTo(LARGEST_COUNT) > 0) {
                throw unusable(keyword + " of " + count + " is more than can be counted", location);
            }
        }
        if (!lenient) {
            schema.string("pattern").ifPresent(pattern -> parse(location, pattern));
            schema.object("patternProperties")
                    .ifPresent(patterns -> patterns.names().forEach(pattern -> parse(location, pattern)));
        }
    }

    private void follow(JsonPointer location, String keyword, String reference) {
        if (references == null) {
            references = SchemaReferences.in(root, dialect);
        }
        Target target = references.follow(location, reference);
        if (target instanceof Missing) {
            throw unusable("the " + keyword + " '" + reference + "' leads nowhere", location);
        }
        if (!lenient && target instanceof Remote remote && !SchemaDialect.hasMetaSchema(remote.uri())) {
            String problem = RemoteReferences.notFetched(remote.uri());
            throw unusable(problem, location, new CannotTellException(problem));
        }
    }

    private static void parse(JsonPointer location, String pattern) {
        try {
            Regex.parse(pattern);
        } catch (InvalidRegexException invalid) {
            throw unusable(String.valueOf(invalid.getMessage()), location);
        }
    }

    private static InvalidSchemaException unusable(String problem, JsonPointer location) {
        return unusable(problem, location, null);
    }

    private static InvalidSchemaException unusable(
            String problem, JsonPointer location, @Nullable CannotTellException cause) {
        String place = location.tokens().isEmpty() ? "" : " at " + location;
        return new InvalidSchemaException("Not a usable JSON Schema: " + problem + place, cause);
    }
}
