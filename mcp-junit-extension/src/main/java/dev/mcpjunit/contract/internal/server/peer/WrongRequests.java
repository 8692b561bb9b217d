/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ServerDescription;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/** Invalid requests, which do no harm. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WrongRequests {

    /** Texts that are not messages, by description. */
    public static final Map<String, String> TEXTS =
            Map.of("text that is no JSON", "{\"jsonrpc\":\"2.0\",\"id\":1,", "JSON that is no message", "[[]]");

    private WrongRequests() {}

    /** Messages by description, only about what the server offers. */
    public static Map<String, JsonObject> messages(ServerDescription server, ClientDialect dialect) {
        var ids = new Ids();
        var wrong = new LinkedHashMap<String, JsonObject>();
        wrong.put("a method that is a number", object("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":5,\"params\":{}}"));
        wrong.put("an unknown method", dialect.request(ids.next(), "no/such/method", JsonObject.EMPTY));
        if (server.offers("tools")) {
            wrong.put(
                    "a call of an unknown tool", about(dialect, ids, Methods.CALL_TOOL, "{\"name\":\"no-such-tool\"}"));
            wrong.put(
                    "a call of a tool whose name is a number", about(dialect, ids, Methods.CALL_TOOL, "{\"name\":5}"));
        }
        if (server.offers("prompts")) {
            wrong.put(
                    "a request for an unknown prompt",
                    about(dialect, ids, Methods.GET_PROMPT, "{\"name\":\"no-such-prompt\"}"));
        }
        if (server.offers("resources")) {
            wrong.put(
                    "a request for an unknown resource",
                    about(dialect, ids, Methods.READ_RESOURCE, "{\"uri\":\"no-such-scheme:%%%\"}"));
        }
        return wrong;
    }

    /** Send all messages to a server, whatever it answers. */
    public static void sendTo(HttpPeer peer, ServerDescription server) throws InterruptedException {
        for (JsonObject request : messages(server, peer.dialect()).values()) {
            try {
                HttpReply unused = peer.post(request);
            } catch (NoAnswerException silent) {
                // Other checks are about that.
            }
        }
    }

    private static JsonObject about(ClientDialect dialect, Ids ids, String method, String params) {
        return dialect.request(ids.next(), method, object(params));
    }

    private static JsonObject object(String json) {
        return (JsonObject) Json.parse(json);
    }
}
