/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The forms of JSON-RPC 2.0 messages. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JsonRpc {

    /** The code of an error for a method that nobody handles. */
    public static final int METHOD_NOT_FOUND = -32601;

    /** The code of an error for a handler that failed. */
    public static final int INTERNAL_ERROR = -32603;

    /** The code of an error for headers that do not fit the body. */
    public static final int HEADER_MISMATCH = -32020;

    /** The code of an error for something that the client has not declared. */
    public static final int MISSING_CAPABILITY = -32021;

    /** The code of an error for a revision that the server does not speak. */
    public static final int UNSUPPORTED_VERSION = -32022;

    private JsonRpc() {}

    /** A request. */
    public static JsonObject request(long id, String method, JsonObject params) {
        return JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", method)
                .put("params", params)
                .build();
    }

    /** A notification. */
    public static JsonObject notification(String method, JsonObject params) {
        var message = JsonObject.builder().put("jsonrpc", "2.0").put("method", method);
        return (params.isEmpty() ? message : message.put("params", params)).build();
    }

    /** The answer to a request. */
    public static JsonObject result(@Nullable JsonValue id, JsonObject result) {
        return JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("result", result)
                .build();
    }

    /** The refusal of a request. */
    public static JsonObject error(@Nullable JsonValue id, int code, String message) {
        return JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put(
                        "error",
                        JsonObject.builder()
                                .put("code", code)
                                .put("message", message)
                                .build())
                .build();
    }

    /** Whether only servers of the stateless era answer with this error. */
    public static boolean isOfStatelessEra(int errorCode) {
        return errorCode <= HEADER_MISMATCH && errorCode >= -32099;
    }

    /** Whether this asks for a session. */
    public static boolean isInitialize(JsonObject message) {
        return message.string("method").filter("initialize"::equals).isPresent();
    }

    /** Whether the server says this by itself: a request or a notification. */
    public static boolean isServerMessage(JsonObject message) {
        return message.string("method").isPresent();
    }

    /** Whether this answers a request. */
    public static boolean isResponse(JsonObject message) {
        return !message.has("method") && (message.has("result") || message.has("error"));
    }

    /** Whether this is an error that names no request, as a server sends when it could not read the request. */
    public static boolean isErrorWithoutId(JsonObject message) {
        JsonValue id = message.get("id");
        return message.object("error").isPresent() && (id == null || id == JsonNull.NULL);
    }

    /** The messages in a text: one, or a batch as revision 2025-03-26 allows. Empty when it is no JSON-RPC. */
    public static Optional<List<JsonObject>> messages(String text) {
        JsonValue value;
        try {
            value = Json.parse(text);
        } catch (MalformedJsonException notJson) {
            return Optional.empty();
        }
        List<JsonValue> candidates = value instanceof JsonArray batch ? batch.items() : List.of(value);
        List<JsonObject> messages = candidates.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(message -> isServerMessage(message) || isResponse(message))
                .toList();
        return messages.isEmpty() || messages.size() < candidates.size() ? Optional.empty() : Optional.of(messages);
    }
}
