/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through two versions of a schema side by side and asks all rules at each place. */
final class SchemaWalk {

    private static final List<SchemaRule> RULES = List.of(
            new PropertyAdded(),
            new PropertyRemoved(),
            new PropertyBecameRequired(),
            new TypeChanged(),
            new EnumChanged(),
            new BoundChanged(),
            new PatternChanged(),
            new FormatChanged(),
            new DefaultChanged(),
            new ExtrasChanged(),
            new BranchesChanged(),
            new ConditionChanged(),
            new ReferenceChanged(),
            new DialectChanged(),
            new SchemaCollapsed(),
            new TextChanged(),
            new HeaderChanged(),
            new AnnotationChanged());

    private static final List<String> NAMED = List.of("properties", "$defs", "definitions");
    private static final List<String> SINGLE = List.of("items", "additionalProperties");
    private static final List<String> BRANCHES = List.of("anyOf", "oneOf", "allOf");

    /** Deeper than any schema that was written by hand, and than any stack is afraid of. */
    private static final int DEPTH_LIMIT = 200;

    private static final JsonObject NOTHING =
            JsonObject.builder().put("not", JsonObject.EMPTY).build();

    private final String subject;
    private final Direction direction;
    private final List<Explanation> found = new ArrayList<>();

    private SchemaWalk(String subject, Direction direction) {
        this.subject = subject;
        this.direction = direction;
    }

    /** A change, the rule that named it, and the place where it was named. */
    record Explanation(Change change, SchemaRule rule, SchemaPair pair) {
        Explanation with(Change judged) {
            return new Explanation(judged, rule, pair);
        }
    }

    static List<Explanation> explain(
            String subject, JsonPointer at, Direction direction, JsonValue before, JsonValue after) {
        var walk = new SchemaWalk(subject, direction);
        walk.visit(at, before, after, 0);
        return walk.found;
    }

    private void visit(JsonPointer at, JsonValue before, JsonValue after, int depth) {
        if (before.equals(after) || depth > DEPTH_LIMIT) {
            return;
        }
        JsonObject old = object(before);
        JsonObject now = object(after);
        var pair = new SchemaPair(subject, at, depth == 0, direction, old, now);
        RULES.forEach(rule -> rule.check(pair, change -> found.add(new Explanation(change, rule, pair))));
        NAMED.forEach(keyword -> named(at.child(keyword), old.get(keyword), now.get(keyword), depth));
        SINGLE.forEach(keyword -> single(at.child(keyword), old.get(keyword), now.get(keyword), depth));
        list(at.child("prefixItems"), old.get("prefixItems"), now.get("prefixItems"), depth);
        BRANCHES.forEach(keyword -> branches(at.child(keyword), old.get(keyword), now.get(keyword), depth));
    }

    /** A schema may be true, which says nothing, or false, which rules out everything. */
    private static JsonObject object(JsonValue schema) {
        return schema instanceof JsonObject object ? object : schema == JsonBoolean.FALSE ? NOTHING : JsonObject.EMPTY;
    }

    private void named(
            JsonPointer at,
            @Nullable JsonValue before,
            @Nullable JsonValue after,
            int depth) {
        if (before instanceof JsonObject old && after instanceof JsonObject now) {
            old.members().forEach((name, schema) -> {
                JsonValue other = now.get(name);
                if (other != null) {
                    visit(at.child(name), schema, other, depth + 1);
                }
            });
        }
    }

    private void single(
            JsonPointer at,
            @Nullable JsonValue before,
            @Nullable JsonValue after,
            int depth) {
        boolean isExtras = at.tokens().get(at.tokens().size() - 1).equals("additionalProperties");
        if (isExtras && !(before instanceof JsonObject && after instanceof JsonObject)) {
            return;
        }
        if (before instanceof JsonArray || after instanceof JsonArray) {
            list(at, before, after, depth);
        } else if (before != null || after != null) {
            visit(
                    at,
                    before == null ? JsonObject.EMPTY : before,
                    after == null ? JsonObject.EMPTY : after,
                    depth + 1);
        }
    }

    private void list(
            JsonPointer at,
            @Nullable JsonValue before,
            @Nullable JsonValue after,
            int depth) {
        List<JsonValue> old = before instanceof JsonArray list ? list.items() : List.of();
        List<JsonValue> now = after instanceof JsonArray list ? list.items() : List.of();
        for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
            visit(
                    at.child(i),
                    i < old.size() ? old.get(i) : JsonObject.EMPTY,
                    i < now.size() ? now.get(i) : JsonObject.EMPTY,
                    depth + 1);
        }
    }

    /** Branches that are the same on both sides are set aside; the others are paired in their order. */
    private void branches(
            JsonPointer at,
            @Nullable JsonValue before,
            @Nullable JsonValue after,
            int depth) {
        if (!(before instanceof JsonArray old) || !(after instanceof JsonArray now)) {
            return;
        }
        var gone = new ArrayList<>(old.items());
        now.items().forEach(gone::remove);
        var come = new ArrayList<>(now.items());
        old.items().forEach(come::remove);
        if (gone.size() == come.size()) {
            for (int i = 0; i < gone.size(); i++) {
                visit(at.child(now.items().indexOf(come.get(i))), gone.get(i), come.get(i), depth + 1);
            }
        }
    }
}
