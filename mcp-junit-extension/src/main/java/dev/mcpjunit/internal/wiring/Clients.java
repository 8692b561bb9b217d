/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.wire.sdk.ModernSdkClients;
import dev.mcpjunit.internal.wire.sdk.SdkClient;
import dev.mcpjunit.internal.wire.sdk.SdkClients;
import dev.mcpjunit.internal.wire.sdk.SdkTarget;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.util.function.Supplier;

/** The kinds of clients that a test can ask for, of one endpoint. Each is connected when first asked for. */
final class Clients implements AutoCloseable {

    private final Lazy<McpConnection> connection;
    private final Lazy<SdkClient> syncClient;
    private final Lazy<SdkClient> asyncClient;
    private final Lazy<SdkClient> modernSyncClient;
    private final Lazy<SdkClient> modernAsyncClient;

    /**
     * Connect nothing yet.
     *
     * @param endpoint where the clients of the SDK connect to; asked when the first of them connects
     * @param tape records what the clients of the SDK send and receive
     */
    Clients(ServerSpec spec, Supplier<McpEndpoint> endpoint, Supplier<McpConnection> connect, ServerTape tape) {
        this.connection = new Lazy<>(connect);
        this.syncClient = new Lazy<>(() -> SdkClients.sync(target(spec, endpoint, tape), spec.requestTimeout()));
        this.asyncClient = new Lazy<>(() -> SdkClients.async(target(spec, endpoint, tape), spec.requestTimeout()));
        this.modernSyncClient =
                new Lazy<>(() -> ModernSdkClients.sync(target(spec, endpoint, tape), spec.requestTimeout()));
        this.modernAsyncClient =
                new Lazy<>(() -> ModernSdkClients.async(target(spec, endpoint, tape), spec.requestTimeout()));
    }

    private static SdkTarget target(ServerSpec spec, Supplier<McpEndpoint> endpoint, ServerTape tape) {
        return new SdkTarget(spec.name(), endpoint.get(), spec.transport() == Transport.SSE, tape);
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

    Object modernSyncClient() {
        return modernSyncClient.get().client();
    }

    Object modernAsyncClient() {
        return modernAsyncClient.get().client();
    }

    @Override
    public void close() {
        CloseAll.all(
                () -> syncClient.ifPresent(SdkClient::close),
                () -> asyncClient.ifPresent(SdkClient::close),
                () -> modernSyncClient.ifPresent(SdkClient::close),
                () -> modernAsyncClient.ifPresent(SdkClient::close),
                () -> connection.ifPresent(McpConnection::close));
    }
}
