/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.retry;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import java.util.Map;
import org.apiguardian.api.API;

/** A failure after which a client may repeat a call: the server has not carried it out. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Failure {
    /** HTTP 503, without {@code Retry-After}. Servers on HTTP only. */
    UNAVAILABLE("HTTP 503"),
    /** HTTP 429, without {@code Retry-After}. Servers on HTTP only. */
    TOO_MANY_REQUESTS("HTTP 429"),
    /** The connection breaks before the server has the call. */
    CONNECTION_RESET("a connection reset"),
    /** JSON-RPC error -32603: something is wrong within the server. */
    INTERNAL_ERROR("JSON-RPC error -32603");

    private final String words;

    Failure(String words) {
        this.words = words;
    }

    Fault fault() {
        return switch (this) {
            case UNAVAILABLE -> new AnswerFault.HttpResponse(503, Map.of(), "", false);
            case TOO_MANY_REQUESTS -> new AnswerFault.HttpResponse(429, Map.of(), "", false);
            case CONNECTION_RESET -> new ConnectionFault.CutBeforeServer(Cut.RESET);
            case INTERNAL_ERROR -> new AnswerFault.RpcError(-32603, "Internal error");
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
