/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The members that a schema declares for one object, in whichever of its branches and conditions. */
final class DeclaredNames {

    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");

    private static final List<String> CONDITIONS = List.of("if", "then", "else");

    /** Up to draft-07 one keyword held schemas and lists of names. */
    private static final List<String> DEPENDENTS = List.of("dependentSchemas", "dependencies");

    /** So many conditions are tried before a name counts as declared. */
    private static final int MOST_TRIED = 20;

    /**
     * A schema that is still to be read.
     *
     * @param conditions what must hold of a value for it to apply
     * @param needed the members that must be there for it to apply
     * @param way the keywords that lead there, references left out
     * @param isAlternative whether one of them is {@code anyOf} or {@code oneOf}
     */
    private record Pending(
            Place place, List<JsonValue> conditions, Set<String> needed, JsonPointer way, boolean isAlternative) {

        /** What applies together with this. */
        Pending also(Place other, JsonPointer there) {
            return new Pending(other, conditions, needed, there, isAlternative);
        }
    }

    /**
     * A place that declares a member.
     *
     * @param place the schema of the member
     * @param way the keywords that lead to what declares it, from the object on
     * @param conditions what must hold of the object
     * @param isAlternative whether it is in a branch of {@code anyOf} or {@code oneOf}
     */
    record Declaration(Place place, JsonPointer way, List<JsonValue> conditions, boolean isAlternative) {

        boolean isDirect() {
            return way.tokens().isEmpty();
        }
    }

    private final boolean always;
    private final Place start;
    private final Set<JsonPointer> visited = new HashSet<>();
    private final Deque<Pending> open = new ArrayDeque<>();
    private final Map<String, Place> names = new LinkedHashMap<>();
    private final Map<String, List<Pending>> declaring = new HashMap<>();
    private boolean shared;
    private int tried;
    private final UndeclaredMembers undeclared;

    private DeclaredNames(Place place, SchemaDocument document, boolean always) {
        this.always = always;
        this.start = place;
        this.undeclared = new UndeclaredMembers(document);
        // Not recursive: chains of references can be longer than a stack is deep.
        open.add(new Pending(place, List.of(), Set.of(), JsonPointer.ROOT, false));
        while (!open.isEmpty()) {
            Pending next = open.remove();
            if (next.place().schema() instanceof JsonObject schema && !Conditions.isImpossible(schema)) {
                if (visited.add(next.place().at())) {
                    collect(next, schema);
                    next.place().target(document).ifPresent(target -> open.add(next.also(target, next.way())));
                } else {
                    shared = true;
                }
            }
        }
    }

    /** What is declared whatever else holds, or only if something else does. */
    static DeclaredNames anyhow(Place place, SchemaDocument document) {
        return new DeclaredNames(place, document, false);
    }

    /** What is declared for every value, or for every value that meets a condition. */
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

    /** What is said about members that are not declared by name. */
    UndeclaredMembers undeclared() {
        return undeclared;
    }

    /** Whether a member that is not declared is described all the same. */
    boolean describes(String name) {
        return undeclared.describe(name);
    }

    /** Whether a pattern matches the name, whether or not that declares it. */
    boolean matches(String name) {
        return undeclared.patterns().accept(name);
    }

    boolean has(String name) {
        return names.containsKey(name) || undeclared.patterns().declare(name);
    }

    /** Whether a name is declared whatever else holds. */
    boolean isUnconditional(String name) {
        return declaring.getOrDefault(name, List.of()).stream()
                .anyMatch(each -> each.conditions().isEmpty());
    }

    /** Whether a name is declared only where nothing that has such a member can be. */
    boolean isOutOfReach(String name, SchemaDocument document, Set<String> around) {
        List<Pending> places = declaring.getOrDefault(name, List.of());
        return !shared
                && !places.isEmpty()
                && !undeclared.patterns().declare(name)
                && places.stream().noneMatch(place -> mayApply(place, name, document, around));
    }

