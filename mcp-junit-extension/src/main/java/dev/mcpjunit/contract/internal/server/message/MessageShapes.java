/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaViolation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * What messages of a server have in them. The schemas in {@code message-shapes.json} are our own; they hold what a
 * client needs in every revision, and other checks are about what only some revisions have.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageShapes {

    private static final String FILE = "message-shapes.json";
    /** The types of content whose data is base64. */
    private static final Set<String> MEDIA = Set.of("image", "audio");

    private static final JsonObject OBJECT =
            JsonObject.builder().put("type", "object").build();
    private static final JsonObject SHAPES = read();
    private static final Map<JsonObject, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private MessageShapes() {}

    /**
     * What is wrong with a result.
     *
     * @param method the method of its request
     * @return problems with their places; empty for a good result, and for one of another method
     */
    public static List<String> ofResult(String method, JsonObject result) {
        if (result.string("resultType").orElse("").equals("input_required")) {
            var problems = new ArrayList<>(problems(SHAPES.object("input_required"), result));
            QuestionContents.problems(result, problems);
            return problems;
        }
        var problems = new ArrayList<>(problems(shape("results", method), result));
        result.array("resources")
                .orElse(JsonArray.EMPTY)
                .objects()
                .flatMap(resource -> resource.string("uri").stream())
                .filter(uri -> method.equals(McpList.RESOURCES.method()) && !Addresses.isUri(uri))
                .forEach(uri -> problems.add("/resources: not a valid URI (RFC 3986): " + uri));
        if (!method.endsWith("list")) {
            binary("", result, problems);
        }
        return problems;
    }

    /**
     * What is wrong with a message, beyond the result in it.
     *
     * @return problems with their places; empty for a good message, and for one of an unknown method
     */
    public static List<String> ofMessage(JsonObject message) {
        JsonValue error = message.get("error");
        if (RpcMessage.isResponse(message) && error != null) {
            return problems(SHAPES.object("error"), error);
        }
        JsonValue params = message.get("params");
        Optional<JsonObject> shape = shape("params", message.string("method").orElse(""));
        if (params == null || !(params instanceof JsonObject)) {
            return shape.isEmpty() && params == null
                    ? List.of()
                    : problems(Optional.of(OBJECT), params == null ? JsonNull.NULL : params);
        }
        var problems = new ArrayList<>(problems(shape, params));
        if (shape.isPresent() && RpcMessage.isRequest(message)) {
            QuestionContents.problems("", message, problems);
        }
        return problems;
    }

    private static Optional<JsonObject> shape(String kind, String method) {
        return SHAPES.object(kind).flatMap(shapes -> shapes.object(method));
    }

    private static List<String> problems(Optional<JsonObject> shape, JsonValue value) {
        return shape.map(found -> SCHEMAS.computeIfAbsent(found, MessageShapes::schema)).stream()
                .flatMap(schema -> schema.validate(value).stream())
                .map(SchemaViolation::toString)
                .toList();
    }

    private static JsonSchema schema(JsonObject shape) {
        return JsonSchema.of(shape.toBuilder().put("$defs", SHAPES.get("$defs")).build());
    }

    private static void binary(String place, JsonValue value, List<String> problems) {
        if (value instanceof JsonArray array) {
            for (int item = 0; item < array.items().size(); item++) {
                binary(place + "/" + item, array.items().get(item), problems);
            }
        } else if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                if (isBinary(object, name) && member instanceof JsonString text && !isBase64(text.value())) {
                    problems.add(place + "/" + name + ": not base64");
                } else if (!name.equals("structuredContent") && !name.equals("_meta")) {
                    binary(place + "/" + name, member, problems);
                }
            });
        }
    }

    private static boolean isBinary(JsonObject object, String member) {
        return switch (member) {
            case "data" -> object.string("type").filter(MEDIA::contains).isPresent();
            case "blob" -> object.has("uri");
            default -> false;
        };
    }

    private static boolean isBase64(String text) {
        try {
            byte[] unused = Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException otherText) {
            return false;
        }
    }

    private static JsonObject read() {
        try (InputStream in = MessageShapes.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks " + FILE);
            }
            return (JsonObject) Json.parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
