/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Which servers of a fleet answered when they were asked.
 *
 * @param reasons why each server did not answer; empty text for a server that did; in the order of the fleet
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FleetHealth(Map<String, String> reasons) {

    /** Copy the map. */
    public FleetHealth {
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /**
     * List the servers that answered.
     *
     * @return their names in the order of the fleet; never {@code null}
     */
    public List<String> healthy() {
        return reasons.entrySet().stream()
                .filter(server -> server.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * List the servers that did not answer, with reasons.
     *
     * @return the reason by the name of the server, in the order of the fleet; never {@code null}
     */
    public Map<String, String> unavailable() {
        var unavailable = new LinkedHashMap<>(reasons);
        unavailable.values().removeIf(String::isEmpty);
        return Collections.unmodifiableMap(unavailable);
    }

    /** One line for each server, with the first line of the reason. */
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        reasons.forEach((server, reason) -> lines.add("  " + server + ": "
                + (reason.isEmpty()
                        ? "healthy"
                        : "unavailable: " + reason.lines().findFirst().orElse(""))));
        return String.join("\n", lines);
    }
}
