/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.model.Catalog;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What the servers of a fleet declared when they were asked, and which of them could not be asked.
 *
 * <pre>{@code
 * FleetCatalogs captured = fleet.capture();
 * Map<String, String> reasons = captured.unavailable();
 * List<ToolCollision> collisions = captured.collisions();
 * }</pre>
 *
 * @param catalogs the catalogs of the servers that listed all they have, by their names, in the order of the fleet
 * @param health which servers listed all they have, and why the others did not
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FleetCatalogs(Map<String, Catalog> catalogs, FleetHealth health) {

    /** Copy the map. */
    public FleetCatalogs {
        catalogs = Collections.unmodifiableMap(new LinkedHashMap<>(catalogs));
    }

    /**
     * List the servers without a catalog, with reasons: they do not answer, or fail to list what they have.
     *
     * @return the reason by the name of the server, in the order of the fleet; never {@code null}
     */
    public Map<String, String> unavailable() {
        return health.unavailable();
    }

    /**
     * List the tools of the servers with a catalog.
     *
     * @return the tools, in the order of the servers; never {@code null}
     */
    public List<FleetTool> tools() {
        return catalogs.entrySet().stream()
                .flatMap(server -> server.getValue().tools().stream().map(tool -> new FleetTool(server.getKey(), tool)))
                .toList();
    }

    /**
     * Find the collisions among the servers with a catalog.
     *
     * @return the collisions; never {@code null}
     */
    public List<ToolCollision> collisions() {
        return ToolCollision.between(catalogs);
    }

    /**
     * Count the tokens that the tools of all servers take in the context of a model.
     *
     * @param tokenizer counts the tokens
     * @return the cost; a server without a catalog is {@link ContextCost#unmeasured()}; never {@code null}
     */
    public ContextCost contextCost(Tokenizer tokenizer) {
        return ContextCost.of(catalogs, unavailable(), tokenizer);
    }

    /** One line for each server, with the first line of the reason. */
    @Override
    public String toString() {
        return health.toString();
    }
}
