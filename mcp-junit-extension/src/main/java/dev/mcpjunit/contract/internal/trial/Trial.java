/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Exchanges;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One trial of a fresh client. What is wrong is thrown as a {@link Finding}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Trial implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final ClientConnector connector;
    private final McpEndpoint server;
    private final FaultInjector faults;
    private final Traffic traffic;
    private final Duration shortest;
    private final Duration patience;
    private final long before;
    private final MachineTime machine = new MachineTime();
    private final Caller caller;
    private final Story story = new Story();
    private final List<InjectedFault> injected = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private @Nullable ClientUnderTest client;

    Trial(Bench bench) {
        this.connector = bench.connector();
        this.server = bench.server();
        this.faults = bench.faults();
        this.traffic = bench.traffic();
        this.shortest = bench.shortest();
        this.patience = bench.patience();
        this.before = traffic.exchanges().size();
        this.caller = new Caller(traffic::now, machine);
    }

    /** Connect the client to the healthy server. */
    public void connect() {
        Call call = await(begin("connects", this::connected), patience);
        if (!call.succeeded()) {
            throw unhealthy("The client could not connect to a healthy server: it " + call.ending(), call);
        }
    }

    private Object connected() throws Exception {
        client = connector.connect(server);
        return client;
    }

    /** Begin to connect, and then to call, for what goes wrong between. */
    public Waiting connectAndCall(String tool) {
        return begin("connects and calls " + tool, () -> {
            connected();
            return client().call(tool);
        });
    }

    /** Connect to the healthy server, and call it. */
    public Call connectAndCallHealthy(String tool) {
        Call call = await(connectAndCall(tool), patience);
        if (!call.succeeded()) {
            throw unhealthy("The client could not connect to a healthy server and call it: it " + call.ending(), call);
        }
        return call;
    }

    /** Call the healthy server. */
    public Call callHealthy(String tool, String otherwise) {
        Call call = await(call(tool), patience);
        if (!call.succeeded()) {
            throw unhealthy(otherwise + ": it " + call.ending(), call);
        }
        return call;
    }

    /**
     * Call the healthy server with a client that has been through something. If that runs out of time, a fresh client
     * shows whether the machine is to blame, and the first one gets another chance.
     */
    public Call callAgain(String tool, String otherwise) {
        Call call = await(call(tool), patience);
        if (call.succeeded()) {
            return call;
        }
        if (isAtOnce(call)) {
            throw Finding.failed(otherwise + ": it " + call.ending());
        }
        Call fresh = await(begin("calls " + tool + " with a fresh client", () -> withFreshClient(tool)), patience);
        if (!fresh.succeeded()) {
            throw unhealthy(otherwise + ", as did that of a fresh client: it " + fresh.ending(), fresh);
        }
        Call again = await(call(tool), patience);
        if (!again.succeeded()) {
            throw Finding.failed(otherwise + ", while that of a fresh client succeeded: it " + again.ending());
        }
        throw Finding.inconclusive(
                otherwise + ", and the one after it succeeded. The machine may have been too slow" + " for a moment");
    }

    private @Nullable Object withFreshClient(String tool) throws Exception {
        ClientUnderTest fresh = connector.connect(server);
        try {
            return fresh.call(tool);
        } finally {
            fresh.close();
        }
    }

    private boolean isAtOnce(Call call) {
        return call.took().compareTo(shortest.dividedBy(2)) < 0;
    }

    /** What failed at once is wrong; what ran out of time on a machine like this may be right. */
    private Finding unhealthy(String what, Call call) {
        return isAtOnce(call)
                ? Finding.failed(what)
                : Finding.inconclusive(what + ". The machine may have been too slow for the client's time-outs: give"
                        + " the client of this test longer ones");
    }

    /** Begin to call. */
    public Waiting call(String tool) {
        return begin("calls " + tool, () -> client().call(tool));
    }

    private Waiting begin(String what, Callable<?> work) {
        var waiting = new Waiting(caller.begin(what, work), this);
        story.caller(waiting.began(), what);
        return waiting;
    }

    private Call await(Waiting waiting, Duration bound) {
        return waiting.await(bound).orElseThrow(() -> {
            waiting.interrupt();
            return Finding.failed(
                    "The server is healthy, and yet the caller was not answered within " + Durations.print(bound));
        });
    }

    private ClientUnderTest client() {
        return Objects.requireNonNull(client, "not connected");
    }

    /** Close the client. */
    public void closeClient() {
        ClientUnderTest closing = client;
        if (closing == null) {
            return;
        }
        client = null;
        Waiting closes = begin("closes the client", () -> {
            closing.close();
            return "closed";
        });
        Call closed = closes.await(patience).orElseThrow(() -> {
            closes.interrupt();
            return Finding.failed("The client could not be closed within " + Durations.print(patience));
        });
        if (!closed.succeeded()) {
            throw Finding.failed("The client could not be closed: its close() " + closed.ending());
        }
    }

    /** Let something happen on the wire until the trial ends. */
    public InjectedFault inject(Selector selector, Fault fault) {
        InjectedFault one = faults.on(selector).inject(fault).optional();
        injected.add(one);
        return one;
    }

    /** Make a gate that opens with the end of the trial, if not before. */
    public Gate gate() {
        var gate = new Gate();
        gates.add(gate);
        return gate;
    }

    /** Wait until something holds that nobody tells of; time that the machine had for others does not count. */
    public boolean waitUntil(BooleanSupplier condition, Duration bound) {
        var start = System.nanoTime();
        Duration lostBefore = machine.lost();
        while (!condition.getAsBoolean()) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            boolean over = elapsed.minus(machine.lost().minus(lostBefore)).compareTo(bound) > 0;
            if (over || elapsed.compareTo(bound.plus(patience)) > 0) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(LOOK));
        }
        return true;
    }

    /** What has crossed the wire in this trial. */
    public List<Exchange> exchanges() {
        List<Exchange> all = traffic.exchanges();
        return all.subList((int) Math.min(before, all.size()), all.size());
    }

    /** The calls of a tool in this trial. */
    public Exchanges callsOf(String tool) {
        List<Exchange> all = exchanges();
        return new Exchanges(
                "calls of tool '" + tool + "'",
                all.stream()
                        .filter(each -> each.tool().filter(tool::equals).isPresent())
                        .toList(),
                all);
    }

    /** The threads that the client has started. */
    public List<Thread> threads() {
        return caller.threads();
    }

    /** How long to wait for what has nothing to do with time-outs. */
    public Duration patience() {
        return patience;
    }

    public McpEndpoint server() {
        return server;
    }

    void tell(Call call) {
        story.caller(call.ended(), call.ending());
    }

    void tell(String what) {
        story.caller(traffic.now(), what);
    }

    String story() {
        return story.print(exchanges());
    }

    /** Whatever still waits is let go, and the client is closed if the check has not done so. */
    @Override
    public void close() {
        injected.forEach(InjectedFault::remove);
        gates.forEach(Gate::release);
        try {
            closeClient();
        } catch (Finding alreadyJudged) {
            // Checks that are about closing close by themselves.
        } finally {
            machine.close();
        }
    }
}
