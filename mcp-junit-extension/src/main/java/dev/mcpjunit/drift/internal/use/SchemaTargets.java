/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the references of a schema are, and where they lead. A place of a schema holds for each value whose schema
 * refers to it, and not only for the value at that place.
 *
 * @param schema the schema
 * @param references its references that have a pointer
 * @param isPlain whether there are no other references, and none that leads to what it is in
 */
record SchemaTargets(JsonValue schema, List<Reference> references, boolean isPlain) {

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> NAMES = Set.of("$id", "id", "$anchor", "$dynamicAnchor");
    private static final int MOST = 64;

    /**
     * A reference.
     *
     * @param from the tokens of its own place
     * @param to the tokens of its pointer
     */
    record Reference(List<String> from, List<String> to) {}

    /**
     * A place, or the part of it below a target that may be anywhere.
     *
     * @param tokens the place
     * @param anywhere whether it may be anywhere in a value
     */
    record Place(List<String> tokens, boolean anywhere) {}

    static SchemaTargets of(JsonValue schema) {
        var references = new ArrayList<Reference>();
        boolean onlyPointers = collect(schema, List.of(), references);
        boolean isPlain =
                onlyPointers && references.stream().noneMatch(reference -> isBelow(reference.from(), reference.to()));
        return new SchemaTargets(schema, references, isPlain);
    }

    /** Collect the references with a pointer; returns whether there are no others. */
    private static boolean collect(JsonValue value, List<String> here, List<Reference> references) {
        boolean onlyPointers = true;
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.items().size(); i++) {
                onlyPointers &= collect(array.items().get(i), child(here, Integer.toString(i)), references);
            }
        } else if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                if (REFERENCES.contains(member.getKey()) && member.getValue() instanceof JsonString text) {
                    Optional<List<String>> to = tokens(text.value());
                    onlyPointers &= to.isPresent() && text.value().startsWith("#");
                    to.ifPresent(target -> references.add(new Reference(here, target)));
                }
                onlyPointers &= collect(member.getValue(), child(here, member.getKey()), references);
            }
        }
        return onlyPointers;
    }

    private static List<String> child(List<String> parent, String token) {
        return Stream.concat(parent.stream(), Stream.of(token)).toList();
    }

    /** The tokens of the pointer in a reference; empty if it has none, or leads to the whole schema. */
    static Optional<List<String>> tokens(String reference) {
        int at = reference.indexOf("#/");
        return at < 0
                ? Optional.empty()
                : Optional.of(Stream.of(decoded(reference.substring(at + 2)).split("/", -1))
                        .map(token -> token.replace("~1", "/").replace("~0", "~"))
                        .toList());
    }

    private static String decoded(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return fragment;
        }
    }

    /** All places for which what is declared at a place holds, itself included. */
    Set<Place> places(List<String> place) {
        Set<Place> places = new LinkedHashSet<>();
        Set<List<String>> seen = new LinkedHashSet<>(List.of(place));
        Deque<List<String>> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            List<String> next = open.pop();
            places.add(new Place(next, false));
            named(next).ifPresent(below -> places.add(new Place(below, true)));
            for (Reference reference : references) {
                // What a reference inside of its own target leads to is the same place, only deeper in the value.
                if (isBelow(next, reference.to()) && !isBelow(reference.from(), reference.to())) {
                    List<String> rest = next.subList(reference.to().size(), next.size());
                    List<String> there = Stream.concat(reference.from().stream(), rest.stream())
                            .toList();
                    if (seen.size() >= MOST) {
                        places.add(new Place(rest, true));
                    } else if (seen.add(there)) {
                        open.add(there);
                    }
                }
            }
        }
        return places;
    }

    private static boolean isBelow(List<String> place, List<String> target) {
        return place.size() >= target.size() && place.subList(0, target.size()).equals(target);
    }

    /** What is below the last schema along a place that has a name, and below targets of pointers from there. */
    private Optional<List<String>> named(List<String> place) {
        int last = 0;
        Optional<JsonValue> here = Optional.of(schema);
        for (int i = 0; i < place.size() && here.isPresent(); i++) {
            here = child(here.get(), place.get(i));
            if (here.filter(SchemaTargets::isNamed).isPresent()) {
                last = Math.max(last, i + 1 + longestTarget(place.subList(i + 1, place.size())));
            }
        }
        return last == 0 ? Optional.empty() : Optional.of(place.subList(last, place.size()));
    }

    private int longestTarget(List<String> place) {
        return references.stream()
                .map(Reference::to)
                .filter(to -> isBelow(place, to))
                .mapToInt(List::size)
                .max()
                .orElse(0);
    }

    private static Optional<JsonValue> child(JsonValue value, String token) {
        if (value instanceof JsonObject object) {
            return Optional.ofNullable(object.get(token));
        }
        return value instanceof JsonArray array && token.matches("[0-9]{1,6}")
                ? array.items().stream().skip(Integer.parseInt(token)).findFirst()
                : Optional.empty();
    }

    private static boolean isNamed(JsonValue value) {
        return value instanceof JsonObject object
                && NAMES.stream().anyMatch(name -> object.get(name) instanceof JsonString);
    }
}
