/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.wire.sdk.SdkClient;
import dev.mcpjunit.internal.wire.sdk.SdkClients;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.util.function.Supplier;

/** The three kinds of clients that a test can ask for, of one endpoint. Each is connected when first asked for. */
final class Clients implements AutoCloseable {

    private final Lazy<McpConnection> connection;
    private final Lazy<SdkClient> syncClient;
    private final Lazy<SdkClient> asyncClient;

    /**
     * Connect nothing yet.
     *
     * @param endpoint where the clients of the SDK connect to; asked when the first of them connects
     */
    Clients(ServerSpec spec, Supplier<McpEndpoint> endpoint, Supplier<McpConnection> connect) {
        boolean sse = spec.transport() == Transport.SSE;
        this.connection = new Lazy<>(connect);
        this.syncClient = new Lazy<>(() -> SdkClients.sync(spec.name(), endpoint.get(), sse, spec.requestTimeout()));
        this.asyncClient = new Lazy<>(() -> SdkClients.async(spec.name(), endpoint.get(), sse, spec.requestTimeout()));
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

    @Override
    public void close() {
        CloseAll.all(
                () -> syncClient.ifPresent(SdkClient::close),
                () -> asyncClient.ifPresent(SdkClient::close),
                () -> connection.ifPresent(McpConnection::close));
    }
}
