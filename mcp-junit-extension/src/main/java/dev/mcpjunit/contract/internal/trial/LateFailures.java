/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.base.WireEvidence;
import dev.mcpjunit.traffic.Traffic;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Judges calls of a healthy server that failed late. A client may have been too slow on a busy machine, but only if
 * something shows it: a connection or a message that reached the server, or time that the machine lost. A client that
 * reaches nothing is not connected to the server.
 *
 * @param contacts how often clients have reached a server of the test since the trial began
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LateFailures(McpEndpoint server, LongSupplier contacts) {

    /** How often clients have reached a server so far. */
    public static long contacts(Traffic traffic) {
        return traffic instanceof WireEvidence wire
                ? wire.contacts()
                : traffic.exchanges().size();
    }

    /**
     * Whether something reached the server. On standard input and output a client first starts a process, and no proxy
     * sees how long that takes.
     */
    public boolean mayHaveReachedServer() {
        return server instanceof McpEndpoint.Stdio || contacts.getAsLong() > 0;
    }

    /**
     * Whether the client may only have been slow. What it does for the first time in this JVM takes longer, so another
     * client gets the same chance.
     *
     * @param again the same with a fresh client
     */
    public boolean mayBeSlow(Call call, Supplier<Call> again) {
        if (mayHaveReachedServer() || call.isOnBusyMachine()) {
            return true;
        }
        Call fresh = again.get();
        return mayHaveReachedServer() || fresh.isOnBusyMachine();
    }

    Finding judge(String what, Call call, Supplier<Call> again) {
        return mayBeSlow(call, again)
                ? Finding.inconclusive(what + ". The machine may have been too slow for the client's timeouts: give"
                        + " the client of this test longer ones")
                : Finding.failed(
                        what + ". Nothing from the client reached the server: connect it to the endpoint that it"
                                + " is given, " + server.describe());
    }
}
