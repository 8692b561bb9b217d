/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.timeout;

import dev.mcpjunit.contract.trial.Call;
import dev.mcpjunit.contract.trial.Finding;
import dev.mcpjunit.contract.trial.Trial;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import java.time.Duration;
import java.util.List;

/** A server from which no answer comes. */
final class Silence {

    private static final int WARM_UP = 2;

    private final Trial trial;
    private final DeclaredTimeouts declared;

    Silence(Trial trial, DeclaredTimeouts declared) {
        this.trial = trial;
        this.declared = declared;
    }

    static Fault hanging() {
        return new ConnectionFault.CutBeforeServer(Cut.SILENCE);
    }

    /** The caller is answered in time. */
    void hang() {
        Duration usual = ready();
        timeOut(usual, hanging(), "The server never answered", declared.budget());
    }

    /** Connect, and see that the client works, and how fast on this machine. */
    Duration ready() {
        trial.connect();
        Duration usual = Duration.ZERO;
        for (int i = 0; i < WARM_UP; i++) {
            usual = trial.callHealthy(declared.tool(), "A call of a healthy server did not succeed")
                    .took();
        }
        if (usual.compareTo(declared.budget().dividedBy(2)) > 0) {
            throw Finding.inconclusive("A call of a healthy server took " + Durations.print(usual)
                    + ", more than half of the budget of " + Durations.print(declared.budget())
                    + ": too slow to tell anything. Choose a tool that answers at once, or give the client of this test"
                    + " a longer time-out");
        }
        return usual;
    }

    /** Make a call time out, and see that it does. */
    TimedOut timeOut(Duration usual, Fault fault, String situation, Duration budget) {
        int before = trial.callsOf(declared.tool()).count();
        var injected = trial.inject(Selector.toolCall(declared.tool()), fault);
        Call call = trial.call(declared.tool()).giveUp(budget, declared.grace(), usual, situation);
        injected.remove();
        List<Exchange> calls = trial.callsOf(declared.tool()).all();
        if (calls.size() <= before) {
            throw Finding.failed("No call of tool '" + declared.tool() + "' crossed the wire, so nothing was shown."
                    + " Does the client connect to the endpoint that it is given, and call that tool?");
        }
        return new TimedOut(call, calls.get(before));
    }

    /** A call that timed out, for its caller and on the wire. */
    record TimedOut(Call call, Exchange exchange) {}
}
