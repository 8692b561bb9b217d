/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Removes unusable parts of a schema, many in one step. */
final class SchemaMask {

    /** What becomes of a schema of which nothing is left. */
    enum Emptied {
        /** It accepts one value that no other schema names, so that it equals itself and nothing else. */
        DISTINCT,
        /** It accepts everything. */
        OPEN
    }

    /**
     * How the texts begin that stand for unusable schemas, in a list in a list: hardly a schema accepts such a value
     * that does not accept everything.
     */
    static final String UNUSABLE = "(unusable ";

    static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");

    /** Keywords whose schemas describe a value that nothing else has to describe. */
    private static final Set<String> VALUES =
            Set.of("properties", "$defs", "definitions", "items", "prefixItems", "contains");

    /** Keywords whose members are named schemas. */
    static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies");

    private final Map<String, SchemaMask> inside = new LinkedHashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> notRequired = new HashSet<>();
    private final Set<String> labels = new TreeSet<>();
    private boolean blank;
    private boolean never;
    private boolean open;

    /**
     * Take a member away.
     *
     * @param label what names the value of the schema if nothing is left of it
     */
    void remove(JsonPointer place, String member, String label) {
        SchemaMask mask = at(place);
        mask.removed.add(member);
        mask.labels.add(label);
    }

    /** Leave nothing of a schema but what constrains no value. */
    void blank(JsonPointer place, String label) {
        SchemaMask mask = at(place);
        mask.blank = true;
        mask.labels.add(label);
    }

    /** Let a schema of which nothing is left accept nothing. */
    void never(JsonPointer place) {
        at(place).never = true;
    }

    /** Let a schema of which nothing is left accept everything. */
    void open(JsonPointer place) {
        at(place).open = true;
    }

    /** Add a name to those that an object must have. */
    void require(JsonPointer place, String name) {
        at(place).required.add(name);
    }

    /** Drop names from those that an object must have. */
    void notRequire(JsonPointer place, Set<String> names) {
        at(place).notRequired.addAll(names);
    }

    /** What was taken from a schema of which nothing is left. */
    static Optional<String> unusable(JsonObject schema) {
        return schema.array("enum")
                .flatMap(SchemaMask::only)
                .flatMap(SchemaMask::only)
                .flatMap(SchemaMask::only)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .filter(value -> value.startsWith(UNUSABLE));
    }

    private static Optional<JsonValue> only(JsonValue value) {
        return value instanceof JsonArray list && list.items().size() == 1
                ? Optional.of(list.items().get(0))
                : Optional.empty();
    }

    /** Whether something is taken from the schema at a place. */
    boolean touches(JsonPointer place) {
        SchemaMask here = this;
        for (String token : place.tokens()) {
            here = here.inside.get(token);
            if (here == null) {
                return false;
            }
        }
        return here.takesAway();
    }

    private boolean takesAway() {
        return blank || !removed.isEmpty();
    }

    private SchemaMask at(JsonPointer place) {
        SchemaMask here = this;
        for (String token : place.tokens()) {
            here = here.inside.computeIfAbsent(token, added -> new SchemaMask());
        }
        return here;
    }

    /** The schema without those parts. */
    JsonValue apply(JsonValue schema, Emptied emptied) {
        return new Work(emptied).schema(this, schema, "", JsonPointer.ROOT);
    }

    /** The places of those schemas of which nothing is left. */
    Set<JsonPointer> emptied(JsonValue schema) {
        var work = new Work(Emptied.DISTINCT);
        work.schema(this, schema, "", JsonPointer.ROOT);
        return work.places;
    }

    private static final class Work {

        private final Emptied emptied;
        private final Set<JsonPointer> places = new LinkedHashSet<>();

        private Work(Emptied emptied) {
            this.emptied = emptied;
        }

        private JsonValue schema(SchemaMask mask, JsonValue schema, String keyword, JsonPointer at) {
            if (schema instanceof JsonArray list && !mask.blank) {
                return new JsonArray(list(mask, list, keyword, at));
            }
            if (!(schema instanceof JsonObject object)) {
                return mask.blank ? empty(mask, JsonObject.EMPTY, keyword, at) : schema;
            }
            JsonObject left = requiring(mask, members(mask, object, at));
            return mask.takesAway() && saysNothing(left) ? empty(mask, left, keyword, at) : left;
        }

