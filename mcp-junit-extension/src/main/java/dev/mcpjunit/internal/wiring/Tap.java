/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultPlan;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.http.Stubs;
import dev.mcpjunit.fault.internal.wiremock.WireMockStubs;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.sdk.SdkClient;
import dev.mcpjunit.internal.wire.sdk.SdkClients;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.StartedServer;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.traffic.TrafficRecorder;
import java.util.Optional;

/** One proxy, and the clients that a test has connected through it. */
final class Tap implements AutoCloseable {

    private final FaultProxy proxy;
    private final Optional<WireMockStubs> stubs;
    private final Lazy<McpConnection> connection;
    private final Lazy<SdkClient> syncClient;
    private final Lazy<SdkClient> asyncClient;

    Tap(ServerHandle handle, FaultPlan plan, TrafficRecorder recorder, boolean stubbed) {
        ServerSpec spec = handle.spec();
        StartedServer server = handle.server();
        boolean speaksHttp = server.endpoint() instanceof McpEndpoint.Http;
        this.stubs = stubbed && speaksHttp ? Optional.of(WireMockStubs.of(spec.name())) : Optional.empty();
        Stubs answering = stubs.isPresent() ? stubs.get() : Stubs.NONE;
        this.proxy = FaultProxies.start(server, plan, recorder, answering, act -> perform(act, server));
        this.connection = new Lazy<>(() -> Connections.open(
                spec, server, proxy.endpoint(), handle.protocol(), Deadline.after(spec.startupTimeout())));
        boolean sse = spec.transport() == Transport.SSE;
        this.syncClient = new Lazy<>(() -> SdkClients.sync(spec.name(), proxy.endpoint(), sse, spec.requestTimeout()));
        this.asyncClient =
                new Lazy<>(() -> SdkClients.async(spec.name(), proxy.endpoint(), sse, spec.requestTimeout()));
    }

    private static void perform(ServerAct act, StartedServer server) {
        switch (act) {
            case KILL -> server.kill();
            case RESTART -> server.restart();
            case PAUSE -> server.pause();
        }
    }

    McpEndpoint endpoint() {
        return proxy.endpoint();
    }

    /** What a test has to do with WireMock; empty where nobody has asked, and for a server that speaks no HTTP. */
    Optional<WireMockStubs> stubs() {
        return stubs;
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
        Closing.all(
                () -> syncClient.ifPresent(SdkClient::close),
                () -> asyncClient.ifPresent(SdkClient::close),
                () -> connection.ifPresent(McpConnection::close),
                proxy::close);
    }
}
