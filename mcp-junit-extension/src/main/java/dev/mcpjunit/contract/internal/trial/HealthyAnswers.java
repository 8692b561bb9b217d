/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.traffic.Exchange;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a server answers to a call that must succeed. A client may hide an error, and the wire shows it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HealthyAnswers {

    private static final int CLIENT_ERROR = 400;

    private HealthyAnswers() {}

    /**
     * Find a call that the server has not answered by a result, without a fault.
     *
     * @param calls the call and its repetitions on the wire; the last one counts
     * @return what is wrong, without a period; empty if nothing is
     */
    public static Optional<String> error(List<Exchange> calls) {
        return calls.stream()
                .reduce((earlier, later) -> later)
                .filter(last -> last.faults().isEmpty() && isError(last))
                .map(last -> "Server '" + last.server() + "' is healthy, and yet it answered the call of tool '"
                        + last.tool().orElse("") + "' with an error: " + last.ending()
                        + ". Checks show nothing with such a call: give the contract a call that succeeds");
    }

    /** Whether the caller cannot have got a result of this call, not even in another way. */
    private static boolean isError(Exchange call) {
        return switch (call.outcome()) {
            case TOOL_ERROR, RPC_ERROR -> true;
            // A client may follow a redirect past the proxy.
            case HTTP_ERROR -> call.status().orElse(CLIENT_ERROR) >= CLIENT_ERROR;
            // A stream that ends before the answer can be resumed by another request.
            case INVALID -> call.answeredAt().isPresent();
            case SERVER_GONE -> call.status().isEmpty();
            // The proxy may see the end after the caller, and a client may close what it no longer needs.
            case IN_FLIGHT, CLIENT_GONE -> false;
            case RESULT, ACCEPTED, CUT, HUNG -> false;
        };
    }
}
