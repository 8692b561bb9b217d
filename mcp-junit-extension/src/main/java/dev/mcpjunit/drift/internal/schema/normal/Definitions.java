/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers the definitions of a schema in the order in which a reader meets them, so that neither their old names nor
 * definitions without a reference make a difference.
 */
final class Definitions {

    private static final String PREFIX = "#/$defs/";

    private final Map<String, JsonValue> definitions;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    private Definitions(Map<String, JsonValue> definitions) {
        this.definitions = definitions;
    }

    /** A root that refers to {@code #/$defs/name}, with its definitions, by name, in its {@code $defs}. */
    static JsonValue numbered(JsonValue root, Map<String, JsonValue> definitions) {
        var numbering = new Definitions(definitions);
        JsonValue renamed = numbering.rename(root);
        if (!(renamed instanceof JsonObject object) || numbering.numbers.isEmpty()) {
            return renamed;
        }
        var numbered = new LinkedHashMap<String, JsonValue>();
        while (!numbering.open.isEmpty()) {
            String name = numbering.open.remove();
            numbered.put(String.valueOf(numbering.numbers.get(name)), numbering.rename(numbering.definition(name)));
        }
        return object.toBuilder().put("$defs", numbered).build();
    }

    private JsonValue definition(String name) {
        return definitions.getOrDefault(name, JsonObject.EMPTY);
    }

    private JsonValue rename(JsonValue schema) {
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        JsonObject own = object.string(Vocabulary.REF.keyword())
                .map(reference -> object.toBuilder()
                        .put(Vocabulary.REF.keyword(), number(reference))
                        .build())
                .orElse(object);
        return Subschemas.map(own, this::rename);
    }

    private JsonString number(String reference) {
        if (!reference.startsWith(PREFIX)) {
            return new JsonString(reference);
        }
        int number = numbers.computeIfAbsent(reference.substring(PREFIX.length()), name -> {
            open.add(name);
            return numbers.size();
        });
        return new JsonString(PREFIX + number);
    }
}
