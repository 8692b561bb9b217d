/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** What the checks make of the calls that a test declares. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DeclaredCalls {

    /** The answer of a client without roots. */
    public static final JsonObject NO_ROOTS = MessageParts.object("{\"roots\":[]}");

    private DeclaredCalls() {}

    /** The calls, if there are any. */
    public static List<SampleCall> required(List<SampleCall> calls) {
        if (calls.isEmpty()) {
            throw Finding.inconclusive("the test declares no call that does no harm. Override sampleCalls()");
        }
        return calls;
    }

    /** The call, if there is one. */
    public static AskingCall required(Optional<AskingCall> call) {
        return call.orElseThrow(
                () -> Finding.inconclusive("the test declares no call that asks for input. Override askingCall()"));
    }

    /**
     * A call that fails shows nothing of a server, not even when it fails in the same way each time.
     *
     * @param response the response, or its result
     */
    public static void requireSuccess(SampleCall call, String server, JsonObject response) {
        JsonObject result = response.object("result").orElse(response);
        if (RpcMessage.isResponse(result) || result.bool("isError").orElse(false)) {
            throw new IllegalStateException("Server '" + server + "' could not be checked: the sample call of '"
                    + call.tool() + "' reports an error, " + Findings.excerpt(result.toString())
                    + ". Sample calls have to succeed; see sampleCalls().");
        }
    }

    /**
     * The answer of a call to what it asks for. Requests for the roots get an empty list if the call has no roots: it
     * need not be prepared for them.
     *
     * @param question the request, without its id
     */
    public static JsonObject answer(AskingCall call, JsonObject question) {
        boolean isAboutRoots = RpcMessage.isCall(question, Methods.LIST_ROOTS);
        try {
            JsonObject answer = JsonValue.of(call.answers().apply(question)) instanceof JsonObject object
                    ? object
                    : JsonObject.EMPTY;
            return isAboutRoots && !answer.has("roots") ? NO_ROOTS : answer;
        } catch (RuntimeException unprepared) {
            if (isAboutRoots) {
                return NO_ROOTS;
            }
            throw unprepared;
        }
    }

    /** The call, for messages. */
    public static String describe(SampleCall call) {
        return describe(call.tool());
    }

    /** The call, for messages. */
    public static String describe(AskingCall call) {
        return describe(call.tool());
    }

    private static String describe(String tool) {
        return Methods.CALL_TOOL + " '" + tool + "'";
    }

    /** The parameters of a call that may ask for progress. */
    public static JsonObject params(SampleCall call, Optional<JsonString> progressToken) {
        return progressToken
                .map(token -> params(call).toBuilder()
                        .put(
                                "_meta",
                                JsonObject.builder().put("progressToken", token).build())
                        .build())
                .orElseGet(() -> params(call));
    }

    public static JsonObject params(SampleCall call) {
        return params(call.tool(), call.arguments());
    }

    public static JsonObject params(AskingCall call) {
        return params(call.tool(), call.arguments());
    }

    private static JsonObject params(String tool, Map<String, ?> arguments) {
        return JsonObject.builder()
                .put("name", tool)
                .put("arguments", arguments)
                .build();
    }
}
