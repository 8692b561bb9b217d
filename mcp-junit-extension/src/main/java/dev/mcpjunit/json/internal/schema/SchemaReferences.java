/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where the references of one schema document lead. Base URIs, anchors and embedded schemas are taken into account;
 * nothing outside the document is ever looked at.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SchemaReferences {

    /** The address of a document that does not say its own. */
    public static final URI NAMELESS = URI.create("https://schema.invalid/");

    /** The name of the places that {@code $recursiveRef} may mean. */
    public static final String RECURSIVE = "";

    /** Where a reference leads. */
    public sealed interface Target {}

    /** A place in the same document. */
    public record Local(JsonPointer location, JsonValue schema) implements Target {}

    /**
     * Another document, which is never fetched.
     *
     * @param uri its address and the place in it
     */
    public record Remote(String uri) implements Target {}

    /**
     * Nowhere: this document has no such place.
     *
     * @param reference the reference, resolved as far as possible
     */
    public record Missing(String reference) implements Target {}

    private record Resource(JsonPointer location, JsonValue schema) {}

    private final SchemaDialect dialect;
    private final Map<URI, Resource> resources = new HashMap<>();
    private final Map<JsonPointer, URI> bases = new HashMap<>();
    private final Map<String, Resource> anchors = new HashMap<>();
    private final Map<URI, Map<String, JsonPointer>> dynamicAnchors = new HashMap<>();

    private SchemaReferences(SchemaDialect dialect) {
        this.dialect = dialect;
    }

    /** Survey a document. */
    public static SchemaReferences in(JsonValue schema, SchemaDialect dialect) {
        var references = new SchemaReferences(dialect);
        references.resources.put(NAMELESS, new Resource(JsonPointer.ROOT, schema));
        references.bases.put(JsonPointer.ROOT, NAMELESS);
        Subschemas.visit(schema, references::survey);
        return references;
    }

    private void survey(JsonPointer location, JsonObject schema) {
        boolean bareReference = !dialect.atLeast(SchemaDialect.DRAFT_2019_09) && schema.has("$ref");
        if (!bareReference) {
            schema.string(dialect.idKeyword()).ifPresent(id -> identify(location, schema, id));
        }
        URI base = base(location);
        schema.string("$anchor").ifPresent(name -> anchor(base, name, location, schema));
        schema.string("$dynamicAnchor").ifPresent(name -> {
            anchor(base, name, location, schema);
            dynamicAnchor(base, name, location);
        });
        if (schema.bool("$recursiveAnchor").orElse(false)) {
            dynamicAnchor(base, RECURSIVE, location);
        }
    }

    private void dynamicAnchor(URI base, String name, JsonPointer location) {
        dynamicAnchors.computeIfAbsent(base, none -> new LinkedHashMap<>()).putIfAbsent(name, location);
    }

    private void identify(JsonPointer location, JsonObject schema, String id) {
        int hash = id.indexOf('#');
        if (hash >= 0 && hash < id.length() - 1) {
            anchor(base(location), id.substring(hash + 1), location, schema);
        }
        String address = hash < 0 ? id : id.substring(0, hash);
        if (!address.isEmpty()) {
            URI uri = resolve(base(location), address);
            if (uri != null) {
                bases.put(location, uri);
                resources.putIfAbsent(uri, new Resource(location, schema));
            }
        }
    }

    private void anchor(URI base, String name, JsonPointer location, JsonObject schema) {
        anchors.putIfAbsent(base + "#" + name, new Resource(location, schema));
    }

    /**
     * Follow a reference.
     *
     * @param from where the schema object stands that holds it
     */
    public Target follow(JsonPointer from, String reference) {
        int hash = reference.indexOf('#');
        String address = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : decode(reference.substring(hash + 1));
        URI uri = address.isEmpty() ? base(from) : resolve(base(from), address);
        Resource resource = uri == null ? null : resources.get(uri);
        if (resource == null) {
            return uri == null
                    ? new Missing(reference)
                    : new Remote(fragment.isEmpty() ? uri.toString() : uri + "#" + fragment);
        }
        if (fragment.isEmpty()) {
            return new Local(resource.location, resource.schema);
        }
        if (fragment.startsWith("/")) {
            JsonPointer inner = JsonPointer.parse(fragment);
            JsonPointer location = descend(resource.location, inner);
            return inner.find(resource.schema)
                    .<Target>map(found -> new Local(location, found))
                    .orElse(new Missing(reference));
        }
        Resource anchored = anchors.get(uri + "#" + fragment);
        return anchored == null ? new Missing(reference) : new Local(anchored.location, anchored.schema);
    }

    /**
     * Find the places in one schema resource that dynamic references may mean, wherever in the document they stand.
     *
     * @return the places by the name of their dynamic anchor, {@link #RECURSIVE} for {@code $recursiveAnchor}; never
     *     {@code null}
     */
    public Map<String, JsonPointer> dynamicAnchors(JsonPointer within) {
        return dynamicAnchors.getOrDefault(base(within), Map.of());
    }

    private URI base(JsonPointer location) {
        List<String> tokens = location.tokens();
        for (int length = tokens.size(); length > 0; length--) {
            URI base = bases.get(new JsonPointer(tokens.subList(0, length)));
            if (base != null) {
                return base;
            }
        }
        return bases.getOrDefault(JsonPointer.ROOT, NAMELESS);
    }

    private static JsonPointer descend(JsonPointer outer, JsonPointer inner) {
        var tokens = new ArrayList<>(outer.tokens());
        tokens.addAll(inner.tokens());
        return new JsonPointer(tokens);
    }

    private static @Nullable URI resolve(URI base, String address) {
        try {
            return base.resolve(address);
        } catch (IllegalArgumentException noUri) {
            return null;
        }
    }

    private static String decode(String fragment) {
        try {
            // A plus sign is itself in a fragment, unlike in a form.
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return fragment;
        }
    }
}
