/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** How an exchange ended for the client. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Outcome {
    /** It has not ended yet. */
    IN_FLIGHT,
    /** A result was delivered. */
    RESULT,
    /** A tool result with {@code isError} was delivered. */
    TOOL_ERROR,
    /** A JSON-RPC error was delivered. */
    RPC_ERROR,
    /** An HTTP error without a JSON-RPC answer was delivered. */
    HTTP_ERROR,
    /** A message that has no answer (a notification, a response) was accepted. */
    ACCEPTED,
    /** Something was delivered that is not a valid answer: it was garbled, cut or empty. */
    INVALID,
    /** A fault cut the connection before an answer. */
    CUT,
    /** A fault made the exchange hang until the client or the test ended it. */
    HUNG,
    /** The client closed the connection before an answer. */
    CLIENT_GONE,
    /** The server closed the connection, or could not be reached, before an answer. */
    SERVER_GONE;

    /** How an exchange ended in which this JSON-RPC response was delivered. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static Outcome of(JsonObject response) {
        if (response.has("error")) {
            return RPC_ERROR;
        }
        return RpcMessage.isToolError(response) ? TOOL_ERROR : RESULT;
    }
}
