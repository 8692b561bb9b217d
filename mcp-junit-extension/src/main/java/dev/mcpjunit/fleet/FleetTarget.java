/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.load.internal.Footprint;
import dev.mcpjunit.load.internal.LoadTarget;
import dev.mcpjunit.server.internal.StartedServer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** A server of a fleet, for a load session. */
record FleetTarget(
        ServerHandle handle,
        Function<ServerHandle, McpConnection> connections,
        Function<ServerHandle, McpEndpoint> endpoints)
        implements LoadTarget {

    @Override
    public McpConnection connection() {
        return connections.apply(handle);
    }

    @Override
    public McpConnection open() {
        return handle.open(endpoints.apply(handle));
    }

    @Override
    public Duration requestTimeout() {
        return handle.spec().requestTimeout();
    }

    @Override
    public McpEndpoint endpoint() {
        return endpoints.apply(handle);
    }

    @Override
    public Set<String> clientCapabilities() {
        return handle.spec().clientCapabilities();
    }

    @Override
    public Footprint footprint() {
        try {
            StartedServer server = handle.server();
            return new Footprint(server.residentBytes(), server.loggedCharacters(), server.processes());
        } catch (McpException notStarted) {
            return Footprint.UNKNOWN;
        }
    }
}
