/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.TimingFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What goes wrong on the wire of the guarded server now. All faults are optional: the trial looks at their effect. */
final class Faults {

    private final FaultInjector injector;
    private final Selector calls;
    private final List<InjectedFault> injected = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();

    Faults(FaultInjector injector, String server) {
        this.injector = injector;
        this.calls = Selector.anyToolCall().toServer(server);
    }

    void fail(CallFailure failure) {
        inject(calls, fault(failure));
    }

    void failNext(CallFailure failure, int requests) {
        inject(calls.first(requests), fault(failure));
    }

    private static Fault fault(CallFailure failure) {
        return failure.fault().orElseThrow(() -> new IllegalStateException(failure + " does not happen on the wire"));
    }

    private void inject(Selector selector, Fault fault) {
        injected.add(injector.on(selector).inject(fault).optional());
    }

    /** Hold what passes. The gate is our own: one of the injector would fail a test in which nothing passes. */
    Gate hold(Function<Gate, TimingFault> what) {
        var gate = new Gate();
        gates.add(gate);
        inject(calls, what.apply(gate));
        return gate;
    }

    /** Remove all faults, but keep what is held. */
    void stop() {
        injected.forEach(InjectedFault::remove);
        injected.clear();
    }

    /** Remove all faults, and release what is held. */
    void end() {
        stop();
        gates.forEach(Gate::release);
        gates.clear();
    }
}
