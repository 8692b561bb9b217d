/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import java.time.Duration;
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

    /** A value that no condition can have is soon found to be none. */
    private static final Budget QUICK = new Budget(20_000, Duration.ofMillis(50), System::nanoTime);

    /**
     * A schema that is still to be read.
     *
     * @param conditions what must hold of a value for it to apply
     * @param needed the members that must be there for it to apply
     */
    private record Pending(Place place, List<JsonValue> conditions, Set<String> needed) {}

    private final boolean always;
    private final Place start;
    private final Set<JsonPointer> visited = new HashSet<>();
    private final Deque<Pending> open = new ArrayDeque<>();
    private final Map<String, Place> names = new LinkedHashMap<>();
    private final Map<String, List<Pending>> declaring = new HashMap<>();
    private boolean shared;
    private int tried;
    private final NamePatterns patterns = new NamePatterns();
    private final SchemaDocument document;
    private final List<JsonValue> undeclared = new ArrayList<>();
    private boolean others;

    private DeclaredNames(Place place, SchemaDocument document, boolean always) {
        this.always = always;
        this.start = place;
        this.document = document;
        // Not recursive: chains of references can be longer than a stack is deep.
        open.add(new Pending(place, List.of(), Set.of()));
        while (!open.isEmpty()) {
            Pending next = open.remove();
            if (next.place().schema() instanceof JsonObject schema && !isImpossible(schema)) {
                if (visited.add(next.place().at())) {
                    collect(next, schema);
                    next.place()
                            .target(document)
                            .ifPresent(target -> open.add(new Pending(target, next.conditions(), next.needed())));
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

    /** Whether a member that is not declared is described all the same. */
    boolean describes(String name) {
        return patterns.describe(name) || describesOthers();
    }

    /** Whether members are described whatever their names are. */
    boolean describesOthers() {
        return others
                || undeclared.stream()
                        .anyMatch(schema -> !SchemaProof.acceptsEverything(
                                withDefinitions(document)
                                        .put("allOf", List.of(schema))
                                        .build(),
                                QUICK));
    }

    /** The beginning of a schema in which references lead where they lead in a document. */
    private static JsonObject.Builder withDefinitions(SchemaDocument document) {
        JsonObject.Builder question = JsonObject.builder();
        if (document.place().schema() instanceof JsonObject root) {
            for (String keyword : List.of("$schema", "$defs", "definitions")) {
                JsonValue kept = root.get(keyword);
                if (kept != null) {
                    question.put(keyword, kept);
                }
            }
        }
        return question;
    }

    /** Whether a pattern matches the name, whether or not that declares it. */
    boolean matches(String name) {
        return patterns.accept(name);
    }

    boolean has(String name) {
        return names.containsKey(name) || patterns.declare(name);
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
                && !patterns.declare(name)
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
        return mayBeObject(start, document, all);
    }

    /** Whether a name is declared for all values, or for values that another schema still allows. */
    boolean mayConcern(String name, Place young, SchemaDocument document) {
        return declaring.getOrDefault(name, List.of()).stream()
                .map(Pending::conditions)
                .anyMatch(conditions -> conditions.isEmpty()
                        || conditions.stream().anyMatch(SchemaWalk::mentionsReference)
                        || mayBeObject(young, document, conditions));
    }

    /**
     * Whether an object can be valid under a schema and meet the conditions; also true if the check is inconclusive.
     */
    private static boolean mayBeObject(Place place, SchemaDocument document, List<JsonValue> conditions) {
        var all = new ArrayList<JsonValue>();
        all.add(place.schema());
        all.addAll(conditions);
        return SchemaProof.isSatisfiable(
                withDefinitions(document)
                        .put("type", "object")
                        .put("allOf", new JsonArray(all))
                        .build(),
                QUICK);
    }

    private void collect(Pending pending, JsonObject schema) {
        Place place = pending.place();
        SchemaPair.properties(schema).forEach((name, property) -> {
            if (!isImpossible(property)) {
                names.putIfAbsent(name, place.child("properties", name, property));
                declaring.computeIfAbsent(name, any -> new ArrayList<>()).add(pending);
            }
        });
        schema.object("patternProperties").ifPresent(named -> named.members().forEach(this::pattern));
        for (String keyword : List.of("additionalProperties", "unevaluatedProperties")) {
            if (schema.get(keyword) instanceof JsonObject described && !NamePatterns.saysNothing(described)) {
                undeclared.add(described);
            }
        }
        branches(pending, schema, "allOf");
        for (String keyword : CONDITIONS) {
            if (schema.get(keyword) instanceof JsonObject condition && mayHold(schema, keyword)) {
                Place inner = place.child(keyword, condition);
                if (!keyword.equals("if")) {
                    open.add(under(pending, inner, holds(schema, keyword), Set.of()));
                } else if (!always) {
                    open.add(new Pending(inner, pending.conditions(), pending.needed()));
                }
            }
        }
        for (String keyword : DEPENDENTS) {
            schema.object(keyword).ifPresent(dependents -> dependents
                    .members()
                    .forEach((name, dependent) ->
                            open.add(under(pending, place.child(keyword, name, dependent), dependent, Set.of(name)))));
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

    private static Pending under(Pending around, Place place, JsonValue condition, Set<String> needed) {
        var conditions = new ArrayList<>(around.conditions());
        conditions.add(condition);
        needed.forEach(name -> conditions.add(
                JsonObject.builder().put("required", List.of(name)).build()));
        var all = new HashSet<>(around.needed());
        all.addAll(needed);
        return new Pending(place, List.copyOf(conditions), Set.copyOf(all));
    }

    /** Whether a schema visibly accepts nothing. */
    private static boolean isImpossible(JsonValue schema) {
        if (!(schema instanceof JsonObject object)) {
            return schema.equals(JsonBoolean.FALSE);
        }
        JsonValue never = object.get("not");
        return (never != null && NamePatterns.saysNothing(never))
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
            case "else" -> test != null && !NamePatterns.saysNothing(test);
            default -> schema.has("then") || schema.has("else");
        };
    }

    private void branches(Pending pending, JsonObject schema, String keyword) {
        if (schema.get(keyword) instanceof JsonArray list) {
            for (int i = 0; i < list.items().size(); i++) {
                JsonValue branch = list.items().get(i);
                Place place = pending.place().child(keyword, i, branch);
                open.add(
                        keyword.equals("allOf")
                                ? new Pending(place, pending.conditions(), pending.needed())
                                : under(pending, place, branch, Set.of()));
            }
        }
    }

    private void pattern(String source, JsonValue described) {
        try {
            patterns.add(source, described);
        } catch (InvalidRegexException none) {
            others = true;
        }
    }
}
