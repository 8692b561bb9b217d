/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.Selector;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A fault, what a client does when it happens, and what shows that it is what its name says.
 *
 * @param name the fault in words
 * @param transport HTTP or STDIO
 * @param fault makes the fault; those that hold something hold it with the gate
 * @param on which client it affects
 * @param deed what the client does meanwhile
 * @param atLeast how long the deed must take, so that it counts as late
 * @param seen whether a cell shows it
 */
record Scenario(
        String name,
        Fault.Needs transport,
        Function<Gate, Fault> fault,
        Selector on,
        ClientAction deed,
        Duration atLeast,
        Predicate<Cell> seen) {

    /** Its row in the document. */
    String key() {
        return transport + " " + name;
    }
}
