/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes parts of a schema, many in one step. */
final class SchemaMask {

    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");

    private final Map<String, SchemaMask> inside = new LinkedHashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> required = new LinkedHashSet<>();
    private boolean blank;

    /** Take a member away. */
    void remove(JsonPointer place, String member) {
        at(place).removed.add(member);
    }

    /** Leave nothing of a schema but what constrains no value. */
    void blank(JsonPointer place) {
        at(place).blank = true;
    }

    /** Add a name to those that an object must have. */
    void require(JsonPointer place, String name) {
        at(place).required.add(name);
    }

    private SchemaMask at(JsonPointer place) {
        SchemaMask here = this;
        for (String token : place.tokens()) {
            here = here.inside.computeIfAbsent(token, added -> new SchemaMask());
        }
        return here;
    }

    /** The schema without those parts. */
    JsonValue apply(JsonValue value) {
        if (value instanceof JsonArray array) {
            return blank ? JsonObject.EMPTY : new JsonArray(items(array));
        }
        if (!(value instanceof JsonObject object)) {
            return blank ? JsonObject.EMPTY : value;
        }
        var members = new LinkedHashMap<String, JsonValue>();
        object.members().forEach((name, member) -> {
            SchemaMask mask = inside.get(name);
            if (removed.contains(name) || (blank && About.constrains(name))) {
                return;
            }
            if (mask == null) {
                members.put(name, member);
            } else if (ALTERNATIVES.contains(name) && member instanceof JsonArray branches) {
                members.put(name, new JsonArray(mask.branches(branches)));
            } else {
                JsonValue left = mask.apply(member);
                // The negation of what accepts everything would reject everything.
                if (!(name.equals("not") && mask.empties(left))) {
                    members.put(name, left);
                }
            }
        });
        if (!required.isEmpty()) {
            List<JsonValue> names = new ArrayList<>();
            if (members.get("required") instanceof JsonArray known) {
                names.addAll(known.items());
            }
            required.stream()
                    .map(JsonValue::of)
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
            members.put("required", new JsonArray(names));
        }
        return JsonObject.of(members);
    }

    /**
     * A branch of which nothing is left accepts nothing: if it accepted everything, it would hide the other branches.
     */
    private List<JsonValue> branches(JsonArray array) {
        List<JsonValue> items = blank ? List.of() : items(array);
        var branches = new ArrayList<JsonValue>();
        for (JsonValue item : items) {
            SchemaMask mask = inside.get(String.valueOf(branches.size()));
            branches.add(mask != null && mask.empties(item) ? JsonBoolean.FALSE : item);
        }
        return branches.stream().allMatch(JsonBoolean.FALSE::equals) ? items : branches;
    }

    /** Whether parts of a schema were taken away, and what is left of it constrains nothing. */
    private boolean empties(JsonValue left) {
        return (blank || !removed.isEmpty())
                && left instanceof JsonObject object
                && object.names().stream().noneMatch(About::constrains);
    }

    private List<JsonValue> items(JsonArray array) {
        var items = new ArrayList<JsonValue>();
        for (JsonValue item : array) {
            SchemaMask mask = inside.get(String.valueOf(items.size()));
            items.add(mask == null ? item : mask.apply(item));
        }
        return items;
    }
}
