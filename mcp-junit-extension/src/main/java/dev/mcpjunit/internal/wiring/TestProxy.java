/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.http.Stubs;
import dev.mcpjunit.fault.internal.wiremock.WireMockStubs;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.util.Optional;

/** The proxy between one test and one server, and the clients that are connected through it. */
final class TestProxy implements AutoCloseable {

    private final FaultProxy proxy;
    private final Optional<WireMockStubs> stubs;
    private final Clients clients;

    TestProxy(ServerHandle handle, FaultPlan plan, TrafficRecorder recorder, boolean stubbed) {
        ServerSpec spec = handle.spec();
        StartedServer server = handle.server();
        boolean speaksHttp = server.endpoint() instanceof McpEndpoint.Http;
        this.stubs = stubbed && speaksHttp ? Optional.of(WireMockStubs.of(spec.name())) : Optional.empty();
        Stubs answering = stubs.isPresent() ? stubs.get() : Stubs.NONE;
        this.proxy = FaultProxies.start(server, plan, recorder, answering, act -> perform(act, server));
        this.clients = new Clients(
                spec,
                proxy::endpoint,
                () -> new Connections(spec, ServerTape.OFF)
                        .open(server, proxy.endpoint(), handle.protocol(), Deadline.after(spec.startupTimeout())),
                ServerTape.OFF);
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

    /** The stubs of WireMock; empty if the test does not use WireMock or the server does not listen on HTTP. */
    Optional<WireMockStubs> stubs() {
        return stubs;
    }

    Clients clients() {
        return clients;
    }

    @Override
    public void close() {
        CloseAll.all(clients::close, proxy::close);
    }
}
