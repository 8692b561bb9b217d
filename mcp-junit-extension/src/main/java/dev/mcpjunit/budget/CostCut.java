/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import dev.mcpjunit.internal.text.Printable;
import org.apiguardian.api.API;

/**
 * A change to a tool definition that saves tokens and does not affect calls of the tool.
 *
 * @param server the name of the server
 * @param tool the name of the tool
 * @param what what to do, for example {@code shorten the description to its first paragraph}
 * @param saves the tokens that it saves
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CostCut(String server, String tool, String what, int saves) {

    /** For example {@code github/search: remove the examples, saves 120 tokens}. */
    @Override
    public String toString() {
        return Printable.line(server + "/" + tool, 200) + ": " + what + ", saves " + CostTable.number(saves)
                + (saves == 1 ? " token" : " tokens");
    }
}
