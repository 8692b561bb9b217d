/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last step on the way to a subschema.
 *
 * @param parent the schema around it
 * @param keyword the keyword that holds it
 * @param member its name or number, where the keyword holds several schemas
 */
record SchemaStep(JsonPointer parent, String keyword, Optional<String> member) {

    /** Keywords whose value is a list of schemas, or may be one. */
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems", "items");

    /** Find the last step; empty for the root. */
    static Optional<SchemaStep> to(JsonPointer place) {
        List<String> tokens = place.tokens();
        Optional<SchemaStep> last = Optional.empty();
        int next = 0;
        while (next < tokens.size()) {
            String keyword = tokens.get(next);
            boolean several = next + 1 < tokens.size()
                    && (SchemaMask.NAMED.contains(keyword)
                            || (LISTS.contains(keyword) && tokens.get(next + 1).matches("[0-9]+")));
            last = Optional.of(new SchemaStep(
                    new JsonPointer(tokens.subList(0, next)),
                    keyword,
                    several ? Optional.of(tokens.get(next + 1)) : Optional.empty()));
            next += several ? 2 : 1;
        }
        return last;
    }

    /** Whether the schema is one of several alternatives. */
    boolean isAlternative() {
        return SchemaMask.ALTERNATIVES.contains(keyword) && member.isPresent();
    }

    /** Where the keyword stands. */
    JsonPointer list() {
        return parent.child(keyword);
    }
}
