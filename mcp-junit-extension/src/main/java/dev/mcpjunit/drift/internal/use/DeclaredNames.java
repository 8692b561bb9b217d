/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The members that a part of a schema declares, at any depth, also through references. */
final class DeclaredNames {

    private static final Set<String> CHOICES = Set.of("anyOf", "oneOf", "allOf");

    private final JsonValue schema;
    private final Set<String> followed = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    private DeclaredNames(JsonValue schema) {
        this.schema = schema;
    }

    /**
     * Find the members that a schema declares around a place.
     *
     * @param place the tokens of the place; a choice stands for what has it
     */
    static Set<String> of(JsonValue schema, List<String> place) {
        int end = place.size();
        for (int i = 0; i < place.size(); i++) {
            if (CHOICES.contains(place.get(i)) && (i == 0 || !place.get(i - 1).equals("properties"))) {
                end = i;
            }
        }
        var declared = new DeclaredNames(schema);
        new JsonPointer(place.subList(0, end)).find(schema).ifPresent(declared::collect);
        return declared.names;
    }

    private void collect(JsonValue value) {
        if (value instanceof JsonArray array) {
            array.forEach(this::collect);
        } else if (value instanceof JsonObject object) {
            object.object("properties")
                    .ifPresent(properties -> names.addAll(properties.members().keySet()));
            if (object.get("$ref") instanceof JsonString reference && followed.add(reference.value())) {
                follow(reference.value());
            }
            object.members().values().forEach(this::collect);
        }
    }

    private void follow(String reference) {
        if (reference.equals("#")) {
            collect(schema);
        }
        SchemaTargets.tokens(reference)
                .flatMap(target -> new JsonPointer(target).find(schema))
                .ifPresent(this::collect);
    }

    /** Whether a value has one of some members, at any depth. */
    static boolean hasAny(JsonValue value, Set<String> names) {
        if (value instanceof JsonArray array) {
            return array.items().stream().anyMatch(item -> hasAny(item, names));
        }
        return value instanceof JsonObject object
                && object.members().entrySet().stream()
                        .anyMatch(member -> names.contains(member.getKey()) || hasAny(member.getValue(), names));
    }
}
