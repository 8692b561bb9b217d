/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import java.util.Optional;
import org.apiguardian.api.API;

/** What can be said of a JSON-RPC message without knowing what carries it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RpcMessage {

    private static final int FIRST_DEFINED = -32099;
    private static final int LAST_DEFINED = -32020;

    private RpcMessage() {}

    /** Whether it is one at all. */
    static boolean isMessage(JsonObject object) {
        return object.has("method") || isResponse(object);
    }

    /** Whether a message answers a request. */
    public static boolean isResponse(JsonObject message) {
        return !message.has("method") && (message.has("result") || message.has("error"));
    }

    /** Whether a message wants an answer. */
    public static boolean isRequest(JsonObject message) {
        return message.has("method") && message.has("id");
    }

    /** Whether a message answers a certain request. */
    public static boolean isAnswerTo(JsonObject request, JsonObject message) {
        JsonValue id = request.get("id");
        return id != null && isResponse(message) && id.equals(message.get("id"));
    }

    /** The revision that a request itself says it is of, as each does since 2026-07-28. */
    static Optional<String> statelessRevision(JsonObject request) {
        return request.object("params")
                .flatMap(params -> params.object("_meta"))
                .flatMap(meta -> meta.string("io.modelcontextprotocol/protocolVersion"));
    }

    /** Whether a message is an error that the protocol defines since 2026-07-28; on HTTP its status is 400. */
    public static boolean isBadRequest(JsonObject message) {
        return message.object("error")
                .flatMap(error -> Optional.ofNullable(error.get("code")))
                .filter(code -> code instanceof JsonNumber number
                        && number.value().intValue() <= LAST_DEFINED
                        && number.value().intValue() >= FIRST_DEFINED)
                .isPresent();
    }

    /** By what reports about the progress of a request name it. */
    public static Optional<JsonValue> progressToken(JsonObject request) {
        return request.object("params")
                .flatMap(params -> params.object("_meta"))
                .flatMap(meta -> Optional.ofNullable(meta.get("progressToken")));
    }

    /** The progress token that a message reports about. */
    public static Optional<JsonValue> reportsProgressOf(JsonObject message) {
        boolean report = message.string("method")
                .filter("notifications/progress"::equals)
                .isPresent();
        return report
                ? message.object("params").flatMap(params -> Optional.ofNullable(params.get("progressToken")))
                : Optional.empty();
    }

    /** What a response means for the one who asked. */
    public static Outcome outcome(JsonObject response) {
        if (response.has("error")) {
            return Outcome.RPC_ERROR;
        }
        boolean toolError = response.object("result")
                .flatMap(result -> result.bool("isError"))
                .orElse(false);
        return toolError ? Outcome.TOOL_ERROR : Outcome.RESULT;
    }
}
