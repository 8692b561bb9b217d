/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.authorization.internal.ResourceAddresses;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.PlannedFaults;
import dev.mcpjunit.fault.internal.wiremock.WireMockStubs;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.TrafficListener;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The proxies between the clients of one test and its servers. They inject the faults of this test and record its
 * traffic. The proxy of a server starts when the test first asks for an endpoint or a client. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestProxies implements AutoCloseable {

    private final FaultPlan plan = new FaultPlan();
    private final TrafficRecorder recorder;
    private final Traffic traffic;
    private final FaultInjector injector;
    private final Map<ServerHandle, TestProxy> proxies = new LinkedHashMap<>();
    private final boolean stubbed;
    private final ResourceAddresses addresses;

    /**
     * Start no proxy yet.
     *
     * @param stubbed whether WireMock answers on the proxies; needs its library
     */
    public TestProxies(boolean stubbed) {
        this(stubbed, TrafficListener.NONE, new ResourceAddresses());
    }

    /**
     * Start no proxy yet.
     *
     * @param stubbed whether WireMock answers on the proxies; needs its library
     * @param listener hears the traffic as well
     * @param addresses is given the address of each proxy
     */
    public TestProxies(boolean stubbed, TrafficListener listener, ResourceAddresses addresses) {
        this.addresses = addresses;
        this.stubbed = stubbed;
        this.recorder = new TrafficRecorder(listener);
        this.traffic = recorder.traffic();
        this.injector = new PlannedFaults(plan, recorder);
    }

    /** Injects faults into the proxies. */
    public FaultInjector faults() {
        return injector;
    }

    /** The traffic through the proxies. */
    public Traffic traffic() {
        return traffic;
    }

    /** The faults that were expected and matched no request. */
    public List<String> missed() {
        return plan.unused();
    }

    /** The proxies get their clients from an address that these used before the test. */
    public void continueFrom(FixedAddress address) {
        address.tell(recorder);
    }

    /** A server that clients of the test can reach. */
    public void canReach(String server) {
        recorder.canReach(server);
    }

    /** The endpoint of a server's proxy. */
    public McpEndpoint endpoint(ServerHandle server) {
        return proxy(server).endpoint();
    }

    /** The test's connection through the proxy of a server. */
    public McpConnection connection(ServerHandle server) {
        return proxy(server).clients().connection();
    }

    /** A client of the Java SDK, through the proxy of a server. */
    public Object sdkClient(ServerHandle server, SdkClientKind kind) {
        return proxy(server).clients().sdkClient(kind);
    }

    /** The WireMock client for a server's proxy; empty if the server does not listen on HTTP. */
    public Optional<Object> wireMock(ServerHandle server) {
        return proxy(server).stubs().map(WireMockStubs::client);
    }

    /** What stubs asked for that the proxies cannot do. */
    public synchronized List<String> impossibleStubs() {
        return proxies.values().stream()
                .flatMap(proxy -> proxy.stubs().stream())
                .flatMap(stubs -> stubs.problems().stream())
                .toList();
    }

    private synchronized TestProxy proxy(ServerHandle server) {
        return proxies.computeIfAbsent(server, this::start);
    }

    private TestProxy start(ServerHandle server) {
        canReach(server.spec().name());
        var proxy = new TestProxy(server, plan, recorder, stubbed);
        if (proxy.endpoint() instanceof McpEndpoint.Http http) {
            addresses.add(http.uri(), server.server().endpoint().httpUri());
        }
        return proxy;
    }

    /** Clear the faults first, so that nothing waits for them. */
    @Override
    public synchronized void close() {
        plan.clear();
        CloseAll.all(new ArrayList<>(proxies.values())
                .stream().<Runnable>map(proxy -> proxy::close).toArray(Runnable[]::new));
        proxies.clear();
    }
}
