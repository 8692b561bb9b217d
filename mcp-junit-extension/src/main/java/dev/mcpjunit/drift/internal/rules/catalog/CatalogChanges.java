/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.internal.rules.schema.SchemaQuestion;
import dev.mcpjunit.model.Catalog;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** All changes between two catalogs. The order of lists and of keys makes no difference. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CatalogChanges {

    private CatalogChanges() {}

    /**
     * Compare.
     *
     * @param before the older catalog
     * @param now the newer one
     * @param question how schemas are compared
     * @return the changes by subject; never {@code null}
     */
    public static List<Change> compare(Catalog before, Catalog now, SchemaQuestion question) {
        var changes = new ArrayList<Change>(ServerChanges.changes(before, now));
        changes.addAll(ToolList.changes(before, now, question));
        changes.addAll(PromptList.changes(before, now));
        changes.addAll(ResourceList.changes(before, now, question.conventions()));
        return List.copyOf(changes);
    }
}
