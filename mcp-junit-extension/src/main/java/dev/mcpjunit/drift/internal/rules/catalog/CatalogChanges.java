/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.schema.SchemaQuestion;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** All changes between two catalogs. The order of lists and of keys makes no difference. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CatalogChanges {

    private CatalogChanges() {}

    /** Compare. */
    public static List<Change> compare(Catalog before, Catalog now, SchemaQuestion question) {
        var changes = new ArrayList<Change>(ServerChanges.changes(before, now));
        changes.addAll(ToolList.changes(before, now, question));
        changes.addAll(RefusedShapes.introduced(before, now));
        changes.addAll(PromptList.changes(before, now));
        changes.addAll(ResourceList.changes(before, now, question.conventions()));
        return List.copyOf(changes);
    }

    /**
     * Find the problems that both catalogs have.
     *
     * @return what some clients refuse, and did so before
     */
    public static List<Change> known(Catalog before, Catalog now) {
        return RefusedShapes.known(before, now);
    }

    /** Judge one catalog by itself: everything in it counts as new. */
    public static List<Change> inspect(Catalog catalog, SchemaQuestion question) {
        ServerDescription server = catalog.server();
        var nothing = new Catalog(
                new ServerDescription(server.protocol(), JsonObject.EMPTY, JsonObject.EMPTY, Optional.empty()),
                catalog.clientCapabilities(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return compare(nothing, catalog, question).stream()
                .filter(change -> change.trust() == Trust.SUSPICIOUS || isProblem(change.compatibility()))
                .toList();
    }

    /**
     * Find what other tools do to some: names that are taken for theirs, and suspicious texts that speak of them.
     *
     * @param selected the names of the tools
     * @param before the old tools
     * @param now the new ones
     * @return the changes of other tools; never {@code null}
     */
    public static List<Change> aimedAt(Set<String> selected, List<Tool> before, List<Tool> now) {
        return ToolList.aimedAt(selected, before, now);
    }

    private static boolean isProblem(Compatibility compatibility) {
        return compatibility == Compatibility.BREAKING || compatibility == Compatibility.INTEROP;
    }
}
