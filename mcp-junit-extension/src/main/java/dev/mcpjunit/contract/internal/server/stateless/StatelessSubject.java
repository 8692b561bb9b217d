/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The replicas, and what the server says of itself. A server of the other era alone cannot be checked. */
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

    boolean offers(String capability) {
        return discovered.object("capabilities").orElse(JsonObject.EMPTY).has(capability);
    }

    Optional<JsonObject> capability(String name) {
        return discovered.object("capabilities").flatMap(capabilities -> capabilities.object(name));
    }
}
