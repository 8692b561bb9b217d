/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import org.apiguardian.api.API;

/**
 * What a breaker is built with: the servers, each behind a proxy, and a clock for breakers that take one.
 *
 * @param servers the servers by name; calls through the breaker go to the first, unless the breaker says otherwise
 * @param clock a clock that only the contract advances
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BreakerSetup(McpEndpoints servers, ManualClock clock) {

    /**
     * Get the server that the breaker guards: the first one.
     *
     * @return where to connect to; never {@code null}
     */
    public McpEndpoint endpoint() {
        return servers.first();
    }

    /**
     * Get a server.
     *
     * @param name its name
     * @return where to connect to; never {@code null}
     * @throws IllegalArgumentException if there is no such server
     */
    public McpEndpoint endpoint(String name) {
        return servers.named(name);
    }
}
