/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The values that schemas list for members, by the name of the member. A result repeats values of the arguments, so the
 * enums of both schemas of a tool count.
 */
final class Enums {

    /** A step is about one schema; ordinary schemas need a few hundred. */
    private static final int MOST_STEPS = 100_000;

    private final Map<String, Set<JsonValue>> values = new HashMap<>();
    private int steps;

    private Enums() {}

    static Enums of(List<JsonValue> schemas) {
        var enums = new Enums();
        schemas.forEach(enums::collect);
        return enums;
    }

    /** Whether the value is one of several that are listed for the member. */
    boolean has(String member, JsonValue value) {
        return values.getOrDefault(member, Set.of()).contains(value);
    }

    /** The limit that ended the search before all enums were read. */
    Optional<String> limit() {
        return steps < MOST_STEPS
                ? Optional.empty()
                : Optional.of("the enums of the schemas were not all read: that takes more than " + MOST_STEPS
                        + " steps, which is the limit of this check");
    }

    private boolean spend() {
        return steps < MOST_STEPS && ++steps < MOST_STEPS;
    }

    private void collect(JsonValue root) {
        Deque<JsonValue> parts = new ArrayDeque<>(List.of(root));
        while (!parts.isEmpty() && spend()) {
            JsonValue part = parts.pop();
            if (part instanceof JsonObject object) {
                object.object("properties")
                        .ifPresent(
                                properties -> properties.members().forEach((name, schema) -> list(name, schema, root)));
                parts.addAll(object.members().values());
            } else if (part instanceof JsonArray array) {
                parts.addAll(array.items());
            }
        }
    }

    /** Visit each schema that applies to the member once, though references may lead to it on many ways. */
    private void list(String member, JsonValue schema, JsonValue root) {
        Set<JsonValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<JsonValue> parts = new ArrayDeque<>(List.of(schema));
        while (!parts.isEmpty() && spend()) {
            if (parts.pop() instanceof JsonObject object && seen.add(object)) {
                Stream.concat(
                                object.array("enum").stream().flatMap(array -> array.items().stream()),
                                Stream.ofNullable(object.get("const")))
                        .forEach(value -> values.computeIfAbsent(member, any -> new HashSet<>())
                                .add(value));
                Stream.of("anyOf", "oneOf", "allOf")
                        .flatMap(keyword -> object.array(keyword).stream())
                        .forEach(array -> parts.addAll(array.items()));
                Stream.ofNullable(object.get("items")).forEach(parts::add);
                target(object, root).ifPresent(parts::add);
            }
        }
    }

    /** Where the local reference of a schema leads. */
    static Optional<JsonValue> target(JsonObject schema, JsonValue root) {
        return schema.string("$ref")
                .filter(reference -> reference.startsWith("#/"))
                .flatMap(reference -> JsonPointer.parse(reference.substring(1)).find(root));
    }
}
