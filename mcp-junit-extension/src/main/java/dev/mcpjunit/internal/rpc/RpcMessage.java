/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Makes JSON-RPC 2.0 messages and says what kind of message one is, whatever carries it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RpcMessage {

    private RpcMessage() {}

    /** A request. */
    public static JsonObject request(JsonValue id, String method, JsonObject params) {
        return begun().put("id", id).put("method", method).put("params", params).build();
    }

    /** A notification; empty parameters are left out. */
    public static JsonObject notification(String method, JsonObject params) {
        var message = begun().put("method", method);
        return (params.isEmpty() ? message : message.put("params", params)).build();
    }

    /** The response to a request that succeeded. */
    public static JsonObject result(@Nullable JsonValue id, JsonObject result) {
        return begun().put("id", id).put("result", result).build();
    }

    /** The response to a request that failed. */
    public static JsonObject error(@Nullable JsonValue id, int code, String message) {
        return error(
                id,
                JsonObject.builder().put("code", code).put("message", message).build());
    }

    /** The response to a request that failed, with details. */
    public static JsonObject error(@Nullable JsonValue id, int code, String message, JsonObject data) {
        return error(
                id,
                JsonObject.builder()
                        .put("code", code)
                        .put("message", message)
                        .put("data", data)
                        .build());
    }

    private static JsonObject error(@Nullable JsonValue id, JsonObject error) {
        return begun().put("id", id).put("error", error).build();
    }

    private static JsonObject.Builder begun() {
        return JsonObject.builder().put("jsonrpc", "2.0");
    }

    /** Whether an object is a request, a notification or a response. */
    public static boolean isMessage(JsonObject object) {
        return isCall(object) || isResponse(object);
    }

    /** Whether a message is a request or a notification. */
    public static boolean isCall(JsonObject message) {
        return message.string("method").isPresent();
    }

    /** Whether a message expects a response. */
    public static boolean isRequest(JsonObject message) {
        return isCall(message) && message.has("id");
    }

    /** Whether a message is a request or a notification with this method. */
    public static boolean isCall(JsonObject message, String method) {
        return message.string("method").filter(method::equals).isPresent();
    }

    /** Whether a message is the response to some request. */
    public static boolean isResponse(JsonObject message) {
        return !message.has("method") && (message.has("result") || message.has("error"));
    }

    /** Whether a message is the response to this request: ids are equal in value and JSON type. */
    public static boolean isResponseTo(JsonObject request, JsonObject message) {
        JsonValue id = request.get("id");
        return id != null && isResponse(message) && id.equals(message.get("id"));
    }

    /** Whether this is an error that names no request, as a server sends when it could not read the request. */
    public static boolean isErrorWithoutId(JsonObject message) {
        JsonValue id = message.get("id");
        return message.object("error").isPresent() && (id == null || id == JsonNull.NULL);
    }

    /** Whether a response is a tool result with {@code isError}. */
    public static boolean isToolError(JsonObject response) {
        return response.object("result")
                .flatMap(result -> result.bool("isError"))
                .orElse(false);
    }

    /** The {@code params} of a message; empty when there are none. */
    public static JsonObject params(JsonObject message) {
        return message.object("params").orElse(JsonObject.EMPTY);
    }

    /** The {@code params._meta} of a message; empty when there is none. */
    public static JsonObject meta(JsonObject message) {
        return params(message).object("_meta").orElse(JsonObject.EMPTY);
    }

    /** The token under which the progress of a request is reported. */
    public static Optional<JsonValue> progressToken(JsonObject request) {
        return Optional.ofNullable(meta(request).get("progressToken"));
    }

    /** The progress token that a notification reports about. */
    public static Optional<JsonValue> reportsProgressOf(JsonObject message) {
        return isCall(message, Methods.PROGRESS)
                ? Optional.ofNullable(params(message).get("progressToken"))
                : Optional.empty();
    }
}
