/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.SchemaReferences;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Local;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Remote;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The references of a document, as references to numbered definitions.
 *
 * <p>Where a dynamic reference leads depends on the way that led to it, namely on which resource of the way was first
 * to have an anchor of its name. So a schema that is reached by several ways is defined several times, once for each
 * scope, and a dynamic reference within becomes an ordinary one.
 */
final class Links {

    private static final String MISSING = "urn:missing:";
    private static final int MOST_DEFINITIONS = 2_000;

    /** Something referred to, and the places that dynamic references mean there, by name. */
    record Definition(Local place, Map<String, JsonPointer> scope, String name) {}

    private record Key(JsonPointer location, Map<String, JsonPointer> scope) {}

    private final JsonObject root;
    private final SchemaDialect dialect;
    private final boolean dynamic;
    private final Map<Key, Definition> definitions = new HashMap<>();
    private final Deque<Definition> open = new ArrayDeque<>();
    private @Nullable SchemaReferences references;

    Links(JsonObject root, SchemaDialect dialect) {
        this.root = root;
        this.dialect = dialect;
        this.dynamic = mentionsDynamic(root);
    }

    private static boolean mentionsDynamic(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.has("$dynamicRef")
                    || object.has("$recursiveRef")
                    || object.members().values().stream().anyMatch(Links::mentionsDynamic);
        }
        return value instanceof JsonArray array && array.items().stream().anyMatch(Links::mentionsDynamic);
    }

    /** The scope at a place that is entered from another scope. */
    Map<String, JsonPointer> scope(Map<String, JsonPointer> outer, JsonPointer at) {
        if (!dynamic) {
            return outer;
        }
        var scope = new LinkedHashMap<>(outer);
        references().dynamicAnchors(at).forEach(scope::putIfAbsent);
        return scope;
    }

    /** Where {@code $ref} leads, for a normal form. */
    String follow(JsonPointer at, String text, Map<String, JsonPointer> scope) {
        if (text.startsWith(MISSING)) {
            return text;
        }
        Target target = references().follow(at, text);
        if (target instanceof Local local) {
            return reference(local, scope);
        }
        return target instanceof Remote remote ? remote.uri() : MISSING + text;
    }

    /** Where {@code $dynamicRef} leads, for a normal form; empty where that is beyond the document or beyond reason. */
    Optional<String> followDynamic(JsonPointer at, String text, Map<String, JsonPointer> scope) {
        boolean recursive = text.equals(Translation.RECURSIVE);
        String reference = recursive ? "#" : text;
        if (definitions.size() > MOST_DEFINITIONS || !(references().follow(at, reference) instanceof Local local)) {
            return Optional.empty();
        }
        String anchor = recursive ? SchemaReferences.RECURSIVE : reference.substring(reference.indexOf('#') + 1);
        JsonPointer first = scope.get(anchor);
        boolean isAnchor = local.location()
                .equals(references().dynamicAnchors(local.location()).get(anchor));
        if (!isAnchor || first == null) {
            return Optional.of(reference(local, scope));
        }
        return first.find(root).map(schema -> reference(new Local(first, schema), scope));
    }

    private String reference(Local local, Map<String, JsonPointer> from) {
        Map<String, JsonPointer> scope = scope(from, local.location());
        if (local.location().tokens().isEmpty() && scope.equals(scope(Map.of(), JsonPointer.ROOT))) {
            return "#";
        }
        return "#/$defs/"
                + definitions
                        .computeIfAbsent(new Key(local.location(), scope), key -> {
                            var definition = new Definition(local, scope, Integer.toString(definitions.size()));
                            open.add(definition);
                            return definition;
                        })
                        .name();
    }

    /** The next definition that was referred to and not yet asked for. */
    Optional<Definition> next() {
        return Optional.ofNullable(open.poll());
    }

    private SchemaReferences references() {
        if (references == null) {
            references = SchemaReferences.in(root, dialect);
        }
        return references;
    }
}
