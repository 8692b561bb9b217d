/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.AuthorizationFault;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Occurrences;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.util.List;
import java.util.function.LongPredicate;
import org.apiguardian.api.API;

/** Puts the faults of a test into its plan, and rejects those that could not happen. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PlannedFaults implements FaultInjector {

    // Compared by identity.
    @SuppressWarnings("UnnecessaryLambda")
    private static final LongPredicate ALL = count -> true;

    private final FaultPlan plan;
    private final TrafficRecorder recorder;

    /** Inject into a plan. */
    public PlannedFaults(FaultPlan plan, TrafficRecorder recorder) {
        this.plan = plan;
        this.recorder = recorder;
    }

    /** The plan of the test. */
    public FaultPlan plan() {
        return plan;
    }

    /** Records the traffic of the test. */
    public TrafficRecorder recorder() {
        return recorder;
    }

    @Override
    public FaultChoice on(Selector selector) {
        return fault -> inject(selector, ALL, fault);
    }

    @Override
    public FaultChoice randomlyOn(Selector selector, double probability, long seed) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("The probability must be above 0 and at most 1, but is " + probability);
        }
        Selector random =
                selector.where("at random (probability " + probability + ", seed " + seed + ")", message -> true);
        return fault -> inject(random, FaultRule.withProbability(probability, seed), fault);
    }

    private InjectedFault inject(Selector selector, LongPredicate chosen, Fault fault) {
        check(selector, chosen, fault);
        if (fault instanceof TimingFault.HoldRequest hold) {
            plan.add(hold.gate());
        } else if (fault instanceof TimingFault.HoldAnswer hold) {
            plan.add(hold.gate());
        }
        var rule = new FaultRule(selector, fault, chosen, plan::acceptAgain);
        plan.add(rule);
        return rule;
    }

    private static void check(Selector selector, LongPredicate chosen, Fault fault) {
        boolean refuses = fault instanceof ConnectionFault.Refuse;
        boolean onConnection = refuses || fault instanceof ConnectionFault.CutOnAccept;
        if (onConnection != (selector.target() == Selector.Target.CONNECTION)) {
            throw new IllegalArgumentException("'" + fault + "' cannot happen to " + selector.words() + ": "
                    + (onConnection
                            ? "choose connection()"
                            : "to a connection, only cutOnAccept(…) and refuseConnections() can happen"));
        }
        if (refuses && (chosen != ALL || !selector.occurrences().equals(Occurrences.ALL))) {
            throw new IllegalArgumentException("'" + fault + "' cannot happen to " + selector
                    + ": a refused connection is never seen, so none can be counted. Choose connection() without a"
                    + " number, and remove() the fault when connections are to be accepted again");
        }
        checkMetadata(selector, fault);
        if (selector.target() == Selector.Target.LISTENING_STREAM && !PossibleFaults.onListeningStream(fault)) {
            throw new IllegalArgumentException("'" + fault + "' cannot happen to " + selector.words()
                    + ": a stream on which the server sends by itself has no answer. Choose a message of the stream by"
                    + " its number, or toolCall(…), method(…) or anyRequest()");
        }
    }

    private static void checkMetadata(Selector selector, Fault fault) {
        boolean onMetadata = selector.target() == Selector.Target.RESOURCE_METADATA;
        if (onMetadata && !PossibleFaults.onMetadata(fault)) {
            throw new IllegalArgumentException("'" + fault + "' cannot happen to " + selector.words()
                    + ": it is a document, not a message. Choose a status, a delay, hang(), or what the metadata says");
        }
        if (!onMetadata && fault instanceof AuthorizationFault.ChangedMetadata) {
            throw new IllegalArgumentException(
                    "'" + fault + "' cannot happen to " + selector.words() + ": choose resourceMetadata()");
        }
    }

    @Override
    public void clear() {
        plan.end();
    }

    @Override
    public List<String> report() {
        return plan.report();
    }
}
