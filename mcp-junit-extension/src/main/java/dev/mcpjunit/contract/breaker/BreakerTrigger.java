/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.InjectedFault;
import org.apiguardian.api.API;

/**
 * What a breaker may count as a failure. No two libraries agree about it, so each breaker declares it:
 * {@link BreakerSettings#counts}, {@link BreakerSettings#ignores}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum BreakerTrigger {
    /** The server is unavailable: HTTP 503. Happens to HTTP servers only. */
    HTTP_503("HTTP 503"),
    /** The server asks for patience: HTTP 429. Happens to HTTP servers only. */
    HTTP_429("HTTP 429"),
    /** The connection breaks before the server has the call. */
    CONNECTION_RESET("connection reset"),
    /** The server does its work, and the answer is lost. */
    LOST_RESPONSE("response lost"),
    /** No answer comes until the client gives up. Takes as long as the client's time-out, for each call. */
    TIMEOUT("no answer"),
    /** A JSON-RPC error that is the server's fault: -32603. */
    RPC_ERROR("error -32603"),
    /** A JSON-RPC error that is the caller's fault: -32602. */
    INVALID_ARGUMENTS("error -32602"),
    /** A tool result with {@code isError}: the tool works, what it was asked for does not. */
    TOOL_ERROR("isError"),
    /** The caller gives up a healthy call: its thread is interrupted. */
    CALLER_CANCELLATION("caller cancels");

    private final String words;

    BreakerTrigger(String words) {
        this.words = words;
    }

    /**
     * Make it happen on the wire.
     *
     * @param choice the messages it shall happen to
     * @return the fault; never {@code null}
     * @throws IllegalStateException if it is nothing that the wire does
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public InjectedFault inject(FaultChoice choice) {
        InjectedFault fault =
                switch (this) {
                    case HTTP_503 -> choice.status(503);
                    case HTTP_429 -> choice.status(429);
                    case CONNECTION_RESET -> choice.cutBeforeServer(Cut.RESET);
                    case LOST_RESPONSE -> choice.loseResponse();
                    case TIMEOUT -> choice.hang();
                    case RPC_ERROR -> choice.rpcError(-32603, "Internal error");
                    case INVALID_ARGUMENTS -> choice.rpcError(-32602, "Invalid arguments");
                    case TOOL_ERROR -> choice.toolError("The tool could not do it");
                    case CALLER_CANCELLATION -> throw new IllegalStateException("A caller cancels by itself");
                };
        return fault.optional();
    }

    @Override
    public String toString() {
        return words;
    }
}
