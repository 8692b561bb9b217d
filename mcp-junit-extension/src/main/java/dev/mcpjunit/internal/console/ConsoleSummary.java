/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import java.io.PrintStream;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Prints the totals of a run. It asks for the stream when it prints: builds replace standard output while tests run,
 * and only what goes through their stream reaches them unbroken.
 *
 * @param stream the stream to use at the end
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ConsoleSummary(Supplier<PrintStream> stream) {

    /** Print to standard output. */
    public static ConsoleSummary ofThisJvm() {
        return new ConsoleSummary(() -> System.out);
    }

    /** Print totals, if there are any. */
    public void print(RunTotals totals) {
        PrintStream out = stream.get();
        totals.lines().forEach(line -> out.println("[mcp-junit] " + line));
    }
}
