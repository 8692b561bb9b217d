/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import dev.mcpjunit.contract.breaker.BreakerTrigger;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.TimingFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What goes wrong on the wire of the guarded server, for now. All of it is optional: the bench sees what came of it.
 */
final class Disturbances {

    private final FaultInjector injector;
    private final Selector calls;
    private final List<InjectedFault> faults = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();

    Disturbances(FaultInjector injector, String server) {
        this.injector = injector;
        this.calls = Selector.anyToolCall().of(server);
    }

    void fail(BreakerTrigger trigger) {
        faults.add(trigger.inject(injector.on(calls)));
    }

    void failNext(BreakerTrigger trigger, int requests) {
        faults.add(trigger.inject(injector.on(calls.first(requests))));
    }

    /** Hold what passes, at a gate of our own: one of the injector would fail a test in which nothing passes. */
    Gate hold(Function<Gate, TimingFault> what) {
        var gate = new Gate();
        gates.add(gate);
        faults.add(injector.on(calls).inject(what.apply(gate)).optional());
        return gate;
    }

    /** Disturb nothing more, but keep what is held. */
    void stop() {
        faults.forEach(InjectedFault::remove);
        faults.clear();
    }

    /** Disturb nothing more, and let go what is held. */
    void end() {
        stop();
        gates.forEach(Gate::release);
        gates.clear();
    }
}
