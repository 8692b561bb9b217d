/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks through two versions of a schema side by side and asks all rules at each place. */
final class SchemaWalk {

    private static final List<SchemaRule> RULES = List.of(
            new PropertyAdded(),
            new PropertyRemoved(),
            new RequirementChanged(),
            new TypeChanged(),
            new EnumChanged(),
            new BoundChanged(),
            new PatternChanged(),
            new ContentChanged(),
            new AlternativesChanged(),
            new KeywordChanged(),
            new FormatChanged(),
            new DefaultChanged(),
            new TextChanged(),
            new NewTexts(),
            new DeprecationChanged(),
            new HeaderChanged(),
            new DialectChanged(),
            new ExternalReference(),
            new RootChanged());

    private static final List<String> BRANCHES = List.of("anyOf", "oneOf", "allOf");

    /** Deeper than any schema that was written by hand, and no danger to the stack. */
    private static final int DEEPEST = 100;

    /** More than anybody reads; what is not explained is still proved. */
    private static final int MOST_PAIRS = 5_000;

    private record Visit(JsonPointer before, JsonPointer now) {}

    private final JsonValue before;
    private final JsonValue now;
    private final Direction direction;
    private final Set<Visit> visited = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private SchemaWalk(JsonValue before, JsonValue now, Direction direction) {
        this.before = before;
        this.now = now;
        this.direction = direction;
    }

    static List<Finding> compare(JsonValue before, JsonValue now, Direction direction) {
        var walk = new SchemaWalk(before, now, direction);
        walk.visit(new Place(JsonPointer.ROOT, before), new Place(JsonPointer.ROOT, now), Optional.empty(), 0);
        return walk.findings;
    }

    private void visit(Place old, Place young, Optional<String> property, int depth) {
        if (sameText(old, young) || depth > DEEPEST || visited.size() > MOST_PAIRS) {
            return;
        }
        Place from = old.followed(before);
        Place to = young.followed(now);
        if (!visited.add(new Visit(from.at(), to.at()))) {
            return;
        }
        var pair = new SchemaPair(from.at(), to.at(), from.object(), to.object(), property);
        RULES.forEach(rule -> findings.addAll(rule.look(pair, direction)));
        descend(from, to, pair, depth + 1);
    }

    /** Equal schemas are the same only if what they refer to is: definitions may have changed under them. */
    private boolean sameText(Place old, Place young) {
        return old.schema().equals(young.schema()) && !mentionsReference(old.schema());
    }

    private static boolean mentionsReference(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.has("$ref") || object.members().values().stream().anyMatch(SchemaWalk::mentionsReference);
        }
        return value instanceof JsonArray array && array.items().stream().anyMatch(SchemaWalk::mentionsReference);
    }

    private void descend(Place from, Place to, SchemaPair pair, int depth) {
        SchemaPair.properties(pair.before()).forEach((name, schema) -> {
            JsonValue other = SchemaPair.properties(pair.now()).get(name);
            if (other != null) {
                visit(
                        from.child("properties", name, schema),
                        to.child("properties", name, other),
                        Optional.of(name),
                        depth);
            }
        });
        JsonValue oldItems = pair.before().get("items");
        JsonValue newItems = pair.now().get("items");
        if ((oldItems != null || newItems != null)
                && !(oldItems instanceof JsonArray)
                && !(newItems instanceof JsonArray)) {
            visit(
                    from.child("items", Objects.requireNonNullElse(oldItems, JsonObject.EMPTY)),
                    to.child("items", Objects.requireNonNullElse(newItems, JsonObject.EMPTY)),
                    Optional.empty(),
                    depth);
        }
        if (pair.before().get("additionalProperties") instanceof JsonObject old
                && pair.now().get("additionalProperties") instanceof JsonObject young) {
            visit(
                    from.child("additionalProperties", old),
                    to.child("additionalProperties", young),
                    Optional.empty(),
                    depth);
        }
        BRANCHES.forEach(keyword -> branches(from, to, pair, keyword, depth));
    }

    /** Branches that are the same on both sides are set aside; the others are paired in their order. */
    private void branches(Place from, Place to, SchemaPair pair, String keyword, int depth) {
        List<Place> gone = places(from, keyword, pair.before().get(keyword));
        List<Place> come = places(to, keyword, pair.now().get(keyword));
        for (Place place : List.copyOf(gone)) {
            Optional<Place> same =
                    come.stream().filter(other -> sameText(place, other)).findFirst();
            same.ifPresent(other -> {
                gone.remove(place);
                come.remove(other);
            });
        }
        if (gone.size() == come.size()) {
            for (int i = 0; i < gone.size(); i++) {
                visit(gone.get(i), come.get(i), Optional.empty(), depth);
            }
        }
    }

    private static List<Place> places(Place parent, String keyword, @Nullable JsonValue branches) {
        var places = new ArrayList<Place>();
        if (branches instanceof JsonArray array) {
            array.forEach(branch -> places.add(parent.child(keyword, places.size(), branch)));
        }
        return places;
    }
}
