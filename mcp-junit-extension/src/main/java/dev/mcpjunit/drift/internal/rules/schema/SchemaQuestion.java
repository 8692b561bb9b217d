/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How schemas are compared.
 *
 * @param budget what each comparison of two schemas may cost
 * @param conventions what holds beyond the schemas
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SchemaQuestion(ContentModel contentModel, Budget budget, Set<Convention> conventions) {

    /** Copy the conventions. */
    public SchemaQuestion {
        conventions = Set.copyOf(conventions);
    }
}
