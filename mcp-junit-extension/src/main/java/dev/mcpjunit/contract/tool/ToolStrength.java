/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.tool;

import dev.mcpjunit.internal.text.Printable;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How strong the output schema of a tool is: how many changes of real results it rejects.
 *
 * <pre>{@code
 * ToolProbe.of(DeclaredTools.none().calling("get-forecast", Map.of("city", "Oslo")), weather)
 *         .strengths()
 *         .forEach(System.out::println);     // get-forecast: 12 of 12 mutants rejected (100 %)
 * }</pre>
 *
 * @param tool the name of the tool
 * @param mutants how many mutants of its results were validated
 * @param accepted the mutants that the output schema accepts
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ToolStrength(String tool, int mutants, List<Mutant> accepted) {

    /** @throws IllegalArgumentException if there are no mutants, or fewer than accepted ones */
    public ToolStrength {
        accepted = List.copyOf(accepted);
        if (mutants < 1 || mutants < accepted.size()) {
            throw new IllegalArgumentException("Tool '" + tool + "' has " + mutants + " mutants, of which "
                    + accepted.size() + " are accepted. A score needs at least one mutant.");
        }
    }

    /**
     * Get the score.
     *
     * @return the part of the mutants that the schema rejects, in percent, rounded down
     */
    public int percent() {
        return 100 * (mutants - accepted.size()) / mutants;
    }

    /** Return the score in a line. */
    @Override
    public String toString() {
        return Printable.line(tool) + ": " + (mutants - accepted.size()) + " of " + mutants + " mutants rejected ("
                + percent() + " %)";
    }
}
