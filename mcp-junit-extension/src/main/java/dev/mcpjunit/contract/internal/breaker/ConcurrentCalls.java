/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import dev.mcpjunit.contract.breaker.BreakerCall;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Caller;
import dev.mcpjunit.contract.internal.trial.PendingCall;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/** Calls through a breaker that are made at the same time, or that are not waited for. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConcurrentCalls {

    private static final Duration LOOK = Duration.ofNanos(500_000);

    private final BreakerTrial trial;
    private final Caller caller;

    ConcurrentCalls(BreakerTrial trial, Caller caller) {
        this.trial = trial;
        this.caller = caller;
    }

    List<PendingCall> start(BreakerCall call, int count) {
        return caller.beginTogether("calls through a breaker", call::call, count);
    }

    /** Begin some calls, and do not wait for them. */
    public List<PendingCall> start(int count) {
        return start(trial.subject().call(), count);
    }

    /** Wait for a call that was begun. */
    public Call await(PendingCall pending) {
        return pending.awaitFairly(trial.settings().callTimeout()).orElseThrow(() -> {
            pending.interrupt();
            return notBack("A caller");
        });
    }

    Finding notBack(String who) {
        return Finding.inconclusive(who + " was not back within "
                + Durations.print(trial.settings().callTimeout())
                + ". Give the client a timeout, or declare callTimeout(…) if it has a longer one.");
    }

    /** Begin many concurrent calls, and see how many come through while the proxy holds them. Then release them. */
    public Burst burst(int count) {
        Gate gate = trial.holdRequests();
        List<PendingCall> calls = start(count);
        Burst seen = watch(gate, calls);
        trial.heal();
        calls.forEach(this::await);
        return seen;
    }

    /** Wait until each of the callers is held by the proxy or back. */
    public Burst watch(Gate gate, List<PendingCall> calls) {
        Duration bound = trial.settings().callTimeout();
        boolean unused = trial.watch().waitUntil(() -> look(gate, calls).waiting() <= 0, bound, bound, LOOK);
        Burst seen = look(gate, calls);
        trial.log(seen, calls.get(0).began());
        return seen;
    }

    /** First the callers at the gate, because they stay there: a caller that has returned was refused. */
    private static Burst look(Gate gate, List<PendingCall> calls) {
        int held = gate.held();
        int back = (int) calls.stream().filter(PendingCall::isDone).count();
        return new Burst(calls.size(), held, back);
    }
}
