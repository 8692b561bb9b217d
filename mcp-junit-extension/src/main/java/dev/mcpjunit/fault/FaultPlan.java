/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The faults of a test. Proxies ask it about each message; a test may add and remove at any time. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FaultPlan {

    private final ReentrantLock order = new ReentrantLock();
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final List<String> forgotten = new CopyOnWriteArrayList<>();
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private final AtomicInteger timesCleared = new AtomicInteger();

    void add(FaultRule rule) {
        rules.add(rule);
    }

    void add(Gate gate) {
        gates.add(gate);
    }

    /**
     * Decide about a message, once. All faults count messages in the same order, however many come at a time.
     *
     * @param medium how the server is reached
     * @param target what kind of thing it is
     * @param server the name of the server it is for
     * @param message the message; empty for what is none
     * @param fired is told each fault that happens to it, in words
     * @return the script to follow; {@link Scripts#NONE} when nothing happens, to be told by identity
     */
    public Script decide(
            Medium medium, Selector.Target target, String server, JsonObject message, Consumer<String> fired) {
        Script script = Scripts.NONE;
        order.lock();
        try {
            for (FaultRule rule : rules) {
                if (rule.fires(medium, target, server, message)) {
                    fired.accept(rule.fault().toString());
                    script = Scripts.chain(script, rule.fault().script());
                }
            }
        } finally {
            order.unlock();
        }
        return script;
    }

    /** The faults that were asked for, are not optional, and have not happened. */
    public List<String> missed() {
        return Stream.concat(
                        forgotten.stream(),
                        rules.stream().filter(FaultRule::isMissed).map(FaultRule::describeMissed))
                .toList();
    }

    /** All faults that were asked for, in words, with how often they have happened. */
    public List<String> report() {
        return rules.stream()
                .map(rule -> rule + ": fired " + rule.fired() + (rule.fired() == 1 ? " time" : " times"))
                .toList();
    }

    /** Do something whenever all faults are ended: let go what waits for one. */
    public void whenCleared(Runnable ending) {
        endings.add(ending);
    }

    /**
     * Tell how often all faults were ended. Who has decided by an earlier count follows a fault that is no more, and
     * must not wait for it.
     */
    public int timesCleared() {
        return timesCleared.get();
    }

    /** Let no further fault happen, and open all gates. What was asked for and has not happened stays so. */
    public void end() {
        List<String> missed = rules.stream()
                .filter(FaultRule::isMissed)
                .map(FaultRule::describeMissed)
                .toList();
        forgotten.addAll(missed);
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
        forgotten.clear();
        endings.clear();
    }
}
