/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** What a server answers to a call that must succeed. A client may hide an error, and the wire shows it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HealthyAnswers {

    private static final Set<Outcome> ERRORS = EnumSet.of(Outcome.TOOL_ERROR, Outcome.RPC_ERROR);

    private HealthyAnswers() {}

    /**
     * Find a call that the server has answered by an error, without a fault.
     *
     * @param calls the call and its repetitions on the wire; the last one counts
     * @return what is wrong, without a period; empty if nothing is
     */
    public static Optional<String> error(List<Exchange> calls) {
        return calls.stream()
                .reduce((earlier, later) -> later)
                .filter(last -> last.faults().isEmpty() && ERRORS.contains(last.outcome()))
                .map(last -> "Server '" + last.server() + "' is healthy, and yet it answered the call of tool '"
                        + last.tool().orElse("") + "' with an error: " + last.ending()
                        + ". Checks show nothing with such a call: give the contract a call that succeeds");
    }
}
