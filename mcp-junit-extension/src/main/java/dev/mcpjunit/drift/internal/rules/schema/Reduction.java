/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Two schemas without what is large and the same in both, for comparisons that would cost too much. What the small ones
 * are proved to have in common the large ones have in common too: only conditions go that hold before and now. A break
 * of the small ones is one of the large ones unless a condition rules it out that is gone.
 *
 * @param before what is left of the old schema
 * @param now what is left of the new schema
 * @param exact whether a value that proves a break of the small schemas proves one of the large ones
 */
record Reduction(JsonValue before, JsonValue now, boolean exact) {

    /** What else speaks of members by their names or their number. */
    private static final Set<String> ABOUT_MEMBERS = Set.of(
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
            "if",
            "then",
            "else",
            "not",
            "allOf",
            "anyOf",
            "oneOf",
            "$ref",
            "$dynamicRef",
            "minProperties",
            "maxProperties",
            "propertyNames",
            "patternProperties",
            "unevaluatedProperties");

    private static final List<String> CONDITIONS = List.of("allOf", "anyOf", "oneOf", "not");

    private static final List<String> INSIDE = List.of("items", "additionalProperties");

    private static final List<String> DEFINITIONS = List.of("$defs", "definitions");

    /** From so many on even required properties go, at the price of values that prove a break. */
    private static final int MANY = 200;

    /** What gives a place another name than the way to it. */
    private static final List<String> NAMES = List.of("$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor");

    static Reduction of(JsonValue before, JsonValue now) {
        if (!(before instanceof JsonObject old) || !(now instanceof JsonObject young)) {
            return new Reduction(before, now, true);
        }
        var work = new Work(DEFINITIONS.stream().allMatch(keyword -> same(old, young, keyword)));
        Both less = work.reduced(new Both(old, young));
        return new Reduction(referred(less.before), referred(less.now), work.exact);
    }

    private static boolean same(JsonObject old, JsonObject young, String keyword) {
        return java.util.Objects.equals(old.get(keyword), young.get(keyword));
    }

    private record Both(JsonObject before, JsonObject now) {

        Both with(String keyword, JsonValue old, JsonValue young) {
            return new Both(
                    before.toBuilder().put(keyword, old).build(),
                    now.toBuilder().put(keyword, young).build());
        }

        /** Drop the names from {@code required} whose properties are gone. */
        Both requiringOnly(JsonObject old, JsonObject young) {
            return new Both(withoutGone(before, old), withoutGone(now, young));
        }

        private static JsonObject withoutGone(JsonObject schema, JsonObject complete) {
            Set<String> names = SchemaPair.required(schema);
            Map<String, JsonValue> left = SchemaPair.properties(schema);
            return names.removeIf(name -> complete.has(name)
                            && !Objects.equals(complete.members().get(name), left.get(name))
                            && (!left.containsKey(name) || left.get(name).equals(JsonBoolean.TRUE)))
                    ? schema.toBuilder().put("required", names).build()
                    : schema;
        }

        boolean has(Collection<String> keywords) {
            return keywords.stream().anyMatch(keyword -> before.has(keyword) || now.has(keyword));
        }
    }

    private static final class Work {

        private final boolean sameDefinitions;
        private boolean exact = true;

        private Work(boolean sameDefinitions) {
            this.sameDefinitions = sameDefinitions;
        }

        private Both reduced(Both schemas) {
            Both less = withoutConditions(schemas);
            if (less.before.get("properties") instanceof JsonObject old
                    && less.now.get("properties") instanceof JsonObject young) {
                Both properties = properties(less, old, young);
                less = less.with("properties", properties.before, properties.now)
                        .requiringOnly(old, young);
            }
            for (String keyword : INSIDE) {
                if (less.before.get(keyword) instanceof JsonObject old
                        && less.now.get(keyword) instanceof JsonObject young
                        && !old.equals(young)) {
                    Both inside = reduced(new Both(old, young));
                    less = less.with(keyword, inside.before, inside.now);
                }
            }
            return less;
        }

        /** Conditions that hold before and now; what they declare stays declared. */
        private Both withoutConditions(Both schemas) {
            if (schemas.has(List.of("unevaluatedProperties", "additionalProperties", "unevaluatedItems"))) {
                return schemas;
            }
            JsonObject.Builder old = schemas.before.toBuilder();
            JsonObject.Builder young = schemas.now.toBuilder();
            Set<String> declared = new LinkedHashSet<>();
            for (String keyword : CONDITIONS) {
                JsonValue condition = schemas.before.get(keyword);
                if (condition != null && condition.equals(schemas.now.get(keyword)) && isSame(condition)) {
                    old.remove(keyword);
                    young.remove(keyword);
                    names(condition, declared);
                    exact = false;
                }
            }
            return declared.isEmpty() ? new Both(old.build(), young.build()) : declaring(old, young, declared);
        }

