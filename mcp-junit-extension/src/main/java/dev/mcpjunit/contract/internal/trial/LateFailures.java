/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.traffic.Exchange;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Judges calls of a healthy server that failed late. A client may have been too slow on a busy machine, but only if
 * something shows it: a message that the server received, or time that the machine lost. A client that sends nothing is
 * not connected.
 *
 * @param received the messages that the server received from the client so far
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LateFailures(McpEndpoint server, Supplier<List<Exchange>> received) {

    /**
     * Whether the server received something. On standard input and output a client first starts a process, and no proxy
     * sees how long that takes.
     */
    public boolean mayHaveReachedServer() {
        return server instanceof McpEndpoint.Stdio || !received.get().isEmpty();
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
        return mayHaveReachedServer() || fresh.succeeded() || fresh.isOnBusyMachine();
    }

    Finding judge(String what, Call call, Supplier<Call> again) {
        return mayBeSlow(call, again)
                ? Finding.inconclusive(what + ". The machine may have been too slow for the client's timeouts: give"
                        + " the client of this test longer ones")
                : Finding.failed(what + ". The client sent nothing to the server: connect it to the endpoint that it is"
                        + " given, " + server.describe());
    }
}
