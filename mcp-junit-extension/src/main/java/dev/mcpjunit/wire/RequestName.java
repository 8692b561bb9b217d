/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.wire;

import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** Names a message for people: {@code tools/call 'get-forecast'}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RequestName {

    private RequestName() {}

    /** The method, with the name or address of what it is about. */
    public static String of(JsonObject message) {
        String method = message.string("method").orElse("a response");
        JsonObject params = message.object("params").orElse(JsonObject.EMPTY);
        return params.string("name")
                .or(() -> params.string("uri"))
                .map(subject -> method + " '" + subject + "'")
                .orElse(method);
    }
}
