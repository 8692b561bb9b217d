/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** The dialects of JSON Schema that are understood, oldest first. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum SchemaDialect {
    /** Draft 4: {@code exclusiveMinimum} is a flag beside {@code minimum}. */
    DRAFT_04("http://json-schema.org/draft-04/schema", "id"),
    /** Draft 6. */
    DRAFT_06("http://json-schema.org/draft-06/schema", "$id"),
    /** Draft 7: what most schema generators wrote for years. */
    DRAFT_07("http://json-schema.org/draft-07/schema", "$id"),
    /** Draft 2019-09: the last one with an array under {@code items}. */
    DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema", "$id"),
    /** Draft 2020-12: the default of MCP. */
    DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema", "$id");

    private static final String VOCABULARY = "https://json-schema.org/draft/2019-09/meta/";
    private static final Set<String> VOCABULARIES =
            Set.of("applicator", "content", "core", "format", "meta-data", "validation");

    private final String uri;
    private final String idKeyword;

    SchemaDialect(String uri, String idKeyword) {
        this.uri = uri;
        this.idKeyword = idKeyword;
    }

    /**
     * Get the URI that {@code $schema} has for this dialect.
     *
     * @return the URI without an empty fragment
     */
    public String uri() {
        return uri;
    }

    /**
     * Get the keyword that names a schema.
     *
     * @return {@code id} or {@code $id}
     */
    public String idKeyword() {
        return idKeyword;
    }

    /**
     * Whether this dialect is another one or came after it.
     *
     * @return whether this is as new or newer
     */
    public boolean atLeast(SchemaDialect other) {
        return compareTo(other) >= 0;
    }

    /**
     * Whether an address is that of a meta-schema, which every validator brings along.
     *
     * @param address an address, with or without a fragment
     */
    public static boolean hasMetaSchema(String address) {
        int hash = address.indexOf('#');
        String document = hash < 0 ? address : address.substring(0, hash);
        return Arrays.stream(values()).anyMatch(dialect -> dialect.uri.equals(document))
                || (document.startsWith(VOCABULARY) && VOCABULARIES.contains(document.substring(VOCABULARY.length())));
    }

    /**
     * Find the dialect that {@code $schema} names, forgiving what is often misspelled: the scheme and an empty
     * fragment.
     *
     * @return the dialect; empty if none is named, or none that is known
     */
    public static Optional<SchemaDialect> named(JsonValue schema) {
        if (!(schema instanceof JsonObject object)) {
            return Optional.empty();
        }
        return object.string("$schema").flatMap(name -> Arrays.stream(values())
                .filter(dialect -> bare(dialect.uri).equals(bare(name)))
                .findFirst());
    }

    private static String bare(String uri) {
        int start = uri.startsWith("http://") ? 7 : uri.startsWith("https://") ? 8 : 0;
        int end = uri.endsWith("#") ? uri.length() - 1 : uri.length();
        return uri.substring(start, Math.max(start, end));
    }
}
