/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What requests for input must have in them beyond the types of their members. Pure. */
final class QuestionContents {

    private static final String USE = "tool_use";
    private static final String RESULT = "tool_result";

    private QuestionContents() {}

    /** Add what is wrong with the requests in a result that asks for input. */
    static void problems(JsonObject result, List<String> problems) {
        result.object("inputRequests").orElse(JsonObject.EMPTY).members().forEach((name, question) -> {
            if (question instanceof JsonObject request) {
                problems("/inputRequests/" + name + "/params", request, problems);
            }
        });
    }

    /** Add what is wrong with the parameters of a request, whose place is given. */
    static void problems(String place, JsonObject request, List<String> problems) {
        JsonObject params = RpcMessage.params(request);
        params.string("url")
                .filter(url -> request.string("method").orElse("").equals(Methods.ELICIT))
                .filter(url -> !Addresses.isUri(url))
                .ifPresent(url -> problems.add(place + "/url: not a valid URL: " + url));
        toolUses(
                place + "/messages/",
                params.array("messages").orElse(JsonArray.EMPTY).objects().toList(),
                problems);
    }

    private static void toolUses(String place, List<JsonObject> messages, List<String> problems) {
        for (int index = 0; index < messages.size(); index++) {
            List<JsonObject> content = content(messages.get(index)).toList();
            Set<String> kinds = content.stream()
                    .map(block -> block.string("type").orElse(""))
                    .collect(Collectors.toSet());
            if (kinds.contains(RESULT) && kinds.size() > 1) {
                problems.add(place + index + ": tool results are mixed with other content");
            }
            var open = new HashSet<>(ids(content, USE, "id"));
            if (!open.isEmpty()) {
                List<JsonObject> next = index + 1 < messages.size()
                        ? content(messages.get(index + 1)).toList()
                        : List.of();
                open.removeAll(ids(next, RESULT, "toolUseId"));
                String where = place + (index + 1);
                if (open.isEmpty()
                        && !messages.get(index + 1).string("role").orElse("").equals("user")) {
                    problems.add(where + ": tool results of another role than user");
                }
                open.forEach(id -> problems.add(where + ": no result for tool use '" + id + "'"));
            }
        }
    }

    private static Stream<JsonObject> content(JsonObject message) {
        return Stream.concat(
                message.array("content").orElse(JsonArray.EMPTY).objects(), message.object("content").stream());
    }

    private static List<String> ids(List<JsonObject> content, String type, String member) {
        return content.stream()
                .filter(block -> block.string("type").orElse("").equals(type))
                .flatMap(block -> block.string(member).stream())
                .toList();
    }
}
