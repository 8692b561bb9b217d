/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.timeout;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Trial;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** The checks of calls that are never answered. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UnansweredChecks {

    private static final int WARM_UP = 2;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Set<String> OPENING = Set.of("initialize", "server/discover");

    private final Trial trial;
    private final DeclaredTimeouts declared;

    public UnansweredChecks(Trial trial, DeclaredTimeouts declared) {
        this.trial = trial;
        this.declared = declared;
    }

    static Fault hanging() {
        return new ConnectionFault.CutBeforeServer(Cut.HANG);
    }

    /** The caller is answered in time. */
    public void hang() {
        Duration usual = ready();
        timeOut(usual, hanging(), "The server never answered", declared.budget());
    }

    /** The same, while bytes keep arriving. */
    public void drip() {
        Duration usual = ready();
        timeOut(usual, new TimingFault.Drip(1, often()), "The answer came byte by byte", declared.budget());
    }

    /** The same, while the server reports progress. */
    public void progress() {
        Duration usual = ready();
        TimedOut timedOut = timeOut(
                usual,
                new ProtocolFault.EndlessProgress(often()),
                "The server reported progress and never answered",
                declared.withProgress());
        boolean asked = timedOut.exchange()
                .params()
                .object("_meta")
                .filter(meta -> meta.has("progressToken"))
                .isPresent();
        if (!asked) {
            throw Finding.notApplicable("The client sends no progress token with its calls, so no server reports"
                    + " progress to it. Where that can be chosen, let the client of this test send one");
        }
    }

    /** The same, if the very first request is not answered. */
    public void slowStart() {
        Duration limit = declared.connecting()
                .orElseThrow(() -> Finding.notApplicable(
                        "How long connecting may take is not declared: declare connectsWithin(…)"));
        ready();
        trial.closeClient();
        Duration usual = trial.connectAndCallHealthy(declared.tool()).took();
        trial.closeClient();
        var fault = trial.inject(
                Selector.anyRequest().where("that opens the conversation", UnansweredChecks::opens),
                UnansweredChecks.hanging());
        Call unused = trial.connectAndCall(declared.tool())
                .giveUp(limit, declared.grace(), usual, "The server never answered the client's first request");
        if (fault.fired() == 0) {
            throw Finding.notApplicable(
                    "The client sends neither initialize nor server/discover: its first call is" + " its start");
        }
    }

    private static boolean opens(JsonObject message) {
        return message.string("method").filter(OPENING::contains).isPresent();
    }

    /** The caller can tell a timeout from an answer. */
    public void reported() {
        Call call = timeOut(ready(), hanging()).call();
        if (!call.isReportedBy(declared.signal())) {
            throw Finding.failed("A call timed out, and the caller got " + call.gist() + ", though " + declared.signal()
                    + " is declared. Let the client throw, or declare reportedBy(…)");
        }
    }

    /** The client does not give up too soon. */
    public void leastWait() {
        Duration least = declared.leastWait()
                .orElseThrow(() -> Finding.notApplicable(
                        "How long the client waits at least is not declared: declare waitsAtLeast(…)"));
        Call call = timeOut(ready(), hanging()).call();
        // A slow machine makes waits longer, never shorter.
        if (call.took().compareTo(least) < 0) {
            throw Finding.failed("The caller " + call.ending() + ", though the client is declared to wait for answers"
                    + " at least " + Durations.print(least));
        }
    }

    /** Often enough to reset any timeout between two bytes. */
    private Duration often() {
        Duration fifth = declared.budget().dividedBy(5);
        return fifth.compareTo(SHORTEST) < 0 ? SHORTEST : fifth;
    }

    /** Connect, and measure how fast the client is on this machine. */
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
                    + ": too slow for a verdict. Choose a tool that answers immediately, or give the client of this test"
                    + " a longer timeout");
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

    /** Make a call time out, for checks of something else. */
    TimedOut timeOut(Duration usual, Fault fault) {
        try {
            return timeOut(usual, fault, "The server never answered", declared.budget());
        } catch (Finding finding) {
            throw finding.status() == Status.FAILED
                    ? Finding.hidden(
                            "The client did not give up in time, so this cannot be seen. See the check 'gives up on a hang': "
                                    + finding.reason())
                    : finding;
        }
    }

    /** A call that timed out, for its caller and on the wire. */
    record TimedOut(Call call, Exchange exchange) {}
}