    private boolean mayApply(Pending pending, String name, SchemaDocument document, Set<String> around) {
        if (pending.conditions().isEmpty()) {
            return true;
        }
        if (pending.needed().stream()
                .anyMatch(needed -> !has(needed) && !describes(needed) && !around.contains(needed))) {
            return false;
        }
        if (tried++ >= MOST_TRIED) {
            return true;
        }
        var all = new ArrayList<JsonValue>(pending.conditions());
        all.add(JsonObject.builder().put("required", List.of(name)).build());
        return Conditions.mayBeObject(start, document, all);
    }

    /** All places that declare a name. */
    List<Declaration> declarations(String name) {
        return declaring.getOrDefault(name, List.of()).stream()
                .map(each -> new Declaration(
                        each.place()
                                .child(
                                        "properties",
                                        name,
                                        Objects.requireNonNull(SchemaPair.properties((JsonObject)
                                                        each.place().schema())
                                                .get(name))),
                        each.way(),
                        each.conditions(),
                        each.isAlternative()))
                .toList();
    }

    /** Whether a name is declared for all values, or for values that another schema still allows. */
    boolean mayConcern(String name, Place young, SchemaDocument document) {
        return declaring.getOrDefault(name, List.of()).stream()
                .anyMatch(each -> Conditions.mayHold(each.conditions(), young, document));
    }

    private void collect(Pending pending, JsonObject schema) {
        Place place = pending.place();
        SchemaPair.properties(schema).forEach((name, property) -> {
            if (!Conditions.isImpossible(property)) {
                names.putIfAbsent(name, place.child("properties", name, property));
                declaring.computeIfAbsent(name, any -> new ArrayList<>()).add(pending);
            }
        });
        undeclared.add(place, schema, pending.conditions().isEmpty());
        branches(pending, schema, "allOf");
        for (String keyword : CONDITIONS) {
            if (schema.get(keyword) instanceof JsonObject condition && mayHold(schema, keyword)) {
                Place inner = place.child(keyword, condition);
                if (!keyword.equals("if")) {
                    open.add(under(pending, inner, pending.way().child(keyword), holds(schema, keyword), Set.of()));
                } else if (!always) {
                    open.add(pending.also(inner, pending.way().child(keyword)));
                }
            }
        }
        for (String keyword : DEPENDENTS) {
            schema.object(keyword).ifPresent(dependents -> dependents
                    .members()
                    .forEach((name, dependent) -> open.add(under(
                            pending,
                            place.child(keyword, name, dependent),
                            pending.way().child("dependentSchemas").child(name),
                            dependent,
                            Set.of(name)))));
        }
        if (!always) {
            ALTERNATIVES.forEach(keyword -> branches(pending, schema, keyword));
        }
    }

    private static JsonValue holds(JsonObject schema, String keyword) {
        JsonValue test = Objects.requireNonNull(schema.get("if"));
        return keyword.equals("then")
                ? test
                : JsonObject.builder().put("not", test).build();
    }

    private static Pending under(
            Pending around, Place place, JsonPointer way, JsonValue condition, Set<String> needed) {
        var conditions = new ArrayList<>(around.conditions());
        conditions.add(condition);
        needed.forEach(name -> conditions.add(
                JsonObject.builder().put("required", List.of(name)).build()));
        var all = new HashSet<>(around.needed());
        all.addAll(needed);
        return new Pending(place, List.copyOf(conditions), Set.copyOf(all), way, around.isAlternative());
    }

    /** Whether a part of a condition can apply to a value. */
    private static boolean mayHold(JsonObject schema, String keyword) {
        JsonValue test = schema.get("if");
        return switch (keyword) {
            case "then" -> test != null && !Conditions.isImpossible(test);
            case "else" -> test != null && !NamePatterns.saysNothing(test);
            default -> schema.has("then") || schema.has("else");
        };
    }

    private void branches(Pending pending, JsonObject schema, String keyword) {
        if (schema.get(keyword) instanceof JsonArray list) {
            for (int i = 0; i < list.items().size(); i++) {
                JsonValue branch = list.items().get(i);
                Place place = pending.place().child(keyword, i, branch);
                JsonPointer way = pending.way().child(keyword).child(i);
                if (keyword.equals("allOf")) {
                    open.add(pending.also(place, way));
                } else {
                    Pending branchOnly = under(pending, place, way, branch, Set.of());
                    open.add(new Pending(place, branchOnly.conditions(), branchOnly.needed(), way, true));
                }
            }
        }
    }
}
