/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The subschemas of two schemas that describe the same members and items, whichever keywords hold them: a tuple is
 * {@code prefixItems} in 2020-12 and a list under {@code items} before, and {@code additionalProperties} or
 * {@code unevaluatedProperties} describe all other members.
 */
final class Counterparts {

    /**
     * A pair of counterparts.
     *
     * @param property the name of the property that they describe, if it is one
     */
    record Match(Place old, Place young, Optional<String> property) {}

    private static final List<String> UNDECLARED = List.of("additionalProperties", "unevaluatedProperties");

    private final Place from;
    private final Place to;
    private final JsonObject before;
    private final JsonObject now;
    private final List<Match> matches = new ArrayList<>();

    private Counterparts(Place from, Place to, JsonObject before, JsonObject now) {
        this.from = from;
        this.to = to;
        this.before = before;
        this.now = now;
        named("properties");
        items();
        if (before.get("contains") instanceof JsonObject old && now.get("contains") instanceof JsonObject young) {
            add(from.child("contains", old), to.child("contains", young));
        }
        undeclared();
        named("patternProperties");
    }

    static List<Match> of(SchemaPair pair, Place from, Place to) {
        return List.copyOf(new Counterparts(from, to, pair.before(), pair.now()).matches);
    }

    private void add(Place old, Place young) {
        matches.add(new Match(old, young, Optional.empty()));
    }

    private void named(String keyword) {
        if (before.get(keyword) instanceof JsonObject old && now.get(keyword) instanceof JsonObject young) {
            old.members().forEach((name, schema) -> {
                JsonValue other = young.get(name);
                if (other != null) {
                    matches.add(new Match(
                            from.child(keyword, name, schema),
                            to.child(keyword, name, other),
                            keyword.equals("properties") ? Optional.of(name) : Optional.empty()));
                }
            });
        }
    }

    private void undeclared() {
        Optional<Place> old = first(from, before, UNDECLARED);
        Optional<Place> young = first(to, now, UNDECLARED);
        if (old.isPresent()
                && young.isPresent()
                && old.get().schema() instanceof JsonObject
                && young.get().schema() instanceof JsonObject) {
            add(old.get(), young.get());
        }
    }

    private void items() {
        Items old = Items.of(from, before);
        Items young = Items.of(to, now);
        for (int i = 0; i < Math.max(old.first().size(), young.first().size()); i++) {
            int index = i;
            // The inclusion check reports an item that is no longer possible.
            old.at(i)
                    .filter(place -> place.schema() instanceof JsonObject && !young.isBeyond(index))
                    .ifPresent(place -> match(place, young.at(index)));
        }
        if (old.isPlain()
                && young.isPlain()
                && (old.rest().isPresent() || young.rest().isPresent())) {
            add(
                    old.rest().orElseGet(() -> from.child("items", JsonObject.EMPTY)),
                    young.rest().orElseGet(() -> to.child("items", JsonObject.EMPTY)));
        } else {
            old.rest()
                    .filter(place -> place.schema() instanceof JsonObject)
                    .ifPresent(place -> match(place, young.rest()));
        }
    }

    private void match(Place old, Optional<Place> young) {
        Place other = young.orElseGet(() -> to.child("items", JsonObject.EMPTY));
        if (!other.schema().equals(JsonBoolean.FALSE)) {
            add(old, other);
        }
    }

    private static Optional<Place> first(Place place, JsonObject schema, List<String> keywords) {
        return keywords.stream()
                .flatMap(keyword ->
                        Optional.ofNullable(schema.get(keyword)).map(value -> place.child(keyword, value)).stream())
                .findFirst();
    }

    /**
     * What a schema says about the items of a list.
     *
     * @param first the first ones, each by its own schema
     * @param rest all others; empty if nothing describes them
     * @param most the maximum number of items
     */
    private record Items(List<Place> first, Optional<Place> rest, Optional<BigDecimal> most) {

        static Items of(Place place, JsonObject schema) {
            boolean list = schema.get("items") instanceof JsonArray;
            String keyword = list ? "items" : "prefixItems";
            var first = new ArrayList<Place>();
            if (schema.get(keyword) instanceof JsonArray tuple) {
                tuple.forEach(item -> first.add(place.child(keyword, first.size(), item)));
            }
            return new Items(
                    first,
                    Counterparts.first(place, schema, List.of(list ? "additionalItems" : "items", "unevaluatedItems")),
                    schema.get("maxItems") instanceof JsonNumber number
                            ? Optional.of(number.value())
                            : Optional.empty());
        }

        Optional<Place> at(int index) {
            return index < first.size() ? Optional.of(first.get(index)) : rest;
        }

        boolean isBeyond(int index) {
            return most.filter(count -> count.compareTo(BigDecimal.valueOf(index)) <= 0)
                    .isPresent();
        }

        boolean isPlain() {
            return first.isEmpty();
        }
    }
}
