/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The faults of a test. Proxies ask it about each message; a test adds and removes at any time. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FaultPlan {

    private final ReentrantLock order = new ReentrantLock();
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final List<String> endedUnused = new CopyOnWriteArrayList<>();
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private final List<Port> ports = new CopyOnWriteArrayList<>();
    private final AtomicInteger timesCleared = new AtomicInteger();

    /** Where a proxy listens for connections to a server. */
    private record Port(String server, Consumer<Accepting> accepting) {}

    /** Whether a proxy accepts connections. */
    public enum Accepting {
        /** It accepts connections. */
        ALL,
        /** It refuses new connections, and resets open ones. */
        NONE
    }

    void add(FaultRule rule) {
        rules.add(rule);
        if (rule.refusesConnections()) {
            ports.stream().filter(port -> rule.isFor(port.server())).forEach(port -> {
                rule.takesEffect();
                port.accepting().accept(Accepting.NONE);
            });
        }
    }

    void add(Gate gate) {
        gates.add(gate);
    }

    /** Register a proxy that listens for connections. The plan decides whether it accepts them. */
    public Runnable listen(String server, Consumer<Accepting> accepting) {
        var port = new Port(server, accepting);
        ports.add(port);
        List<FaultRule> refusing = refusing(server);
        if (!refusing.isEmpty()) {
            refusing.forEach(FaultRule::takesEffect);
            accepting.accept(Accepting.NONE);
        }
        return () -> ports.remove(port);
    }

    /** Accept connections where no fault refuses them any more. */
    void acceptAgain() {
        ports.stream().filter(port -> refusing(port.server()).isEmpty()).forEach(port -> port.accepting()
                .accept(Accepting.ALL));
    }

    private List<FaultRule> refusing(String server) {
        return rules.stream()
                .filter(rule -> rule.refusesConnections() && !rule.isRemoved() && rule.isFor(server))
                .toList();
    }

    /**
     * Decide about a message, once. All faults count messages in the same order, however many come at a time.
     *
     * @param message the message; empty for what is not a message
     * @param fired takes each fault that happens to it, in words; a further one when it acts
     * @return the script to follow; the instance {@link Scripts#NONE} when nothing happens
     */
    public Script decide(
            Medium medium, Selector.Target target, String server, JsonObject message, Consumer<String> fired) {
        Script script = Scripts.NONE;
        order.lock();
        try {
            for (FaultRule rule : rules) {
                if (rule.chooses(medium, target, server, message)) {
                    Runnable happens = () -> {
                        rule.takesEffect();
                        fired.accept(rule.fault().toString());
                    };
                    Script next = FaultScripts.of(rule.fault());
                    if (script == Scripts.NONE) {
                        happens.run();
                        script = next;
                    } else {
                        // An earlier fault may end the exchange before this one can act.
                        script = Scripts.chain(script, new NoticedScript(next, happens));
                    }
                }
            }
        } finally {
            order.unlock();
        }
        return script;
    }

    /** The faults that have not happened and are not optional. */
    public List<String> unused() {
        return Stream.concat(
                        endedUnused.stream(),
                        rules.stream().filter(FaultRule::isUnused).map(FaultRule::describeUnused))
                .toList();
    }

    /** All faults, in words, with how often they have happened. */
    List<String> report() {
        return rules.stream()
                .map(rule -> rule + ": fired " + rule.fired() + (rule.fired() == 1 ? " time" : " times"))
                .toList();
    }

    /** Run something whenever all faults are ended: to release what waits for one. */
    public void whenCleared(Runnable ending) {
        endings.add(ending);
    }

    /** How often all faults were ended. A script that was decided on by an earlier count must not wait any more. */
    public int timesCleared() {
        return timesCleared.get();
    }

    /** Let no further fault happen, and open all gates. Unused faults are remembered. */
    public void end() {
        endedUnused.addAll(rules.stream()
                .filter(FaultRule::isUnused)
                .map(FaultRule::describeUnused)
                .toList());
        rules.forEach(FaultRule::remove);
        rules.clear();
        gates.forEach(Gate::release);
        gates.clear();
        timesCleared.incrementAndGet();
        endings.forEach(Runnable::run);
    }

    /** Forget all faults and open all gates. */
    public void clear() {
        end();
        endedUnused.clear();
        endings.clear();
    }
}
