/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A tool call that has the same answer whenever it is made, and does no harm.
 *
 * @param tool the tool's name
 * @param arguments its arguments
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SampleCall(String tool, Map<String, ?> arguments) {

    /** Copy the arguments. */
    public SampleCall {
        arguments = Map.copyOf(arguments);
    }

    /**
     * A call that fails shows nothing of a server, not even when it fails in the same way each time.
     *
     * @param server the server's name
     * @param response the response, or its result
     */
    void requireSuccess(String server, JsonObject response) {
        JsonObject result = response.object("result").orElse(response);
        if (RpcMessage.isResponse(result) || result.bool("isError").orElse(false)) {
            throw new IllegalStateException("Server '" + server + "' could not be checked: the sample call of '" + tool
                    + "' reports an error, " + Findings.excerpt(result.toString())
                    + ". Sample calls have to succeed; see sampleCalls().");
        }
    }

    /** The calls, if there are any. */
    static List<SampleCall> required(List<SampleCall> calls) {
        if (calls.isEmpty()) {
            throw Finding.inconclusive("nothing says which calls do no harm. Override sampleCalls()");
        }
        return calls;
    }

    /** The call, for messages. */
    String describe() {
        return Methods.CALL_TOOL + " '" + tool + "'";
    }

    /** The parameters of a call that may ask for progress. */
    JsonObject params(Optional<JsonString> progressToken) {
        return progressToken
                .map(token -> params().toBuilder()
                        .put(
                                "_meta",
                                JsonObject.builder().put("progressToken", token).build())
                        .build())
                .orElseGet(this::params);
    }

    JsonObject params() {
        return JsonObject.builder()
                .put("name", tool)
                .put("arguments", arguments)
                .build();
    }
}
