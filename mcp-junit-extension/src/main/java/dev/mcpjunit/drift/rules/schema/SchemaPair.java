/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema, or a part of one, as it was and as it is.
 *
 * @param subject what has the schema: {@code tools/get-sum}
 * @param at the place of this part in the subject
 * @param isRoot whether this is the whole schema
 */
record SchemaPair(
        String subject, JsonPointer at, boolean isRoot, Direction direction, JsonObject before, JsonObject after) {

    /** What fewer values mean to those who rely on the schema. */
    Compatibility narrowed() {
        return direction == Direction.INPUT ? Compatibility.BREAKING : Compatibility.COMPATIBLE;
    }

    /** What more values mean to them. */
    Compatibility widened() {
        return direction == Direction.INPUT ? Compatibility.COMPATIBLE : Compatibility.BREAKING;
    }

    /** Other values, some more and some fewer. */
    Compatibility replaced() {
        return Compatibility.BREAKING;
    }

    boolean isInput() {
        return direction == Direction.INPUT;
    }

    @Nullable JsonValue old(String keyword) {
        return before.get(keyword);
    }

    @Nullable JsonValue now(String keyword) {
        return after.get(keyword);
    }

    boolean differ(String keyword) {
        return !Optional.ofNullable(old(keyword)).equals(Optional.ofNullable(now(keyword)));
    }

    static JsonObject properties(JsonObject schema) {
        return schema.object("properties").orElse(JsonObject.EMPTY);
    }

    static Set<String> required(JsonObject schema) {
        return strings(schema.get("required"));
    }

    static Set<String> strings(@Nullable JsonValue list) {
        var names = new LinkedHashSet<String>();
        if (list instanceof JsonArray array) {
            array.items().forEach(item -> {
                if (item instanceof JsonString name) {
                    names.add(name.value());
                }
            });
        }
        return names;
    }

    /** Whether an object may have no members but those that are declared. */
    static boolean isClosed(JsonObject schema) {
        return schema.bool("additionalProperties").map(allowed -> !allowed).orElse(false);
    }

    /** A change of a keyword. */
    Change keyword(String keyword, String rule, Compatibility compatibility, String words) {
        return change(at.child(keyword), rule, compatibility, Trust.UNCHANGED, words, old(keyword), now(keyword));
    }

    /** A change of a keyword that somebody reads. */
    Change keyword(String keyword, String rule, Compatibility compatibility, Trust trust, String words) {
        return change(at.child(keyword), rule, compatibility, trust, words, old(keyword), now(keyword));
    }

    Change change(
            JsonPointer place,
            String rule,
            Compatibility compatibility,
            Trust trust,
            String words,
            @Nullable JsonValue old,
            @Nullable JsonValue now) {
        return new Change(
                (isInput() ? "input." : "output.") + rule,
                subject,
                place,
                compatibility,
                trust,
                words,
                Optional.ofNullable(old),
                Optional.ofNullable(now),
                Optional.empty());
    }
}