        private static Both declaring(JsonObject.Builder old, JsonObject.Builder young, Set<String> names) {
            return new Both(declaring(old.build(), names), declaring(young.build(), names));
        }

        private static JsonObject declaring(JsonObject schema, Set<String> names) {
            var properties = new LinkedHashMap<>(SchemaPair.properties(schema));
            names.forEach(name -> properties.putIfAbsent(name, JsonValue.of(true)));
            return schema.toBuilder()
                    .put("properties", JsonObject.of(properties))
                    .build();
        }

        private static void names(JsonValue condition, Set<String> names) {
            if (condition instanceof JsonObject object) {
                object.object("properties").ifPresent(properties -> names.addAll(properties.names()));
                object.members().values().forEach(inner -> names(inner, names));
            } else if (condition instanceof JsonArray array) {
                array.forEach(inner -> names(inner, names));
            }
        }

        /** Properties that are the same before and now go; the name of one stays. */
        private Both properties(Both around, JsonObject before, JsonObject now) {
            if (around.has(ABOUT_MEMBERS)) {
                return inside(before, now, Set.of());
            }
            Set<String> old = SchemaPair.required(around.before);
            Set<String> young = SchemaPair.required(around.now);
            Set<String> gone = new LinkedHashSet<>();
            before.members().forEach((name, schema) -> {
                if (schema.equals(now.get(name)) && isSame(schema) && old.contains(name) == young.contains(name)) {
                    gone.add(name);
                }
            });
            boolean many = gone.size() > MANY;
            exact &= !many || gone.stream().noneMatch(old::contains);
            gone.removeIf(name -> !many && old.contains(name));
            Both less = inside(before, now, gone);
            // An object that declares nothing would be free to have anything.
            return gone.isEmpty() ? less : less.with(gone.iterator().next(), JsonBoolean.TRUE, JsonBoolean.TRUE);
        }

        private Both inside(JsonObject before, JsonObject now, Set<String> gone) {
            Map<String, JsonValue> old = new LinkedHashMap<>(before.members());
            Map<String, JsonValue> young = new LinkedHashMap<>(now.members());
            old.keySet().removeAll(gone);
            young.keySet().removeAll(gone);
            before.members().forEach((name, schema) -> {
                if (old.containsKey(name)
                        && schema instanceof JsonObject oldSchema
                        && now.get(name) instanceof JsonObject newSchema
                        && !oldSchema.equals(newSchema)) {
                    Both less = reduced(new Both(oldSchema, newSchema));
                    old.put(name, less.before);
                    young.put(name, less.now);
                }
            });
            return new Both(JsonObject.of(old), JsonObject.of(young));
        }

        /** Equal schemas are the same only if what they refer to is. */
        private boolean isSame(JsonValue schema) {
            return references(schema).stream()
                    .allMatch(reference -> sameDefinitions
                            && DEFINITIONS.stream().anyMatch(keyword -> reference.startsWith("#/" + keyword + "/")));
        }
    }

    private static Set<String> references(JsonValue value) {
        var found = new HashSet<String>();
        collect(value, found);
        return found;
    }

    private static void collect(JsonValue value, Set<String> references) {
        if (value instanceof JsonObject object) {
            object.members().forEach((name, inner) -> {
                if (name.equals("$ref") && inner instanceof JsonString reference) {
                    references.add(reference.value());
                } else if (name.equals("$dynamicRef") || name.equals("$recursiveRef")) {
                    references.add(name);
                }
                collect(inner, references);
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(inner -> collect(inner, references));
        }
    }

    /** The schema without definitions to which nothing refers any more. */
    private static JsonValue referred(JsonObject schema) {
        if (NAMES.stream().anyMatch(name -> schema.toString().contains("\"" + name + "\""))) {
            return schema;
        }
        JsonObject.Builder rest = schema.toBuilder();
        DEFINITIONS.forEach(rest::remove);
        Set<String> known = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(references(rest.build()));
        while (!open.isEmpty()) {
            String reference = open.remove();
            if (!reference.startsWith("#/")) {
                return schema;
            }
            List<String> tokens = List.of(reference.substring(2).split("/", -1));
            if (tokens.size() >= 2
                    && DEFINITIONS.contains(tokens.get(0))
                    && known.add(tokens.get(0) + "/" + tokens.get(1))) {
                schema.object(tokens.get(0))
                        .map(definitions -> definitions.get(tokens.get(1)))
                        .ifPresent(definition -> open.addAll(references(definition)));
            }
        }
        for (String keyword : DEFINITIONS) {
            var kept = new LinkedHashMap<String, JsonValue>();
            schema.object(keyword).ifPresent(definitions -> new ArrayList<>(definitions.names())
                    .stream()
                            .filter(name ->
                                    known.contains(keyword + "/" + name) || name.contains("/") || name.contains("~"))
                            .forEach(
                                    name -> kept.put(name, definitions.members().get(name))));
            if (!kept.isEmpty()) {
                rest.put(keyword, JsonObject.of(kept));
            }
        }
        return rest.build();
    }
}
