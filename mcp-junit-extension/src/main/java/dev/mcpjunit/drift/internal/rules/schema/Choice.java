/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A schema seen as a choice: <code>{"anyOf": [T, {"type": "null"}]}</code> offers {@code T}, and so does {@code T}
 * itself. What is said about a value stays with the choice.
 *
 * @param keyword {@code anyOf} or {@code oneOf}; empty for a schema that is its own only branch
 * @param branches the branches, but for those that accept {@code null} and nothing else
 */
record Choice(Place place, Optional<String> keyword, List<Place> branches) {

    private static final Set<String> KEYWORDS = Set.of("anyOf", "oneOf");

    /** See a schema as a choice; where branches are mixed with other constraints it is its own only branch. */
    static Choice of(Place place, SchemaDocument document) {
        JsonObject schema = place.object();
        List<String> constraints =
                schema.names().stream().filter(About::constrains).toList();
        if (constraints.size() == 1
                && KEYWORDS.contains(constraints.get(0))
                && schema.get(constraints.get(0)) instanceof JsonArray array
                && !array.items().isEmpty()) {
            return wrapped(place, constraints.get(0), array, document);
        }
        return new Choice(place, Optional.empty(), List.of(bare(place)));
    }

    private static Choice wrapped(Place place, String keyword, JsonArray array, SchemaDocument document) {
        var branches = new ArrayList<Place>();
        for (int i = 0; i < array.items().size(); i++) {
            JsonValue branch = array.items().get(i);
            if (!isNull(branch)) {
                branches.add(place.child(keyword, i, branch));
            }
        }
        if (branches.size() != 1) {
            return new Choice(place, Optional.of(keyword), branches);
        }
        // What the only branch says of itself is said of the whole.
        Place only = branches.get(0).followed(document);
        return new Choice(place.described(About.of(only)), Optional.of(keyword), List.of(bare(only)));
    }

    private static Place bare(Place place) {
        return new Place(place.at(), silent(place.schema()));
    }

    private static JsonValue silent(JsonValue branch) {
        return branch instanceof JsonObject schema ? About.without(schema) : branch;
    }

    static boolean isNull(JsonValue branch) {
        return branch instanceof JsonObject schema
                && schema.get("type") instanceof JsonString type
                && type.value().equals("null");
    }

    boolean isWrapped() {
        return keyword.isPresent();
    }

    /** The schema with one more branch. */
    static JsonObject with(JsonObject schema, String keyword, JsonValue branch) {
        Choice choice = of(new Place(JsonPointer.ROOT, schema), new SchemaDocument(schema));
        String own = choice.keyword().orElse(keyword);
        var branches = new ArrayList<JsonValue>(
                choice.isWrapped() ? schema.array(own).orElseThrow().items() : List.of(constraints(schema)));
        branches.add(branch);
        JsonObject.Builder wider = JsonObject.builder();
        schema.members().forEach((name, value) -> {
            if (!About.constrains(name)) {
                wider.put(name, value);
            }
        });
        return wider.put(own, branches).build();
    }

    private static JsonObject constraints(JsonObject schema) {
        JsonObject.Builder constraints = JsonObject.builder();
        schema.members().forEach((name, value) -> {
            if (About.constrains(name)) {
                constraints.put(name, value);
            }
        });
        return constraints.build();
    }

    /** The schema without one of its branches, whatever is said about that. */
    static JsonObject without(JsonObject schema, JsonValue branch) {
        JsonObject.Builder rest = schema.toBuilder();
        KEYWORDS.forEach(keyword -> schema.array(keyword)
                .ifPresent(branches -> rest.put(
                        keyword,
                        branches.items().stream()
                                .filter(each -> !silent(each).equals(silent(branch)))
                                .toList())));
        return rest.build();
    }
}
