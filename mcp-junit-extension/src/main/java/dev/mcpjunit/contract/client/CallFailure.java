/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A way in which a tool call fails. Clients repeat calls after some of them, and circuit breakers count some of them;
 * no two libraries agree which, so each declares its own.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum CallFailure {
    /** The server is unavailable: HTTP 503, without {@code Retry-After}. Servers on HTTP only. */
    HTTP_503("HTTP 503"),
    /** The server asks for fewer requests: HTTP 429, without {@code Retry-After}. Servers on HTTP only. */
    HTTP_429("HTTP 429"),
    /** The connection breaks before the server has received the call. */
    CONNECTION_RESET("a connection reset"),
    /** The server executes the call, and its response is lost. */
    LOST_RESPONSE("a lost response"),
    /** No response arrives until the client gives up. Each call takes as long as the client's timeout. */
    TIMEOUT("a timeout"),
    /** JSON-RPC error -32603: the fault is the server's. */
    INTERNAL_ERROR("JSON-RPC error -32603"),
    /** JSON-RPC error -32602: the fault is the caller's. */
    INVALID_ARGUMENTS("JSON-RPC error -32602"),
    /** A tool result with {@code isError}: the tool works, but could not do what it was asked for. */
    TOOL_ERROR("isError"),
    /** The caller gives up a healthy call: its thread is interrupted. */
    CALLER_CANCELLATION("a cancellation by the caller");

    private final String words;

    CallFailure(String words) {
        this.words = words;
    }

    /**
     * Get the fault that makes a call fail like this.
     *
     * @return the fault; empty if the failure does not happen on the wire; never {@code null}
     */
    public Optional<Fault> fault() {
        return Optional.ofNullable(
                switch (this) {
                    case HTTP_503 -> new AnswerFault.HttpResponse(503, Map.of(), "", Execution.SKIPPED);
                    case HTTP_429 -> new AnswerFault.HttpResponse(429, Map.of(), "", Execution.SKIPPED);
                    case CONNECTION_RESET -> new ConnectionFault.CutBeforeServer(Cut.RESET);
                    case LOST_RESPONSE -> new ConnectionFault.LoseResponse(Cut.RESET);
                    case TIMEOUT -> new ConnectionFault.CutBeforeServer(Cut.HANG);
                    case INTERNAL_ERROR -> new AnswerFault.RpcError(-32603, "Internal error");
                    case INVALID_ARGUMENTS -> new AnswerFault.RpcError(-32602, "Invalid arguments");
                    case TOOL_ERROR -> new AnswerFault.ToolError("The tool could not do it");
                    case CALLER_CANCELLATION -> null;
                });
    }

    /**
     * Check whether calls of a server can fail like this.
     *
     * @param server where the server is
     * @return whether the failure does not need another transport
     */
    public boolean canHappenAt(McpEndpoint server) {
        return fault().map(fault -> fault.needs().isMetBy(server)).orElse(true);
    }

    @Override
    public String toString() {
        return words;
    }
}
