/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.FaultPlan;
import dev.mcpjunit.fault.internal.wiremock.WireMockStubs;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.TrafficRecorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The wire between the clients of one test and its servers: faults that only this test sees, and the traffic that it
 * makes. A server gets its proxy when the test first asks for a way to it. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestWire implements AutoCloseable {

    private final FaultPlan plan = new FaultPlan();
    private final TrafficRecorder recorder = new TrafficRecorder();
    private final Traffic traffic = new Traffic(recorder);
    private final FaultInjector injector = new FaultInjector(plan, recorder);
    private final Map<ServerHandle, Tap> taps = new LinkedHashMap<>();
    private final boolean stubbed;

    /**
     * Begin without a proxy.
     *
     * @param stubbed whether WireMock stands on the proxies, which takes its library
     */
    public TestWire(boolean stubbed) {
        this.stubbed = stubbed;
    }

    /** What a test injects faults by. */
    public FaultInjector faults() {
        return injector;
    }

    /** What crossed this wire. */
    public Traffic traffic() {
        return traffic;
    }

    /** The faults that should have happened and have not. */
    public List<String> missed() {
        return plan.missed();
    }

    /** Where this test reaches a server. */
    public McpEndpoint endpoint(ServerHandle server) {
        return tap(server).endpoint();
    }

    /** A connection to a server by way of this wire; one for each test. */
    public McpConnection connection(ServerHandle server) {
        return tap(server).connection();
    }

    /** The Java SDK's blocking client by way of this wire. */
    public Object syncClient(ServerHandle server) {
        return tap(server).syncClient();
    }

    /** The Java SDK's reactive client by way of this wire. */
    public Object asyncClient(ServerHandle server) {
        return tap(server).asyncClient();
    }

    /** What WireMock has to say to a server's requests; empty for a server that speaks no HTTP. */
    public Optional<Object> wireMock(ServerHandle server) {
        return tap(server).stubs().map(WireMockStubs::client);
    }

    /** What stubs asked for and could not be done. */
    public synchronized List<String> impossibleStubs() {
        return taps.values().stream()
                .flatMap(tap -> tap.stubs().stream())
                .flatMap(stubs -> stubs.problems().stream())
                .toList();
    }

    private synchronized Tap tap(ServerHandle server) {
        return taps.computeIfAbsent(server, handle -> new Tap(handle, plan, recorder, stubbed));
    }

    /** Faults end first, so that nothing waits for them. */
    @Override
    public synchronized void close() {
        plan.clear();
        Closing.all(new ArrayList<>(taps.values())
                .stream().<Runnable>map(tap -> tap::close).toArray(Runnable[]::new));
        taps.clear();
    }
}
