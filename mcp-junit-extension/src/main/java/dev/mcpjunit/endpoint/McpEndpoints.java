/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Where all the servers of a test can be reached, by name and in the order of their declaration.
 *
 * @param byName the endpoints; not empty; copied
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record McpEndpoints(Map<String, McpEndpoint> byName) {

    /** Copy the map, and keep its order. */
    public McpEndpoints {
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("There is no server: declare one with @McpServer");
        }
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /**
     * Get the names of the servers.
     *
     * @return the names in order; never {@code null}
     */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * Get the first server.
     *
     * @return its endpoint; never {@code null}
     */
    public McpEndpoint first() {
        return byName.values().iterator().next();
    }

    /**
     * Get a server.
     *
     * @param name its name
     * @return its endpoint; never {@code null}
     * @throws IllegalArgumentException if there is no such server
     */
    public McpEndpoint named(String name) {
        McpEndpoint endpoint = byName.get(name);
        if (endpoint == null) {
            throw new IllegalArgumentException("There is no server '" + name + "', but " + names());
        }
        return endpoint;
    }
}
