/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** Reads parts of messages, whatever they have in their place. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageParts {

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

    /** The beginning of a message, for findings. */
    public static String excerpt(JsonObject message) {
        return Findings.excerpt(message.toString());
    }

    /** A member of a message, for findings. */
    public static String excerpt(JsonObject message, String member) {
        return message.has(member) ? Findings.excerpt(String.valueOf(message.get(member))) : "missing";
    }
}
