/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema.normal;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.SchemaDialect;
import dev.mcpjunit.json.schema.SchemaReferences;
import dev.mcpjunit.json.schema.SchemaReferences.Local;
import dev.mcpjunit.json.schema.SchemaReferences.Remote;
import dev.mcpjunit.json.schema.SchemaReferences.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a schema of any dialect into one spelling of 2020-12 that accepts the same values. Annotations go, what says
 * nothing goes, local references lead to {@code $defs} by number. To normalise twice changes nothing more.
 *
 * <p>Every JSON value can be normalised. What is no schema, or an argument that its keyword cannot have, stays as it
 * is.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SchemaNormaliser {

    private static final String MISSING = "urn:missing:";
    private static final String AMBIGUOUS = "urn:recursive:ambiguous";

    private record Definition(Local place, String name) {}

    private final JsonObject root;
    private final SchemaDialect dialect;
    private final Simplifier simplifier;
    private final Map<JsonPointer, Definition> definitions = new LinkedHashMap<>();
    private final Deque<Definition> open = new ArrayDeque<>();
    private @Nullable SchemaReferences references;

    private SchemaNormaliser(JsonObject root, boolean careful) {
        this.root = root;
        this.dialect = SchemaDialect.of(root);
        this.simplifier = new Simplifier(careful);
    }

    /**
     * Normalise a schema.
     *
     * @param schema any JSON value
     * @return the normal form; never {@code null}
     */
    public static JsonValue normalise(JsonValue schema) {
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        boolean careful = mentionsUnevaluated(object);
        JsonValue normal = new SchemaNormaliser(object, careful).normalise();
        // What called for care may have been dropped because nothing refers to it.
        return careful && !mentionsUnevaluated(normal) ? normalise(normal) : normal;
    }

    private JsonValue normalise() {
        JsonValue normal = schema(JsonPointer.ROOT, root);
        var definitions = new LinkedHashMap<String, JsonValue>();
        while (!open.isEmpty()) {
            Definition next = open.remove();
            definitions.put(next.name, any(next.place.location(), next.place.schema()));
        }
        return Definitions.numbered(normal, definitions);
    }

    private static boolean mentionsUnevaluated(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.has(Vocabulary.UNEVALUATED_PROPERTIES.keyword())
                    || object.has(Vocabulary.UNEVALUATED_ITEMS.keyword())
                    || object.members().values().stream().anyMatch(SchemaNormaliser::mentionsUnevaluated);
        }
        return value instanceof JsonArray array
                && array.items().stream().anyMatch(SchemaNormaliser::mentionsUnevaluated);
    }

    private JsonValue any(JsonPointer at, JsonValue schema) {
        return schema instanceof JsonObject object ? schema(at, object) : schema;
    }

    private JsonValue schema(JsonPointer at, JsonObject schema) {
        Map<Vocabulary, Argument> arguments = Translation.of(at, schema, dialect);
        var normal = new LinkedHashMap<String, JsonValue>();
        for (Vocabulary keyword : Vocabulary.values()) {
            Argument argument = arguments.get(keyword);
            if (argument != null) {
                normal.put(keyword.keyword(), argument(keyword, argument));
            }
        }
        if (normal.get(Vocabulary.DYNAMIC_REF.keyword()) instanceof JsonObject reference) {
            // It turned out to lead to one place only.
            normal.remove(Vocabulary.DYNAMIC_REF.keyword());
            Simplifier.conjoin(normal, reference);
        }
        return simplifier.simplify(normal);
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
            case REF -> new JsonString(reference(argument.at(), text));
            case DYNAMIC_REF -> dynamicReference(argument.at(), text);
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

    private String reference(JsonPointer at, String text) {
        if (text.startsWith(MISSING)) {
            return text;
        }
        Target target = references().follow(at, text);
        if (target instanceof Local local) {
            return local.location().tokens().isEmpty() ? "#" : "#/$defs/" + name(local);
        }
        return target instanceof Remote remote ? remote.uri() : MISSING + text;
    }

    /** An ordinary reference where only one place can be meant; else the text, which nobody follows any further. */
    private JsonValue dynamicReference(JsonPointer at, String text) {
        boolean recursive = text.equals(Translation.RECURSIVE);
        String reference = recursive ? "#" : text;
        if (references().follow(at, reference) instanceof Local local) {
            String anchor = recursive ? "" : reference.substring(reference.indexOf('#') + 1);
            List<JsonPointer> candidates = references().dynamicAnchors(anchor);
            if (candidates.size() == 1 || !candidates.contains(local.location())) {
                return JsonObject.of(Map.of(Vocabulary.REF.keyword(), new JsonString(reference(at, reference))));
            }
        }
        return new JsonString(recursive ? AMBIGUOUS : text);
    }

    private SchemaReferences references() {
        if (references == null) {
            references = SchemaReferences.in(root, dialect);
        }
        return references;
    }

    private String name(Local local) {
        return definitions
                .computeIfAbsent(local.location(), location -> {
                    var definition = new Definition(local, Integer.toString(definitions.size()));
                    open.add(definition);
                    return definition;
                })
                .name();
    }
}
