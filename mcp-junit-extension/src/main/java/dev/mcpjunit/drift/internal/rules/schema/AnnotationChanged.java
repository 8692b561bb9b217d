/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.Keyword;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code annotation-changed}: {@code $comment} and every keyword that JSON Schema does not know, such as
 * {@code x-unit}, {@code enumNames} and {@code discriminator}. No validator reads them; models do, and programs may.
 */
final class AnnotationChanged implements SchemaRule {

    /** No rule looks at definitions that describe no value, but what is said there may be read all the same. */
    static final Finding ELSEWHERE = Finding.note(
            "annotation-changed",
            JsonPointer.ROOT,
            Compatibility.COSMETIC,
            Aspect.GUIDANCE,
            Trust.REVIEW,
            "texts or annotations have changed, at a place that describes no value");

    /** Keywords that other rules report. */
    private static final Set<String> HANDLED = Set.of("nullable", HeaderChanged.KEYWORD);

    private static final Set<String> TEXTS = Set.of("title", "description", "examples");

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var names = new TreeSet<>(pair.before().names());
        names.addAll(pair.now().names());
        var findings = new ArrayList<Finding>();
        for (String name : names) {
            if (isAnnotation(name) && pair.differsIn(name)) {
                JsonValue before = pair.before().get(name);
                JsonValue now = pair.now().get(name);
                findings.add(Finding.note(
                                "annotation-changed",
                                pair.at(name),
                                Compatibility.COSMETIC,
                                Aspect.GUIDANCE,
                                Trust.REVIEW,
                                words(name, before, now))
                        .withLongValues(before, now));
            } else if (Unordered.isParallel(pair.now(), name) && isReordered(pair)) {
                findings.add(Finding.note(
                        "annotation-changed",
                        pair.at(name),
                        Compatibility.COSMETIC,
                        Aspect.GUIDANCE,
                        Trust.REVIEW,
                        name + " says something else of each value, since the order of enum has changed"));
            }
        }
        return findings;
    }

    private static boolean isReordered(SchemaPair pair) {
        return pair.differsIn("enum")
                && pair.before().get("enum") instanceof JsonArray before
                && pair.now().get("enum") instanceof JsonArray now
                && before.items().size() == now.items().size();
    }

    static String words(String keyword, @Nullable JsonValue before, @Nullable JsonValue now) {
        return keyword
                + (before == null
                        ? " is now " + now
                        : now == null ? " " + before + " is gone" : " was " + before + " and is " + now);
    }

    static boolean isAnnotation(String keyword) {
        return !HANDLED.contains(keyword)
                && Keyword.named(keyword).map(known -> known == Keyword.COMMENT).orElse(true);
    }

    /** Whether texts and annotations are the same, wherever they stand. */
    static boolean areSame(JsonValue before, JsonValue now) {
        return texts(before).equals(texts(now));
    }

    private static Set<String> texts(JsonValue schema) {
        var texts = new HashSet<String>();
        collect(schema, texts, 0);
        return texts;
    }

    private static void collect(JsonValue value, Set<String> texts, int depth) {
        if (depth > SchemaWalk.DEEPEST) {
            return;
        }
        if (value instanceof JsonArray list) {
            list.forEach(item -> collect(item, texts, depth + 1));
        } else if (value instanceof JsonObject object) {
            object.members().forEach((keyword, argument) -> {
                if (Unordered.NAMED_SCHEMAS.contains(keyword) && argument instanceof JsonObject named) {
                    named.members().values().forEach(schema -> collect(schema, texts, depth + 1));
                } else if (TEXTS.contains(keyword) || isAnnotation(keyword)) {
                    texts.add(keyword + " " + argument);
                } else if (!Unordered.DATA.contains(keyword) && !keyword.equals("enum")) {
                    collect(argument, texts, depth + 1);
                }
            });
        }
    }
}
