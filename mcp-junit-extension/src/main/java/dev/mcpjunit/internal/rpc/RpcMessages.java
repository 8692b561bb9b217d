/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The JSON-RPC messages in a body, an event or a line.
 *
 * @param all the messages; empty when the text is not JSON-RPC
 * @param batch whether they are an array, as revision 2025-03-26 allows
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RpcMessages(List<JsonObject> all, boolean batch) {

    /** No messages. */
    public static final RpcMessages NONE = new RpcMessages(List.of(), false);

    /** Read a text in UTF-8. */
    public static RpcMessages in(byte[] text) {
        int start = 0;
        while (start < text.length && isWhiteSpace(text[start])) {
            start++;
        }
        return start < text.length && beginsMessages(text[start]) ? in(new String(text, UTF_8)) : NONE;
    }

    /** Read a text. */
    public static RpcMessages in(String text) {
        int start = 0;
        while (start < text.length() && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        if (start == text.length() || !beginsMessages(text.charAt(start))) {
            return NONE;
        }
        JsonValue value;
        try {
            value = Json.parse(text);
        } catch (MalformedJsonException notJson) {
            return NONE;
        }
        if (value instanceof JsonObject message) {
            return RpcMessage.isMessage(message) ? new RpcMessages(List.of(message), false) : NONE;
        }
        if (value instanceof JsonArray array && !array.items().isEmpty()) {
            List<JsonObject> messages =
                    array.objects().filter(RpcMessage::isMessage).toList();
            return messages.size() == array.items().size() ? new RpcMessages(messages, true) : NONE;
        }
        return NONE;
    }

    private static boolean isWhiteSpace(int character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    /** Only objects and arrays hold messages. A long string is not worth the memory to parse it. */
    private static boolean beginsMessages(int character) {
        return character == '{' || character == '[';
    }

    /** Why a text without messages was not read although it may be JSON, as a sentence; empty for any other text. */
    public static Optional<String> limitExceededBy(String text) {
        try {
            JsonValue unused = Json.parse(text);
            return Optional.empty();
        } catch (MalformedJsonException notRead) {
            return notRead.isBeyondLimit() && notRead.getCause() != null
                    ? Optional.of(
                            "mcp-junit reads JSON of at most 1,000 levels, and numbers of at most 1,000 digits with"
                                    + " exponents of at most 10 digits, as most clients in Java do; this limit cannot be raised. "
                                    + firstSentence(notRead.getCause()))
                    : Optional.empty();
        }
    }

    /** An object with an id that is no JSON-RPC message, because it has no method, no result and no error. */
    public static Optional<JsonObject> withoutOutcome(String text) {
        try {
            return Json.parse(text) instanceof JsonObject object && object.has("id") && !RpcMessage.isMessage(object)
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (MalformedJsonException notJson) {
            return Optional.empty();
        }
    }

    private static String firstSentence(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Whether the text is not JSON-RPC. */
    public boolean isEmpty() {
        return all.isEmpty();
    }
}
