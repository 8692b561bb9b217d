/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Local;
import dev.mcpjunit.json.schema.SchemaReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Rewrites a schema of any dialect into one spelling of 2020-12 that accepts the same values. Annotations go, what says
 * nothing goes, local references lead to {@code $defs} by number. To normalize twice changes nothing more.
 *
 * <p>Every JSON value can be normalized. What is no schema, or an argument that its keyword cannot have, stays as it
 * is.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SchemaNormalizer {

    private final JsonObject root;
    private final SchemaDialect dialect;
    private final Effort effort;
    private final Simplifier simplifier;
    private final Links links;

    /** The places that dynamic references mean here, by name. */
    private Map<String, JsonPointer> scope = Map.of();

    private SchemaNormalizer(JsonObject root, SchemaDialect dialect, boolean careful, Effort effort) {
        this.effort = effort;
        this.root = root;
        this.dialect = dialect;
        this.simplifier = new Simplifier(careful);
        this.links = new Links(root, dialect);
    }

    /** Normalize a schema. */
    public static JsonValue normalize(JsonValue schema) {
        return normalize(schema, SchemaReading.of(schema, Effort.UNLIMITED).dialect(), Effort.UNLIMITED);
    }

    /**
     * Normalize a schema of a known dialect.
     *
     * @throws dev.mcpjunit.json.internal.regex.EffortExhaustedException if it costs more than it may
     */
    public static JsonValue normalize(JsonValue schema, SchemaDialect dialect, Effort effort) {
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        boolean careful = mentionsUnevaluated(object);
        JsonValue normal = new SchemaNormalizer(object, dialect, careful, effort).normalize();
        // What called for care may have been dropped because nothing refers to it.
        return careful && !mentionsUnevaluated(normal)
                ? normalize(normal, SchemaDialect.DRAFT_2020_12, effort)
                : normal;
    }

    private JsonValue normalize() {
        JsonValue normal = schema(JsonPointer.ROOT, root);
        var definitions = new LinkedHashMap<String, JsonValue>();
        for (var next = links.next(); next.isPresent(); next = links.next()) {
            scope = next.get().scope();
            Local place = next.get().place();
            definitions.put(next.get().name(), any(place.location(), place.schema()));
        }
        return Definitions.numbered(normal, definitions);
    }

    private static boolean mentionsUnevaluated(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.has(Vocabulary.UNEVALUATED_PROPERTIES.keyword())
                    || object.has(Vocabulary.UNEVALUATED_ITEMS.keyword())
                    || object.members().values().stream().anyMatch(SchemaNormalizer::mentionsUnevaluated);
        }
        return value instanceof JsonArray array
                && array.items().stream().anyMatch(SchemaNormalizer::mentionsUnevaluated);
    }

    private JsonValue any(JsonPointer at, JsonValue schema) {
        return schema instanceof JsonObject object ? schema(at, object) : schema;
    }

    private JsonValue schema(JsonPointer at, JsonObject schema) {
        effort.spend(1 + schema.names().size());
        Map<String, JsonPointer> outside = scope;
        scope = links.scope(outside, at);
        JsonValue normal = simplifier.simplify(keywords(at, schema));
        scope = outside;
        return normal;
    }

    private Map<String, JsonValue> keywords(JsonPointer at, JsonObject schema) {
        Map<Vocabulary, Argument> arguments = Translation.of(at, schema, dialect);
        var normal = new LinkedHashMap<String, JsonValue>();
        for (Vocabulary keyword : Vocabulary.values()) {
            Argument argument = arguments.get(keyword);
            if (argument != null) {
                normal.put(keyword.keyword(), argument(keyword, argument));
            }
        }
        if (normal.get(Vocabulary.DYNAMIC_REF.keyword()) instanceof JsonObject reference) {
            normal.remove(Vocabulary.DYNAMIC_REF.keyword());
            Simplifier.conjoin(normal, reference);
        }
        return normal;
    }

    private JsonValue argument(Vocabulary keyword, Argument argument) {
        if (!keyword.shape().fits(argument.value())) {
            return argument.value();
        }
        return switch (keyword.shape()) {
            case SCHEMA -> any(argument.at(), argument.value());
            case SCHEMAS -> list(argument);
            case SCHEMAS_BY_NAME -> map(argument);
            case TEXT -> text(keyword, argument);
            default -> argument.value();
        };
    }

    private JsonValue text(Vocabulary keyword, Argument argument) {
        String text = ((JsonString) argument.value()).value();
        return switch (keyword) {
            case REF -> new JsonString(links.follow(argument.at(), text, scope));
            case DYNAMIC_REF ->
                links.followDynamic(argument.at(), text, scope)
                        .<JsonValue>map(reference -> JsonObject.builder()
                                .put(Vocabulary.REF.keyword(), reference)
                                .build())
                        .orElse(argument.value());
            default -> argument.value();
        };
    }

    private JsonArray list(Argument argument) {
        List<JsonValue> schemas = ((JsonArray) argument.value()).items();
        var normal = new ArrayList<JsonValue>(schemas.size());
        for (JsonValue schema : schemas) {
            normal.add(any(argument.at().child(normal.size()), schema));
        }
        return new JsonArray(normal);
    }

    private JsonObject map(Argument argument) {
        var normal = new LinkedHashMap<String, JsonValue>();
        ((JsonObject) argument.value())
                .members()
                .forEach((name, schema) -> normal.put(name, any(argument.at().child(name), schema)));
        return JsonObject.of(normal);
    }
}
