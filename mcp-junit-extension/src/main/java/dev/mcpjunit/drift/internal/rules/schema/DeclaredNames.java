/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members that a schema declares for one object, in whichever of its branches and conditions. */
final class DeclaredNames {

    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");

    /** A pattern that matches all of these matches every name, and declares none of them. */
    private static final List<String> ANY_NAMES = List.of("~1", "Zz_9", "\u00e9 ");

    private static final long EFFORT = 100_000;

    private static final List<String> CONDITIONS = List.of("if", "then", "else");

    private final boolean always;
    private final Set<JsonPointer> visited = new HashSet<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private final Map<String, Place> names = new LinkedHashMap<>();
    private final List<Regex> patterns = new ArrayList<>();
    private boolean others;

    private DeclaredNames(Place place, SchemaDocument document, boolean always) {
        this.always = always;
        // Not recursive: chains of references can be longer than a stack is deep.
        open.add(place);
        while (!open.isEmpty()) {
            Place next = open.remove();
            if (next.schema() instanceof JsonObject schema && !isImpossible(schema) && visited.add(next.at())) {
                collect(next, schema);
                next.target(document).ifPresent(open::add);
            }
        }
    }

    /** What is declared whatever else holds, or only if something else does. */
    static DeclaredNames anyhow(Place place, SchemaDocument document) {
        return new DeclaredNames(place, document, false);
    }

    /** What is declared for every value. */
    static DeclaredNames always(Place place, SchemaDocument document) {
        return new DeclaredNames(place, document, true);
    }

    /** What is declared beside some branches; beside those of {@code allOf} all others of them count too. */
    static DeclaredNames beside(String keyword, Place place, SchemaDocument document) {
        return !keyword.equals("allOf") && place.schema() instanceof JsonObject schema
                ? anyhow(
                        new Place(place.at(), schema.toBuilder().remove(keyword).build()), document)
                : anyhow(place, document);
    }

    /** The names, and where each is declared first. */
    Map<String, Place> names() {
        return names;
    }

    /** Whether members that are not listed are described all the same. */
    boolean describesOthers() {
        return others;
    }

    boolean has(String name) {
        return names.containsKey(name) || patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private void collect(Place place, JsonObject schema) {
        SchemaPair.properties(schema).forEach((name, property) -> {
            if (!isImpossible(property)) {
                names.putIfAbsent(name, place.child("properties", name, property));
            }
        });
        schema.object("patternProperties").ifPresent(named -> named.members().forEach(this::pattern));
        for (String keyword : List.of("additionalProperties", "unevaluatedProperties")) {
            others |= schema.get(keyword) instanceof JsonObject described && !saysNothing(described);
        }
        branches(place, schema, "allOf");
        if (!always) {
            ALTERNATIVES.forEach(keyword -> branches(place, schema, keyword));
            for (String keyword : CONDITIONS) {
                if (schema.get(keyword) instanceof JsonObject condition && mayHold(schema, keyword)) {
                    open.add(place.child(keyword, condition));
                }
            }
            schema.object("dependentSchemas").ifPresent(dependents -> dependents
                    .members()
                    .forEach((name, dependent) -> open.add(place.child("dependentSchemas", name, dependent))));
        }
    }

    /** Whether a schema constrains nothing, whatever it says about the value. */
    private static boolean saysNothing(JsonValue schema) {
        return schema.equals(JsonBoolean.TRUE)
                || (schema instanceof JsonObject object
                        && object.names().stream().noneMatch(About::constrains));
    }

    /** Whether a schema visibly accepts nothing. */
    private static boolean isImpossible(JsonValue schema) {
        if (!(schema instanceof JsonObject object)) {
            return schema.equals(JsonBoolean.FALSE);
        }
        JsonValue never = object.get("not");
        return (never != null && saysNothing(never))
                || object.array("allOf")
                        .filter(all -> all.items().contains(JsonBoolean.FALSE))
                        .isPresent()
                || object.array("enum")
                        .filter(values -> values.items().isEmpty())
                        .isPresent();
    }

    /** Whether a part of a condition can apply to a value. */
    private static boolean mayHold(JsonObject schema, String keyword) {
        JsonValue test = schema.get("if");
        return switch (keyword) {
            case "then" -> test != null && !isImpossible(test);
            case "else" -> test != null && !saysNothing(test);
            default -> schema.has("then") || schema.has("else");
        };
    }

    private void branches(Place place, JsonObject schema, String keyword) {
        if (schema.get(keyword) instanceof JsonArray list) {
            for (int i = 0; i < list.items().size(); i++) {
                open.add(place.child(keyword, i, list.items().get(i)));
            }
        }
    }

    private void pattern(String source, JsonValue described) {
        try {
            Regex pattern = Regex.parse(source);
            if (!saysNothing(described) || !ANY_NAMES.stream().allMatch(name -> matches(pattern, name))) {
                patterns.add(pattern);
            }
        } catch (InvalidRegexException none) {
            others = true;
        }
    }

    private static boolean matches(Regex pattern, String name) {
        try {
            return pattern.matches(name, Effort.of(EFFORT));
        } catch (EffortExhaustedException endless) {
            return true;
        }
    }
}
