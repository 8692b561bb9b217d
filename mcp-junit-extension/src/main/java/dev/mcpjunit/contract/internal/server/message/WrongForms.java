/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Accepted forms with values that the requested schema forbids. Pure. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WrongForms {

    /** A form has no field for an object. */
    private static final JsonObject WRONG = (JsonObject) Json.parse("{\"mcp-junit\":\"not a value of this field\"}");

    private WrongForms() {}

    /** The fields that a request for input needs: a server may ignore wrong values of others. */
    private static List<String> fields(JsonObject request) {
        if (!RpcMessage.isCall(request, Methods.ELICIT)) {
            return List.of();
        }
        JsonObject schema = RpcMessage.params(request).object("requestedSchema").orElse(JsonObject.EMPTY);
        JsonObject properties = schema.object("properties").orElse(JsonObject.EMPTY);
        return schema.array("required").orElse(JsonArray.EMPTY).items().stream()
                .filter(JsonString.class::isInstance)
                .map(name -> ((JsonString) name).value())
                .filter(name -> properties
                        .object(name)
                        .filter(field -> !field.has("default"))
                        .isPresent())
                .toList();
    }

    /** Whether a request for input is a form with a field that it needs. */
    public static boolean isNeeding(JsonObject request) {
        return !fields(request).isEmpty();
    }

    /**
     * The answer to a form with an object in the place of each field that it needs.
     *
     * @param right the right answer
     * @return empty if the request is something else
     */
    public static Optional<JsonObject> answer(JsonObject request, JsonObject right) {
        if (!isNeeding(request)) {
            return Optional.empty();
        }
        var content = right.object("content").orElse(JsonObject.EMPTY).toBuilder();
        fields(request).forEach(field -> content.put(field, WRONG));
        return Optional.of(right.toBuilder()
                .put("action", "accept")
                .put("content", content.build())
                .build());
    }
}
