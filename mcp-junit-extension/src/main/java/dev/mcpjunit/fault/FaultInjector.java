/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Makes the wire misbehave, for one test: when the test ends, everything is as before. A fault that was asked for and
 * never happened fails the test, for it has shown nothing; one that need not happen is to be marked
 * {@link InjectedFault#optional() optional}.
 *
 * <pre>{@code
 * @Test
 * void givesUpAfterTwoSeconds(McpEndpoint weather, FaultInjector faults) {
 *     faults.on(toolCall("forecast").first(3)).hang();
 *     …
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FaultInjector {

    private final FaultPlan plan;
    private final TrafficRecorder recorder;

    /**
     * Work on a plan. Tests do not need this: they ask for a parameter of this type.
     *
     * @param plan the plan of the test
     * @param recorder where clients that are disturbed without a wire write down what they say
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public FaultInjector(FaultPlan plan, TrafficRecorder recorder) {
        this.plan = plan;
        this.recorder = recorder;
    }

    /**
     * Choose the messages that something shall happen to.
     *
     * @param selector which messages
     * @return what can happen; never {@code null}
     */
    public FaultChoice on(Selector selector) {
        return new FaultChoice(plan, selector, count -> true);
    }

    /**
     * Choose messages by chance, the same ones in every run with the same seed.
     *
     * @param selector which messages
     * @param probability how likely each of them is, above 0 and at most 1
     * @param seed what the chance is drawn from; to be printed by the test, so that a failure can be repeated
     * @return what can happen; never {@code null}
     * @throws IllegalArgumentException if the probability is none
     */
    public FaultChoice randomlyOn(Selector selector, double probability, long seed) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("The probability must be above 0 and at most 1, but is " + probability);
        }
        var rule = FaultRule.withProbability(probability, seed);
        return new FaultChoice(
                plan,
                selector.where("by chance (probability " + probability + ", seed " + seed + ")", message -> true),
                rule);
    }

    /**
     * End all faults of the test, and let everything go that is held. A fault that has not happened by then, and is not
     * optional, fails the test all the same.
     */
    public void clear() {
        plan.end();
    }

    /**
     * Tell what was asked for and how often it has happened.
     *
     * @return a line for each fault; never {@code null}
     */
    public List<String> report() {
        return plan.report();
    }

    /** The plan of the test. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public FaultPlan plan() {
        return plan;
    }

    /** The writing side of the test's traffic. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public TrafficRecorder recorder() {
        return recorder;
    }
}
