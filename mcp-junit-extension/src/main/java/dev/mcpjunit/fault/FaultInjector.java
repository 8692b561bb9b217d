/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Injects faults between the client and the servers of one test. When the test ends, they end too. An unused fault
 * fails the test, because the test has shown nothing about it; mark an optional fault as
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
 * <p>Tests ask for it as a parameter; they do not implement it. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FaultInjector {

    /**
     * Select the messages to which a fault happens.
     *
     * @param selector which messages
     * @return the faults to choose from; never {@code null}
     */
    FaultChoice on(Selector selector);

    /**
     * Select messages at random: the same ones in every run with the same seed.
     *
     * @param selector which messages
     * @param probability how likely each of them is, above 0 and at most 1
     * @param seed the seed of the random numbers; print it, so that a failure can be repeated
     * @return the faults to choose from; never {@code null}
     * @throws IllegalArgumentException if the probability is out of range
     */
    FaultChoice randomlyOn(Selector selector, double probability, long seed);

    /** End all faults of the test, and release everything that is held. An unused fault still fails the test. */
    void clear();

    /**
     * Report the injected faults and how often each has happened.
     *
     * @return a line for each fault; never {@code null}
     */
    List<String> report();
}
