/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a schema says of a value as a whole, however the schema is split: references, {@code allOf} and branches are
 * looked into. Not thread-safe.
 */
final class ValueKeywords {

    /** What is said of a string about which nothing is said. */
    static final String PLAIN = "";

    /** Encodings that leave a text as it is. */
    private static final Set<String> IDENTITY = Set.of("7bit", "8bit", "binary", "identity");

    /** So many subschemas are looked into; what is beyond is taken to say nothing. */
    private static final int MOST = 1_000;

    private static final int DEEPEST = 64;

    /** A keyword, where it stands. */
    record Mark(Optional<JsonValue> value, JsonPointer at) {}

    private final SchemaDocument document;
    private int seen;

    ValueKeywords(SchemaDocument document) {
        this.document = document;
    }

    /** The ways in which the strings among the values may be written; empty where there are no strings. */
    Map<String, Mark> strings(Place place, String keyword) {
        seen = 0;
        return strings(place, keyword, 0);
    }

    /** Whether {@code null} is among the values, also where only {@code nullable} says so if that is honored. */
    boolean acceptsNull(Place place, boolean honored) {
        seen = 0;
        return acceptsNull(place, honored, 0);
    }

    /** Where {@code nullable} stands. */
    Optional<JsonPointer> nullable(Place place) {
        seen = 0;
        return nullable(place, 0);
    }

    private Map<String, Mark> strings(Place place, String keyword, int depth) {
        var plain = Map.of(PLAIN, new Mark(Optional.empty(), place.at()));
        if (!(place.schema() instanceof JsonObject schema) || depth > DEEPEST || seen++ > MOST) {
            return place.schema().equals(JsonBoolean.FALSE) ? Map.of() : plain;
        }
        if (!hasStrings(schema)) {
            return Map.of();
        }
        Map<String, Mark> all = schema.string(keyword)
                .map(value ->
                        Map.of(normal(value), new Mark(Optional.ofNullable(schema.get(keyword)), place.at(keyword))))
                .orElse(plain);
        for (Place part : conjuncts(place, schema)) {
            all = both(all, strings(part, keyword, depth + 1));
        }
        for (List<Place> choice : choices(place, schema)) {
            var either = new LinkedHashMap<String, Mark>();
            choice.forEach(branch -> strings(branch, keyword, depth + 1).forEach(either::putIfAbsent));
            all = both(all, either);
        }
        return all;
    }

    private static Map<String, Mark> both(Map<String, Mark> one, Map<String, Mark> other) {
        var both = new LinkedHashMap<String, Mark>();
        one.forEach((name, mark) -> other.forEach((second, more) -> {
            if (name.equals(PLAIN)) {
                both.putIfAbsent(second, more);
            } else if (second.equals(PLAIN) || name.equals(second)) {
                both.putIfAbsent(name, mark);
            } else {
                both.putIfAbsent(name.compareTo(second) < 0 ? name + " and " + second : second + " and " + name, mark);
            }
        }));
        return both;
    }

    static String normal(String keyword) {
        String name = keyword.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*;\\s*", ";");
        return IDENTITY.contains(name) ? PLAIN : name;
    }

    static boolean hasStrings(JsonObject schema) {
        JsonValue type = schema.get("type");
        boolean typed = !(type instanceof JsonString || type instanceof JsonArray) || names(type, "string");
        JsonValue constant = schema.get("const");
        return typed
                && (constant == null || constant instanceof JsonString)
                && schema.array("enum")
                        .map(values -> values.items().stream().anyMatch(JsonString.class::isInstance))
                        .orElse(true);
    }

    private static boolean names(JsonValue type, String name) {
        JsonValue text = JsonValue.of(name);
        return type.equals(text)
                || (type instanceof JsonArray list && list.items().contains(text));
    }

    private boolean acceptsNull(Place place, boolean honored, int depth) {
        if (!(place.schema() instanceof JsonObject schema) || depth > DEEPEST || seen++ > MOST) {
            return !place.schema().equals(JsonBoolean.FALSE);
        }
        if (honored && schema.bool("nullable").orElse(false)) {
            return true;
        }
        JsonValue type = schema.get("type");
        JsonValue constant = schema.get("const");
        return ((type == null || names(type, "null"))
                && (constant == null || constant instanceof JsonNull)
                && schema.array("enum")
                        .map(values -> values.items().stream().anyMatch(JsonNull.class::isInstance))
                        .orElse(true)
                && conjuncts(place, schema).stream().allMatch(part -> acceptsNull(part, honored, depth + 1))
                && choices(place, schema).stream().allMatch(choice -> choice.stream()
                        .anyMatch(branch -> acceptsNull(branch, honored, depth + 1))));
    }

    private Optional<JsonPointer> nullable(Place place, int depth) {
        if (!(place.schema() instanceof JsonObject schema) || depth > DEEPEST || seen++ > MOST) {
            return Optional.empty();
        }
        if (schema.bool("nullable").orElse(false)) {
            return Optional.of(place.at("nullable"));
        }
        return Stream.concat(
                        conjuncts(place, schema).stream(),
                        choices(place, schema).stream().flatMap(List::stream))
                .flatMap(part -> nullable(part, depth + 1).stream())
                .findFirst();
    }

    /** What holds as well. */
    private List<Place> conjuncts(Place place, JsonObject schema) {
        var parts = new ArrayList<Place>();
        place.target(document).ifPresent(target -> parts.add(new Place(target.at(), target.schema())));
        parts.addAll(list(place, schema, "allOf"));
        return parts;
    }

    /** Of each of these lists, one holds. */
    private static List<List<Place>> choices(Place place, JsonObject schema) {
        var choices = new ArrayList<List<Place>>();
        for (String keyword : List.of("anyOf", "oneOf")) {
            List<Place> branches = list(place, schema, keyword);
            if (!branches.isEmpty()) {
                choices.add(branches);
            }
        }
        JsonValue condition = schema.get("if");
        if (condition != null) {
            boolean always = condition.equals(JsonObject.EMPTY) || condition.equals(JsonBoolean.TRUE);
            choices.add((always ? Stream.of("then") : Stream.of("then", "else"))
                    .map(keyword ->
                            place.child(keyword, Objects.requireNonNullElse(schema.get(keyword), JsonBoolean.TRUE)))
                    .toList());
        }
        return choices;
    }

    private static List<Place> list(Place place, JsonObject schema, String keyword) {
        var places = new ArrayList<Place>();
        schema.array(keyword)
                .ifPresent(items -> items.forEach(item -> places.add(place.child(keyword, places.size(), item))));
        return places;
    }
}
