/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.sdk.SdkClient;
import dev.mcpjunit.internal.wire.sdk.SdkClients;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.StartedServer;
import dev.mcpjunit.server.Transport;

/** The clients of one server since it was last started: each is connected once, by whoever asks first. */
final class Clients implements AutoCloseable {

    private final int restarts;
    private final Lazy<McpConnection> connection;
    private final Lazy<SdkClient> syncClient;
    private final Lazy<SdkClient> asyncClient;

    Clients(ServerSpec spec, StartedServer server) {
        this.restarts = server.restarts();
        this.connection = new Lazy<>(() -> Connections.open(spec, server, Deadline.after(spec.startupTimeout())));
        boolean sse = spec.transport() == Transport.SSE;
        this.syncClient = new Lazy<>(() -> SdkClients.sync(spec.name(), server.endpoint(), sse, spec.requestTimeout()));
        this.asyncClient =
                new Lazy<>(() -> SdkClients.async(spec.name(), server.endpoint(), sse, spec.requestTimeout()));
    }

    McpConnection connection() {
        return connection.get();
    }

    Object syncClient() {
        return syncClient.get().client();
    }

    Object asyncClient() {
        return asyncClient.get().client();
    }

    boolean areOlderThan(StartedServer server) {
        return restarts < server.restarts();
    }

    @Override
    public void close() {
        Closing.all(
                () -> syncClient.ifPresent(SdkClient::close),
                () -> asyncClient.ifPresent(SdkClient::close),
                () -> connection.ifPresent(McpConnection::close));
    }
}
