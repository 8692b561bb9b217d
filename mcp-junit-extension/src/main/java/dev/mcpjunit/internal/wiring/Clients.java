/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import static java.util.Objects.requireNonNull;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.wire.sdk.ModernSdkClients;
import dev.mcpjunit.internal.wire.sdk.SdkClient;
import dev.mcpjunit.internal.wire.sdk.SdkClients;
import dev.mcpjunit.internal.wire.sdk.SdkTarget;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The kinds of clients that a test can ask for, of one endpoint. Each is connected when first asked for. */
final class Clients implements AutoCloseable {

    private final Lazy<McpConnection> connection;
    private final Map<SdkClientKind, Lazy<SdkClient>> sdkClients = new EnumMap<>(SdkClientKind.class);

    /**
     * Connect nothing yet.
     *
     * @param endpoint where the clients of the SDK connect to; asked when the first of them connects
     * @param tape records what the clients of the SDK send and receive
     */
    Clients(ServerSpec spec, Supplier<McpEndpoint> endpoint, Supplier<McpConnection> connect, ServerTape tape) {
        this.connection = new Lazy<>(connect);
        for (SdkClientKind kind : SdkClientKind.values()) {
            sdkClients.put(
                    kind, new Lazy<>(() -> connected(kind, target(spec, endpoint, tape), spec.requestTimeout())));
        }
    }

    private static SdkClient connected(SdkClientKind kind, SdkTarget target, Duration timeout) {
        return switch (kind) {
            case SYNC -> SdkClients.sync(target, timeout);
            case ASYNC -> SdkClients.async(target, timeout);
            case MODERN_SYNC -> ModernSdkClients.sync(target, timeout);
            case MODERN_ASYNC -> ModernSdkClients.async(target, timeout);
        };
    }

    private static SdkTarget target(ServerSpec spec, Supplier<McpEndpoint> endpoint, ServerTape tape) {
        return new SdkTarget(spec.name(), endpoint.get(), spec.transport() == Transport.SSE, tape);
    }

    McpConnection connection() {
        return connection.get();
    }

    Object sdkClient(SdkClientKind kind) {
        return requireNonNull(sdkClients.get(kind)).get().client();
    }

    @Override
    public void close() {
        var steps = new ArrayList<Runnable>();
        sdkClients.values().forEach(client -> steps.add(() -> client.ifPresent(SdkClient::close)));
        steps.add(() -> connection.ifPresent(McpConnection::close));
        CloseAll.all(steps.toArray(Runnable[]::new));
    }
}
