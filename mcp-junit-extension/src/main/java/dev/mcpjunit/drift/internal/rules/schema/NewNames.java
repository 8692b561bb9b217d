/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.internal.rules.text.Lookalikes;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Guesses at the new name of a property. A guess needs a reason that speaks for one candidate only. */
final class NewNames {

    private static final Pattern SEAMS = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|[^\\p{L}\\p{N}]+");

    private static final int SHORTEST_STEM = 4;

    private static final double ALIKE = 0.5;

    private NewNames() {}

    static Optional<String> of(String name, JsonValue schema, Map<String, JsonValue> come) {
        return only(come, (other, candidate) -> folded(other).equals(folded(name)))
                .or(() -> only(come, (other, candidate) -> looksLike(other, name)))
                .or(() -> only(come, (other, candidate) -> candidate.equals(schema)))
                .or(() -> only(come, (other, candidate) -> isStem(folded(name), folded(other))))
                .or(() -> only(
                        come,
                        (other, candidate) -> sameTypes(candidate, schema)
                                && overlap(words(description(candidate)), words(description(schema))) >= ALIKE))
                .or(() -> only(
                        come,
                        (other, candidate) -> sameTypes(candidate, schema) && overlap(words(other), words(name)) > 0));
    }

    static Optional<String> only(Map<String, JsonValue> come, BiPredicate<String, JsonValue> test) {
        List<String> names = come.entrySet().stream()
                .filter(entry -> test.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private static boolean looksLike(String one, String other) {
        return !Collections.disjoint(Lookalikes.readings(one), Lookalikes.readings(other));
    }

    private static boolean isStem(String one, String other) {
        return Math.min(one.length(), other.length()) >= SHORTEST_STEM
                && (one.startsWith(other) || other.startsWith(one));
    }

    private static boolean sameTypes(JsonValue one, JsonValue other) {
        return Types.of(one).isPresent() && Types.of(one).equals(Types.of(other));
    }

    private static String description(JsonValue schema) {
        return schema instanceof JsonObject object
                ? object.string("description").orElse("")
                : "";
    }

    private static Set<String> words(String text) {
        var words = new HashSet<String>();
        SEAMS.splitAsStream(text).map(word -> word.toLowerCase(Locale.ROOT)).forEach(words::add);
        words.remove("");
        return words;
    }

    private static double overlap(Set<String> one, Set<String> other) {
        var union = new HashSet<>(one);
        union.addAll(other);
        var common = new HashSet<>(one);
        common.retainAll(other);
        return union.isEmpty() ? 0 : (double) common.size() / union.size();
    }

    private static String folded(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
