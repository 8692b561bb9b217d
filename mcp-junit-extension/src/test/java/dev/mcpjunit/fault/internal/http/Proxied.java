/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.PlannedFaults;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A proxy before a server, with all that a test looks at. */
final class Proxied implements AutoCloseable {

    static final Duration BOUND = Duration.ofSeconds(10);

    final FaultPlan plan = new FaultPlan();
    final FaultInjector faults = new PlannedFaults(plan, new TrafficRecorder());
    final List<ServerAct> acts = new CopyOnWriteArrayList<>();
    final AtomicReference<URI> upstream = new AtomicReference<>();
    final Traffic traffic;
    final HttpFaultProxy proxy;
    private final Consumer<ServerAct> onAct;

    Proxied(URI server) {
        this(server, act -> {}, config -> config);
    }

    Proxied(URI server, Consumer<ServerAct> onAct, UnaryOperator<HttpProxyConfig> settings) {
        this.onAct = onAct;
        upstream.set(server);
        var recorder = new TrafficRecorder();
        traffic = recorder.traffic();
        proxy = HttpFaultProxy.start(settings.apply(
                new HttpProxyConfig("bank", () -> new McpEndpoint.Http(upstream.get()), plan, recorder, this::act)));
    }

    private void act(ServerAct act) {
        acts.add(act);
        onAct.accept(act);
    }

    URI uri() {
        return proxy.endpoint().uri();
    }

    RawClient client() throws IOException {
        return new RawClient(uri());
    }

    Exchange only() {
        List<Exchange> all = traffic.exchanges();
        if (all.size() != 1) {
            throw new AssertionError("Expected one exchange, but there are " + all.size() + ":\n" + traffic);
        }
        return all.get(0);
    }

    /** Wait until the only exchange has ended so; what the client does is seen a little later by the proxy. */
    Exchange onlyEnded(Outcome outcome) {
        Awaiting.until(BOUND, () -> {
            if (only().outcome() != outcome) {
                throw new AssertionError("Expected " + outcome + ", but was " + only());
            }
        });
        return only();
    }

    @Override
    public void close() {
        proxy.close();
        plan.clear();
    }
}
