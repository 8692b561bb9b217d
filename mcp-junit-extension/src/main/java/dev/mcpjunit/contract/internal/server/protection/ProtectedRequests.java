/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.contract.server.DeclaredProtection;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ServerDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests of a client after its first one that need a token. They ask for things that do not exist, so that
 * nothing happens where the check of the token is missing.
 */
final class ProtectedRequests {

    private static final JsonObject NO_TOOL = params("{'name':'mcp-junit-no-such-tool','arguments':{}}");
    private static final JsonObject NO_PROMPT = params("{'name':'mcp-junit-no-such-prompt'}");
    private static final JsonObject NO_RESOURCE = params("{'uri':'mcp-junit:no-such-resource'}");
    private static final JsonObject NO_COMPLETION = params(
            "{'ref':{'type':'ref/prompt'," + "'name':'mcp-junit-no-such-prompt'},'argument':{'name':'a','value':'b'}}");

    private ProtectedRequests() {}

    private static JsonObject params(String json) {
        return (JsonObject) Json.parse(json.replace('\'', '"'));
    }

    /** All of them, as parameters by method: lists first. */
    static Map<String, JsonObject> all(ServerDescription description, DeclaredProtection declared) {
        var requests = new LinkedHashMap<String, JsonObject>();
        for (McpList list : McpList.values()) {
            if (description.offers(list.capability())) {
                requests.put(list.method(), JsonObject.EMPTY);
            }
        }
        putIf(description.offers("tools"), Methods.CALL_TOOL, NO_TOOL, requests);
        putIf(description.offers("prompts"), Methods.GET_PROMPT, NO_PROMPT, requests);
        putIf(description.offers("resources"), Methods.READ_RESOURCE, NO_RESOURCE, requests);
        putIf(description.offers("completions"), Methods.COMPLETE, NO_COMPLETION, requests);
        requests.keySet().removeIf(declared::isOpen);
        return requests;
    }

    private static void putIf(boolean offered, String method, JsonObject params, Map<String, JsonObject> requests) {
        if (offered) {
            requests.put(method, params);
        }
    }

    /** One list and one call, which are enough for each of many tokens. */
    static Map<String, JsonObject> some(ServerDescription description, DeclaredProtection declared) {
        Map<String, JsonObject> all = all(description, declared);
        List<String> methods = new ArrayList<>(all.keySet());
        methods.removeIf(method -> method.endsWith("/list"));
        var some = new LinkedHashMap<String, JsonObject>();
        all.keySet().stream()
                .filter(method -> method.endsWith("/list"))
                .findFirst()
                .ifPresent(method -> some.put(method, JsonObject.EMPTY));
        methods.stream().findFirst().ifPresent(method -> some.put(method, all.getOrDefault(method, JsonObject.EMPTY)));
        return some;
    }
}
