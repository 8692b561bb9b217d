/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.util.HashMap;
import java.util.Map;

/** The clients of some breakers: a breaker is made anew for each check, but a client is not, as in a user's program. */
public final class WeatherClients implements AutoCloseable {

    private final Map<McpEndpoint, WeatherClient> clients = new HashMap<>();

    synchronized WeatherClient of(McpEndpoint endpoint) {
        return clients.computeIfAbsent(endpoint, WeatherClient::new);
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(WeatherClient::close);
        clients.clear();
    }
}
