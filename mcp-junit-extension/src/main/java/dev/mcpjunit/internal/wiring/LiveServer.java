/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wiring.replicas.ReplicatedServer;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.bundle.DeclaredCheck;
import dev.mcpjunit.transcript.internal.ServerTape;

/** A running server and its clients. */
final class LiveServer implements AutoCloseable {

    private final ServerSpec spec;
    private final StartedServer server;
    private final ServerTape tape;
    private Clients clients;
    private int restarts;
    private volatile ProtocolChoice protocol;

    LiveServer(ServerSpec spec, StartedServer server, ServerTape tape) {
        this.tape = tape;
        this.spec = spec;
        this.server = server;
        this.clients = newClients();
        this.protocol = spec.protocol();
    }

    private Clients newClients() {
        restarts = server.restarts();
        return new Clients(
                spec,
                server::endpoint,
                () -> new Connections(spec, tape).open(server, Deadline.after(spec.startupTimeout())),
                tape);
    }

    /** Wait until the server has answered, remember its era, and check that it is what its bundle declares. */
    void becomeReady(Deadline deadline) {
        protocol = spec.protocol().inEraOf(awaitReady(deadline));
        spec.declared()
                .ifPresent(declared -> DeclaredCheck.require(
                        spec.name(), declared, clients().connection().catalog()));
    }

    /** Wait for the first answer and return its revision. Every replica is asked. */
    private ProtocolRevision awaitReady(Deadline deadline) {
        if (!(server instanceof ReplicatedServer replicated)) {
            return clients().connection().server().protocol();
        }
        return replicated.members().stream()
                .map(replica -> revision(replica, deadline))
                .reduce((earlier, last) -> last)
                .orElseThrow();
    }

    private ProtocolRevision revision(StartedServer replica, Deadline deadline) {
        try (var connection = new Connections(spec.named(replica.name()), ServerTape.OFF).open(replica, deadline)) {
            return connection.server().protocol();
        }
    }

    StartedServer server() {
        return server;
    }

    /** The protocol for further connections; its era is known after {@link #becomeReady}. */
    ProtocolChoice protocol() {
        return protocol;
    }

    /** The current clients. A restart of the server ends all connections, so that new clients are needed. */
    synchronized Clients clients() {
        if (restarts < server.restarts()) {
            clients.close();
            clients = newClients();
        }
        return clients;
    }

    @Override
    public synchronized void close() {
        CloseAll.all(clients::close, server::close);
    }
}
