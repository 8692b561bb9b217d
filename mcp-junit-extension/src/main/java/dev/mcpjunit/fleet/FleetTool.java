/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.model.Tool;
import org.apiguardian.api.API;

/**
 * A tool of one of the servers of a fleet.
 *
 * @param server the name of the server
 * @param tool the tool
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FleetTool(String server, Tool tool) {

    /**
     * Get the name of the tool.
     *
     * @return the name that the server declares; never {@code null}
     */
    public String name() {
        return tool.name();
    }

    /** For example {@code github/search}. */
    @Override
    public String toString() {
        return Printable.line(server + "/" + tool.name(), 200);
    }
}
