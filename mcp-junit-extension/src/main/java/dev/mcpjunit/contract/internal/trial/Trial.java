/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.client.FailureSignal;
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
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One trial of a fresh client: connects and calls it, injects faults, and sees the wire. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Trial implements CheckRunner.Subject {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final ClientConnector connector;
    private final McpEndpoint server;
    private final FaultInjector faults;
    private final Traffic traffic;
    private final Exemptions exemptions;
    private final FailureSignal signal;
    private final Duration shortest;
    private final Duration callTimeout;
    private final long before;
    private final long contactsBefore;
    private final Watch watch;
    private final Caller caller;
    private final EventLog log = new EventLog();
    private final List<InjectedFault> injected = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private @Nullable ClientUnderTest client;

    Trial(Bench bench) {
        this.connector = bench.connector();
        this.server = bench.server();
        this.faults = bench.faults();
        this.traffic = bench.traffic();
        this.exemptions = bench.exemptions();
        this.signal = bench.signal();
        this.shortest = bench.shortest();
        this.callTimeout = bench.callTimeout();
        this.before = traffic.exchanges().size();
        this.contactsBefore = LateFailures.contacts(traffic);
        this.watch = new Watch(traffic::now);
        this.caller = new Caller(watch);
    }

    /** Connect the client to the healthy server. */
    public void connect() {
        Call call = await(begin("connects", this::connected), callTimeout);
        if (!call.succeeded()) {
            throw unhealthy("The client could not connect to a healthy server: it " + call.ending(), call, () -> {
                connector.connect(server).close();
                return "connected";
            });
        }
    }

    private Object connected() throws Exception {
        client = connector.connect(server);
        return client;
    }

    /** Begin to connect and then to call. */
    public Waiting connectAndCall(String tool) {
        return begin("connects and calls " + tool, () -> {
            connected();
            return client().call(tool);
        });
    }

    /** Connect to the healthy server, and call it. */
    public Call connectAndCallHealthy(String tool) {
        return healthy(tool, connectAndCall(tool), "The client could not connect to a healthy server and call it");
    }

    /** Call the healthy server. */
    public Call callHealthy(String tool, String otherwise) {
        return healthy(tool, call(tool), otherwise);
    }

    /** What the server says explains more than what the caller got. */
    private Call healthy(String tool, Waiting waiting, String otherwise) {
        Call call = await(waiting, callTimeout);
        HealthyAnswers.error(callsOf(tool).all()).ifPresent(error -> {
            throw Finding.failed(error);
        });
        if (!call.isAnswered(signal)) {
            throw unhealthy(otherwise + ": it " + call.ending(signal), call, () -> withFreshClient(tool));
        }
        return call;
    }

    /**
     * Call the healthy server with a client that has had a timeout. The server must receive the call: a fallback does
     * not count. If the call times out, a fresh client shows whether the machine is too slow.
     */
    public Call callAgain(String tool, String otherwise) {
        int before = callsOf(tool).count();
        Call call = await(call(tool), callTimeout);
        if (call.isAnswered(signal)) {
            if (callsOf(tool).count() == before) {
                throw Finding.failed("The client did not call the healthy server again: its caller got a result after "
                        + Durations.print(call.took()) + ", but the server received no call. A fallback or a cached"
                        + " result does not count as an answer. If the client caches results, turn the cache off in"
                        + " connect(…)");
            }
            return call;
        }
        if (isImmediate(call)) {
            throw Finding.failed(otherwise + ": it " + call.ending(signal));
        }
        Call fresh = await(begin("calls " + tool + " with a fresh client", () -> withFreshClient(tool)), callTimeout);
        if (!fresh.isAnswered(signal)) {
            throw unhealthy(
                    otherwise + ", as did that of a fresh client: it " + fresh.ending(signal),
                    fresh,
                    () -> withFreshClient(tool));
        }
        Call again = await(call(tool), callTimeout);
        if (!again.isAnswered(signal)) {
            throw Finding.failed(otherwise + ", while that of a fresh client succeeded: it " + again.ending(signal));
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

    private boolean isImmediate(Call call) {
        return call.took().compareTo(shortest.dividedBy(2)) < 0;
    }

    /** A call that failed immediately is wrong; one that timed out may be right on a slow machine. */
    private Finding unhealthy(String what, Call call, Callable<?> again) {
        return isImmediate(call)
                ? Finding.failed(what)
                : new LateFailures(server, () -> LateFailures.contacts(traffic) - contactsBefore)
                        .judge(what, call, () -> await(begin("tries a fresh client", again), callTimeout));
    }

    /** Begin to call. */
    public Waiting call(String tool) {
        return begin("calls " + tool, () -> client().call(tool));
    }

    private Waiting begin(String what, Callable<?> work) {
        var waiting = new Waiting(caller.begin(what, work), this);
        log.add(waiting.began(), "caller  " + what);
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
        Call closed = closes.await(callTimeout).orElseThrow(() -> {
            closes.interrupt();
            return Finding.failed("The client could not be closed within " + Durations.print(callTimeout));
        });
        if (!closed.succeeded()) {
            throw Finding.failed("The client could not be closed: its close() " + closed.ending());
        }
    }

    /** Inject a fault until the trial ends. */
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

    /** Poll until a condition holds. Time that the machine lost does not count. */
    public boolean waitUntil(BooleanSupplier condition, Duration bound) {
        return watch.waitUntil(condition, bound, callTimeout, LOOK);
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

    /** How long to wait for a call of a healthy server. */
    public Duration callTimeout() {
        return callTimeout;
    }

    public McpEndpoint server() {
        return server;
    }

    void report(Call call) {
        log.add(call.ended(), "caller  " + call.ending(signal));
    }

    void report(String what) {
        log.add(watch.now(), "caller  " + what);
    }

    @Override
    public String timeline() {
        return log.print(exchanges());
    }

    @Override
    public Exemptions exemptions() {
        return exemptions;
    }

    @Override
    public boolean runsOnRealTime() {
        return true;
    }

    /** Release whatever still waits, and close the client if the check has not done so. */
    @Override
    public void close() {
        injected.forEach(InjectedFault::remove);
        gates.forEach(Gate::release);
        try {
            closeClient();
        } catch (Finding alreadyJudged) {
            // Checks that are about closing close by themselves.
        } finally {
            caller.close();
            watch.close();
        }
    }
}
