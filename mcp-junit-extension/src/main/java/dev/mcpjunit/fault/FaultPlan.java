/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The faults of a test. Proxies ask it about each message; a test may add and remove at any time. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FaultPlan {

    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final List<String> forgotten = new CopyOnWriteArrayList<>();
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();

    void add(FaultRule rule) {
        rules.add(rule);
    }

    void add(Gate gate) {
        gates.add(gate);
    }

    /**
     * Decide about a message, once.
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
        for (FaultRule rule : rules) {
            if (rule.fires(medium, target, server, message)) {
                fired.accept(rule.fault().toString());
                script = Scripts.chain(script, rule.fault().script());
            }
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

    /** Do something when all faults are forgotten: let go what waits for one. */
    public void whenCleared(Runnable ending) {
        endings.add(ending);
    }

    /** Let no further fault happen, and open all gates. What was asked for and has not happened stays so. */
    public void end() {
        List<String> missed = missed();
        clear();
        forgotten.addAll(missed);
    }

    /** Forget all faults and open all gates. */
    public void clear() {
        forgotten.clear();
        rules.forEach(FaultRule::remove);
        rules.clear();
        gates.forEach(Gate::release);
        gates.clear();
        endings.forEach(Runnable::run);
        endings.clear();
    }
}
