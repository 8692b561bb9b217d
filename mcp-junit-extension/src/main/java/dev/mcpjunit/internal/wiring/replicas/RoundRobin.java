/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring.replicas;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.internal.StartedServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Hands out one server after the other, and leaves out those that have ended as a load balancer does. Thread-safe. */
final class RoundRobin implements Supplier<McpEndpoint.Http> {

    private final List<StartedServer> servers;
    private final AtomicInteger turn = new AtomicInteger();

    RoundRobin(List<StartedServer> servers) {
        this.servers = servers;
    }

    @Override
    public McpEndpoint.Http get() {
        StartedServer next = next();
        for (int tried = 1; tried < servers.size() && !next.isAlive(); tried++) {
            next = next();
        }
        return (McpEndpoint.Http) next.endpoint();
    }

    private StartedServer next() {
        return servers.get(Math.floorMod(turn.getAndIncrement(), servers.size()));
    }
}
