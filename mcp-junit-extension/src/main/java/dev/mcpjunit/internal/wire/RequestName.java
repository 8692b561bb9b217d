/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** Names a message for people: {@code tools/call 'get-forecast'}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RequestName {

    /** What stands for a GET where a message is named. */
    public static final JsonObject GET =
            JsonObject.builder().put("method", "GET").build();

    private RequestName() {}

    /** What to do when the answer to a message took too long. */
    public static String adviceWhenLate(JsonObject message) {
        boolean starting = message.string("method")
                .filter(method -> method.equals(Methods.INITIALIZE) || method.equals(Methods.DISCOVER))
                .isPresent();
        return "If it may take longer, raise " + (starting ? "startupTimeout." : "requestTimeout.");
    }

    /** The method, with the name or address of what it is about. */
    public static String of(JsonObject message) {
        String method = message.string("method").orElse("a response");
        JsonObject params = message.object("params").orElse(JsonObject.EMPTY);
        return params.string("name")
                .or(() -> params.string("uri"))
                .or(() -> params.string("taskId"))
                .map(subject -> method + " '" + subject + "'")
                .orElse(method);
    }
}
