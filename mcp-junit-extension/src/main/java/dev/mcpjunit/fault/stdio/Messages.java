/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.traffic.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * The JSON-RPC messages in a line.
 *
 * @param all the messages; empty when it is no JSON-RPC
 * @param batch whether they are an array, as revision 2025-03-26 allows
 */
record Messages(List<JsonObject> all, boolean batch) {

    static final Messages NONE = new Messages(List.of(), false);

    static Messages in(byte[] line) {
        String text = new String(line, UTF_8);
        if (text.isBlank()) {
            return NONE;
        }
        JsonValue value;
        try {
            value = Json.parse(text);
        } catch (MalformedJsonException notJson) {
            return NONE;
        }
        if (value instanceof JsonObject message) {
            return isMessage(message) ? new Messages(List.of(message), false) : NONE;
        }
        if (value instanceof JsonArray array && !array.items().isEmpty()) {
            List<JsonObject> messages =
                    array.objects().filter(Messages::isMessage).toList();
            return messages.size() == array.items().size() ? new Messages(messages, true) : NONE;
        }
        return NONE;
    }

    /** A line with these messages, in the form they came in. */
    byte[] line(List<JsonObject> messages) {
        return line(batch ? Json.print(new JsonArray(List.copyOf(messages))) : Json.print(messages.get(0)));
    }

    static byte[] line(String text) {
        return (text + "\n").getBytes(UTF_8);
    }

    private static boolean isMessage(JsonObject object) {
        return object.has("method") || isResponse(object);
    }

    /** Whether a message answers a request. */
    static boolean isResponse(JsonObject message) {
        return !message.has("method") && (message.has("result") || message.has("error"));
    }

    /** Whether a message wants an answer. */
    static boolean isRequest(JsonObject message) {
        return message.has("method") && message.has("id");
    }

    /** Whether a message answers a certain request. */
    static boolean isAnswerTo(JsonObject request, JsonObject message) {
        JsonValue id = request.get("id");
        return id != null && isResponse(message) && id.equals(message.get("id"));
    }

    /** By what reports about the progress of a request name it. */
    static Optional<JsonValue> progressToken(JsonObject request) {
        return request.object("params")
                .flatMap(params -> params.object("_meta"))
                .flatMap(meta -> Optional.ofNullable(meta.get("progressToken")));
    }

    /** What a response means for the one who asked. */
    static Outcome outcome(JsonObject response) {
        if (response.has("error")) {
            return Outcome.RPC_ERROR;
        }
        boolean toolError = response.object("result")
                .flatMap(result -> result.bool("isError"))
                .orElse(false);
        return toolError ? Outcome.TOOL_ERROR : Outcome.RESULT;
    }
}
