/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ServerDescription;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that no server can do anything with, so that none does any harm. */
final class WrongRequests {

    /** What is no message, by what it is. */
    static final Map<String, String> TEXTS =
            Map.of("text that is no JSON", "{\"jsonrpc\":\"2.0\",\"id\":1,", "JSON that is no message", "[[]]");

    private WrongRequests() {}

    /** Messages, by what they are, about nothing but what the server offers. */
    static Map<String, JsonObject> messages(ServerDescription server, ClientDialect dialect) {
        var wrong = new LinkedHashMap<String, JsonObject>();
        wrong.put("a method that is a number", object("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":5,\"params\":{}}"));
        wrong.put("an unknown method", dialect.request(Ids.number(6), "no/such/method", JsonObject.EMPTY));
        if (server.offers("tools")) {
            wrong.put("a call of an unknown tool", about(dialect, "tools/call", "{\"name\":\"no-such-tool\"}"));
            wrong.put("a call of a tool whose name is a number", about(dialect, "tools/call", "{\"name\":5}"));
        }
        if (server.offers("prompts")) {
            wrong.put(
                    "a request for an unknown prompt", about(dialect, "prompts/get", "{\"name\":\"no-such-prompt\"}"));
        }
        if (server.offers("resources")) {
            wrong.put(
                    "a request for an unknown resource",
                    about(dialect, "resources/read", "{\"uri\":\"no-such-scheme:%%%\"}"));
        }
        return wrong;
    }

    private static JsonObject about(ClientDialect dialect, String method, String params) {
        return dialect.request(Ids.number(7), method, object(params));
    }

    private static JsonObject object(String json) {
        return (JsonObject) Json.parse(json);
    }
}
