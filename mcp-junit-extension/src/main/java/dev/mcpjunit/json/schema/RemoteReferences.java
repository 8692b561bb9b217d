/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.SchemaResolver;
import java.util.Arrays;
import java.util.Set;

/** References beyond the document: the meta-schemas come with the validator library, nothing else is there. */
final class RemoteReferences implements SchemaResolver {

    private static final String VOCABULARY = "https://json-schema.org/draft/2019-09/meta/";
    private static final Set<String> VOCABULARIES =
            Set.of("applicator", "content", "core", "format", "meta-data", "validation");

    @Override
    public Result resolve(String uri) {
        if (isBuiltIn(uri)) {
            // Left to the library, which asks its own resources next.
            return Result.empty();
        }
        // An empty answer would count as "the value is invalid", and as "valid" under a "not".
        throw new CannotTellException(notFetched(uri));
    }

    static boolean isBuiltIn(String uri) {
        int hash = uri.indexOf('#');
        String document = hash < 0 ? uri : uri.substring(0, hash);
        return Arrays.stream(SchemaDialect.values())
                        .anyMatch(dialect -> dialect.uri().equals(document))
                || (document.startsWith(VOCABULARY) && VOCABULARIES.contains(document.substring(VOCABULARY.length())));
    }

    static String notFetched(String uri) {
        return "the reference to " + uri + " leads out of the schema, and remote references are never fetched";
    }
}
