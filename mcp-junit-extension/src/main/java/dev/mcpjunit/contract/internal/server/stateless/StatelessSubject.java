/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ServerDescription;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The replicas, and what the server says of itself. A server that supports only the revisions with a handshake cannot
 * be checked.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StatelessSubject(List<Replica> replicas, JsonObject discovered) {

    Replica first() {
        return replicas.get(0);
    }

    List<McpList> lists() {
        return Replica.lists(discovered);
    }

    /** The result of reading a resource, if the server gives one to a client without capabilities. */
    Optional<JsonObject> firstResource() throws NoAnswerException, InterruptedException {
        List<JsonObject> pages = offers("resources")
                ? Replica.pages(McpList.RESOURCES, List.of(first())).readable()
                : List.of();
        Optional<JsonValue> resource = pages.stream()
                .flatMap(page -> page.array("resources").orElse(JsonArray.EMPTY).items().stream())
                .findFirst();
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        JsonObject params =
                JsonObject.builder().put("uri", Replica.uriOf(resource.get())).build();
        return first().post(Methods.READ_RESOURCE, params).result();
    }

    /**
     * The result of the first prompt that needs no arguments, if the server gives it to a client without capabilities.
     */
    Optional<JsonObject> prompt() throws NoAnswerException, InterruptedException {
        for (JsonObject prompt : entries(McpList.PROMPTS)) {
            if (!needsArguments(prompt)) {
                JsonObject params = JsonObject.builder()
                        .put("name", prompt.string("name").orElse(""))
                        .build();
                return first().post(Methods.GET_PROMPT, params).result();
            }
        }
        return Optional.empty();
    }

    static boolean needsArguments(JsonObject prompt) {
        return prompt.array("arguments").orElse(JsonArray.EMPTY).objects().anyMatch(argument -> argument.bool(
                        "required")
                .orElse(false));
    }

    /** The server, as it describes itself. */
    ServerDescription description() {
        return new ServerDescription(
                Replica.REVISION,
                JsonObject.EMPTY,
                discovered.object("capabilities").orElse(JsonObject.EMPTY),
                Optional.empty());
    }

    /** The entries of a list that the server may lack; those before the place where the list is broken. */
    List<JsonObject> entries(McpList list) throws InterruptedException {
        return offers(list.capability())
                ? Replica.pages(list, List.of(first())).readable().stream()
                        .flatMap(page -> page.array(list.member())
                                .orElse(JsonArray.EMPTY)
                                .objects())
                        .toList()
                : List.of();
    }

    /** Skip the check, unless the server declares a capability. */
    void require(String capability) {
        if (!offers(capability)) {
            throw Finding.notApplicable("the server declares no " + capability);
        }
    }

    boolean offers(String capability) {
        return discovered.object("capabilities").orElse(JsonObject.EMPTY).has(capability);
    }

    Optional<JsonObject> capability(String name) {
        return discovered.object("capabilities").flatMap(capabilities -> capabilities.object(name));
    }
}
