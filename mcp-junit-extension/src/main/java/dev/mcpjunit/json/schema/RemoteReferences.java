/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.SchemaResolver;
import dev.mcpjunit.json.internal.schema.SchemaDialect;

/** References beyond the document: the meta-schemas come with the validator library, nothing else is there. */
final class RemoteReferences implements SchemaResolver {

    @Override
    public Result resolve(String uri) {
        if (SchemaDialect.hasMetaSchema(uri)) {
            // Left to the library, which asks its own resources next.
            return Result.empty();
        }
        // An empty answer would count as "the value is invalid", and as "valid" under a "not".
        throw new CannotTellException(notFetched(uri));
    }

    static String notFetched(String uri) {
        return "the reference to " + uri + " leads out of the schema, and remote references are never fetched";
    }
}
