/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import static java.util.Objects.requireNonNull;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.load.internal.LoadTarget;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The servers of a fleet by name, how they are reached, and what they answer. */
final class FleetServers {

    private final Map<String, ServerHandle> handles;
    private final Function<ServerHandle, McpConnection> connections;
    private final Function<ServerHandle, McpEndpoint> endpoints;

    FleetServers(
            List<ServerHandle> handles,
            Function<ServerHandle, McpConnection> connections,
            Function<ServerHandle, McpEndpoint> endpoints) {
        Map<String, ServerHandle> byName = new LinkedHashMap<>();
        for (ServerHandle handle : handles) {
            if (byName.put(handle.spec().name(), handle) != null) {
                throw new IllegalArgumentException("Two servers of the fleet have the name '"
                        + handle.spec().name() + "'. Give one of them another name: named(…).");
            }
        }
        this.handles = Collections.unmodifiableMap(byName);
        this.connections = connections;
        this.endpoints = endpoints;
    }

    List<String> names() {
        return List.copyOf(handles.keySet());
    }

    ServerHandle handle(String server) {
        if (!handles.containsKey(server)) {
            throw new IllegalArgumentException(
                    "The fleet has no server '" + server + "'. Its servers are " + String.join(", ", names()) + ".");
        }
        return requireNonNull(handles.get(server));
    }

    McpConnection connection(String server) {
        return connections.apply(handle(server));
    }

    McpEndpoint endpoint(String server) {
        return endpoints.apply(handle(server));
    }

    /** The endpoints of the servers that could be started. */
    Map<String, McpEndpoint> startedEndpoints() {
        Map<String, McpEndpoint> started = new LinkedHashMap<>();
        handles.forEach((name, handle) -> {
            if (isStarted(handle)) {
                started.put(name, endpoints.apply(handle));
            }
        });
        return started;
    }

    private static boolean isStarted(ServerHandle handle) {
        try {
            handle.server();
            return true;
        } catch (McpException notStarted) {
            return false;
        }
    }

    /** What a load session calls. */
    Map<String, LoadTarget> loadTargets() {
        Map<String, LoadTarget> targets = new LinkedHashMap<>();
        handles.forEach((name, handle) -> targets.put(name, new FleetTarget(handle, connections, endpoints)));
        return targets;
    }

    FleetHealth health() {
        return new FleetHealth(AllAtOnce.ask(names(), name -> FleetQuestion.reason(() -> connection(name))));
    }

    /** What the servers declare now. */
    FleetCatalogs capture() {
        return FleetQuestion.catalogs(AllAtOnce.ask(names(), name -> FleetQuestion.captured(() -> connection(name))));
    }
}