        private static boolean saysNothing(JsonValue schema) {
            return schema instanceof JsonObject object
                    && object.names().stream().noneMatch(About::constrains);
        }

        private JsonObject members(SchemaMask mask, JsonObject object, JsonPointer at) {
            var members = new LinkedHashMap<String, JsonValue>();
            object.members().forEach((keyword, argument) -> {
                if (mask.removed.contains(keyword) || (mask.blank && About.constrains(keyword))) {
                    return;
                }
                SchemaMask inner = mask.inside.get(keyword);
                if (inner == null) {
                    members.put(keyword, argument);
                } else {
                    argument(inner, keyword, argument, at.child(keyword)).ifPresent(left -> members.put(keyword, left));
                }
            });
            return JsonObject.of(members);
        }

        private Optional<JsonValue> argument(SchemaMask mask, String keyword, JsonValue argument, JsonPointer at) {
            if (NAMED.contains(keyword) && argument instanceof JsonObject named) {
                var members = new LinkedHashMap<String, JsonValue>();
                named.members().forEach((name, schema) -> {
                    SchemaMask inner = mask.inside.get(name);
                    if (!mask.removed.contains(name)) {
                        members.put(name, inner == null ? schema : schema(inner, schema, keyword, at.child(name)));
                    }
                });
                return Optional.of(JsonObject.of(members));
            }
            if (keyword.equals("allOf") && argument instanceof JsonArray list) {
                List<JsonValue> left = list(mask, list, keyword, at);
                return left.stream().allMatch(Work::saysNothing) ? Optional.empty() : Optional.of(new JsonArray(left));
            }
            JsonValue left = schema(mask, argument, keyword, at);
            // The negation of what accepts everything would reject everything.
            return keyword.equals("not") && places.contains(at) ? Optional.empty() : Optional.of(left);
        }

        private List<JsonValue> list(SchemaMask mask, JsonArray list, String keyword, JsonPointer at) {
            var left = new ArrayList<JsonValue>();
            for (JsonValue item : list) {
                String index = String.valueOf(left.size());
                SchemaMask inner = mask.inside.get(index);
                left.add(inner == null ? item : schema(inner, item, keyword, at.child(index)));
            }
            boolean hidden = emptied == Emptied.OPEN
                    && ALTERNATIVES.contains(keyword)
                    && left.stream().allMatch(JsonBoolean.FALSE::equals);
            return hidden ? List.of(JsonObject.EMPTY) : left;
        }

        private JsonValue empty(SchemaMask mask, JsonObject left, String keyword, JsonPointer at) {
            places.add(at);
            if (mask.never || (ALTERNATIVES.contains(keyword) && (emptied == Emptied.OPEN || mask.open))) {
                // If a branch accepted everything, it would hide the other branches.
                return JsonBoolean.FALSE;
            }
            boolean distinct = emptied == Emptied.DISTINCT
                    && !mask.open
                    && (VALUES.contains(keyword) || ALTERNATIVES.contains(keyword));
            return distinct
                    ? left.toBuilder()
                            .put("enum", List.of(List.of(List.of(String.join(", ", mask.labels)))))
                            .build()
                    : left;
        }

        private static JsonObject requiring(SchemaMask mask, JsonObject schema) {
            if (mask.required.isEmpty() && mask.notRequired.isEmpty()) {
                return schema;
            }
            Set<String> names = new LinkedHashSet<>();
            schema.array("required")
                    .ifPresent(known -> known.forEach(name -> {
                        if (name instanceof JsonString text) {
                            names.add(text.value());
                        }
                    }));
            names.addAll(mask.required);
            names.removeAll(mask.notRequired);
            JsonObject.Builder rest = schema.toBuilder().remove("required");
            return names.isEmpty()
                    ? rest.build()
                    : rest.put("required", List.copyOf(names)).build();
        }
    }
}
