/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * What results of the handshake era have in them. The schemas in {@code handshake-results.json} are our own; they hold
 * what a client needs in every revision with a handshake.
 */
final class ResultShapes {

    private static final String FILE = "handshake-results.json";
    private static final Set<String> BINARY = Set.of("data", "blob");

    private static final JsonObject SHAPES = read();

    private ResultShapes() {}

    /**
     * What is wrong with a result.
     *
     * @param method the method of its request
     * @return problems with their places; empty for a good result
     */
    static List<String> problems(String method, JsonObject result) {
        JsonObject shape = SHAPES.object(method)
                .orElseThrow(() -> new IllegalArgumentException("no shape of results of " + method));
        JsonObject schema = shape.toBuilder().put("$defs", SHAPES.get("$defs")).build();
        var problems = new ArrayList<String>();
        JsonSchema.of(schema).validate(result).forEach(violation -> problems.add(violation.toString()));
        if (!method.endsWith("list")) {
            binary("", result, problems);
        }
        return problems;
    }

    private static void binary(String place, JsonValue value, List<String> problems) {
        if (value instanceof JsonArray array) {
            for (int item = 0; item < array.items().size(); item++) {
                binary(place + "/" + item, array.items().get(item), problems);
            }
        } else if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                if (BINARY.contains(name) && member instanceof JsonString text && !isBase64(text.value())) {
                    problems.add(place + "/" + name + ": not base64");
                } else if (!name.equals("structuredContent") && !name.equals("_meta")) {
                    binary(place + "/" + name, member, problems);
                }
            });
        }
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
        try (InputStream in = ResultShapes.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks " + FILE);
            }
            return (JsonObject) Json.parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
