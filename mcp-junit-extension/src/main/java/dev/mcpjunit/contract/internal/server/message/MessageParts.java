/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** Reads parts of messages, whatever they have in their place. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageParts {

    /** The parameters of a subscription to changes of the tools. */
    public static final JsonObject TOOL_CHANGES = object("{\"notifications\":{\"toolsListChanged\":true}}");

    private MessageParts() {}

    /** A request or a part of one, from constant text. */
    public static JsonObject object(String json) {
        return (JsonObject) Json.parse(json);
    }

    /** The code of an error response; 0 where there is none. */
    public static int errorCode(JsonObject response) {
        return response.object("error").map(RpcErrors::code).stream()
                .flatMapToInt(code -> code.stream())
                .findFirst()
                .orElse(0);
    }

    /** Whether the result of a call has a resource in it. */
    public static boolean embedsResource(JsonObject result) {
        return result.array("content").stream()
                .flatMap(JsonArray::objects)
                .anyMatch(block -> block.string("type").orElse("").equals("resource"));
    }

    /** Whether a request needs {@code sampling.tools} of the client. */
    public static boolean samplesWithTools(JsonObject request) {
        JsonObject params = RpcMessage.params(request);
        return RpcMessage.isCall(request, Methods.SAMPLE) && (params.has("tools") || params.has("toolChoice"));
    }

    /** Whether a request needs {@code sampling.context} of the client. */
    public static boolean samplesWithContext(JsonObject request) {
        String context = RpcMessage.params(request).string("includeContext").orElse("none");
        return RpcMessage.isCall(request, Methods.SAMPLE) && !context.equals("none");
    }

    /** The beginning of a message, for findings. */
    public static String excerpt(JsonObject message) {
        return Findings.excerpt(message.toString());
    }

    /** A member of a message, for findings. */
    public static String excerpt(JsonObject message, String member) {
        return message.has(member) ? Findings.excerpt(String.valueOf(message.get(member))) : "missing";
    }
}
