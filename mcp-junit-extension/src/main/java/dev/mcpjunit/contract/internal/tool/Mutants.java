/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.tool.Mutant;
import dev.mcpjunit.contract.tool.Mutant.Change;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Changes values in one place at a time. Items of a list count as one place, so that a long list does not outweigh the
 * rest.
 */
final class Mutants {

    private static final int MOST = 500;

    /** No type that a schema allows beside null is likely to accept this. */
    private static final JsonValue INSTEAD_OF_NULL = new JsonArray(List.of(JsonArray.EMPTY));

    private final Enums enums;
    private final Map<String, Mutant> found = new LinkedHashMap<>();

    private Mutants(Enums enums) {
        this.enums = enums;
    }

    /**
     * Change values.
     *
     * @param schemas the schemas whose enums the values may leave
     * @return at most 500 mutants, in the order of the values
     */
    static List<Mutant> of(List<? extends JsonValue> values, List<JsonValue> schemas) {
        return of(values, Enums.of(schemas));
    }

    static List<Mutant> of(List<? extends JsonValue> values, Enums enums) {
        var mutants = new Mutants(enums);
        values.forEach(value -> mutants.inside(value, new Place("", "", JsonPointer.ROOT, whole -> whole)));
        return List.copyOf(mutants.found.values());
    }

    /**
     * A place in a value.
     *
     * @param member the name of the innermost member
     * @param general the place, with one index for all items of a list
     * @param put puts another value in this place of the whole value
     */
    private record Place(String member, String general, JsonPointer at, UnaryOperator<JsonValue> put) {

        Place member(String name, JsonObject in) {
            return new Place(name, general + JsonPointer.ROOT.child(name), at.child(name), value -> {
                var members = new LinkedHashMap<>(in.members());
                members.put(name, value);
                return put.apply(JsonObject.of(members));
            });
        }

        Place item(int index, JsonArray in) {
            return new Place(member, general + "/*", at.child(index), value -> {
                var items = new ArrayList<>(in.items());
                items.set(index, value);
                return put.apply(new JsonArray(items));
            });
        }
    }

    private void inside(JsonValue value, Place place) {
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                Place inner = place.member(name, object);
                add(Change.MEMBER_DROPPED, inner, member, () -> place.put()
                        .apply(object.toBuilder().remove(name).build()));
                change(member, inner);
            });
        } else if (value instanceof JsonArray array && !array.items().isEmpty()) {
            add(Change.LIST_EMPTIED, place, array, () -> place.put().apply(JsonArray.EMPTY));
            for (int i = 0; i < array.items().size(); i++) {
                change(array.items().get(i), place.item(i, array));
            }
        }
    }

    private void change(JsonValue value, Place place) {
        add(Change.TYPE_CHANGED, place, value, () -> place.put().apply(ofAnotherType(value)));
        if (enums.has(place.member(), value)) {
            unlisted(value, place.member())
                    .ifPresent(other -> add(Change.VALUE_NOT_IN_ENUM, place, value, () -> place.put()
                            .apply(other)));
        }
        inside(value, place);
    }

    private static JsonValue ofAnotherType(JsonValue value) {
        return value instanceof JsonNull ? INSTEAD_OF_NULL : JsonValue.of(value instanceof JsonString ? 7 : "text");
    }

    /** A value of the same type that is not listed for the member. */
    private Optional<JsonValue> unlisted(JsonValue value, String member) {
        if (value instanceof JsonString text) {
            return Stream.iterate(text.value() + "-unlisted", longer -> longer + "-unlisted")
                    .<JsonValue>map(JsonString::new)
                    .filter(other -> !enums.has(member, other))
                    .findFirst();
        }
        if (value instanceof JsonNumber number) {
            return Stream.iterate(number.value().add(BigDecimal.ONE), higher -> higher.add(BigDecimal.ONE))
                    .<JsonValue>map(JsonNumber::new)
                    .filter(other -> !enums.has(member, other))
                    .findFirst();
        }
        return Optional.empty();
    }

    private interface Made {
        JsonValue value();
    }

    private void add(Change change, Place place, JsonValue before, Made made) {
        String key = change + " " + place.general();
        if (found.size() < MOST && !found.containsKey(key)) {
            found.put(key, new Mutant(change, place.at().toString(), before, made.value()));
        }
    }
}
