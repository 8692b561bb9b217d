/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import dev.mcpjunit.json.internal.regex.Automaton.Places;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A set of texts: all that match some regular expressions, match none of some others and are of a certain length.
 *
 * <p>{@link #example} walks through all automata in step, length by length, so it finds a shortest text or proves that
 * there is none.
 *
 * @param excluded texts that do not belong
 * @param maxLength the greatest length in code points; {@link Long#MAX_VALUE} where there is no limit
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Language(
        List<Regex> matching, List<Regex> notMatching, Set<String> excluded, long minLength, long maxLength) {

    /** Copy the lists. */
    public Language {
        matching = List.copyOf(matching);
        notMatching = List.copyOf(notMatching);
        excluded = Collections.unmodifiableSet(new LinkedHashSet<>(excluded));
    }

    /** The parts of a regular expression with the verdict that is asked of them together. */
    private record Condition(List<Regex.Part> parts, boolean wanted) {}

    /** A place in the walk: where each automaton stands, and the way back. */
    private record Node(@Nullable Node before, int codePoint, List<Places> places) {

        String text() {
            var reversed = new ArrayList<Integer>();
            for (Node node = this; node.before != null; node = node.before) {
                reversed.add(node.codePoint);
            }
            var text = new StringBuilder();
            for (int i = reversed.size() - 1; i >= 0; i--) {
                text.appendCodePoint(reversed.get(i));
            }
            return text.toString();
        }
    }

    /**
     * Find a text of the language, a short one.
     *
     * @return the text, or empty when the language has none
     * @throws IllegalArgumentException if an expression is not {@link Regex#isRegular() regular}
     * @throws EffortExhaustedException if the search costs more than it may
     */
    public Optional<String> example(Effort effort) {
        if (minLength == 0 && maxLength > 0) {
            // The empty text says little to a reader.
            Optional<String> visible = shortest(1, effort);
            return visible.isPresent() ? visible : shortest(0, effort);
        }
        return shortest(minLength, effort);
    }

    private Optional<String> shortest(long least, Effort effort) {
        if (least > maxLength) {
            return Optional.empty();
        }
        List<Condition> conditions = conditions();
        int[] alphabet = Alphabet.representatives(conditions.stream()
                .flatMap(condition -> condition.parts().stream())
                .flatMap(part -> part.automaton().charSets().stream())
                .toList());
        var start = new ArrayList<Places>();
        conditions.forEach(condition ->
                condition.parts().forEach(part -> start.add(part.automaton().start(effort))));
        var seen = new HashSet<List<Places>>();
        Map<List<Places>, Node> layer = new LinkedHashMap<>();
        layer.put(start, new Node(null, 0, start));
        for (long length = 0; !layer.isEmpty() && length <= maxLength; length++) {
            if (length >= least) {
                // Who got here with fewer characters can do all that a later arrival can.
                layer.keySet().removeIf(places -> !seen.add(places));
                for (Node node : layer.values()) {
                    if (accepts(conditions, node.places(), length == 0, effort)) {
                        return Optional.of(node.text());
                    }
                }
            }
            layer = length == maxLength ? Map.of() : next(conditions, layer, alphabet, effort);
        }
        return Optional.empty();
    }

    private static Map<List<Places>, Node> next(
            List<Condition> conditions, Map<List<Places>, Node> layer, int[] alphabet, Effort effort) {
        var next = new LinkedHashMap<List<Places>, Node>();
        for (Node node : layer.values()) {
            for (int c : alphabet) {
                effort.spend(1);
                var places = new ArrayList<Places>(node.places().size());
                for (Condition condition : conditions) {
                    for (Regex.Part part : condition.parts()) {
                        places.add(part.automaton().step(node.places().get(places.size()), c, effort));
                    }
                }
                if (!hopeless(conditions, places)) {
                    next.putIfAbsent(places, new Node(node, c, places));
                }
            }
        }
        return next;
    }

    /** Whether a condition has failed for good, because what was matched once stays matched. */
    private static boolean hopeless(List<Condition> conditions, List<Places> places) {
        int at = 0;
        for (Condition condition : conditions) {
            boolean allMatched = true;
            boolean broken = false;
            for (Regex.Part part : condition.parts()) {
                boolean matched = places.get(at++).matched();
                allMatched &= matched && part.wanted();
                broken |= matched && !part.wanted();
            }
            if (condition.wanted() ? broken : allMatched) {
                return true;
            }
        }
        return false;
    }

    private static boolean accepts(List<Condition> conditions, List<Places> places, boolean atStart, Effort effort) {
        int at = 0;
        for (Condition condition : conditions) {
            boolean holds = true;
            for (Regex.Part part : condition.parts()) {
                holds &= part.automaton().acceptsAtEnd(places.get(at++), atStart, effort) == part.wanted();
            }
            if (holds != condition.wanted()) {
                return false;
            }
        }
        return true;
    }

    private List<Condition> conditions() {
        var conditions = new LinkedHashSet<Condition>();
        matching.forEach(regex -> conditions.add(new Condition(regular(regex), true)));
        notMatching.forEach(regex -> conditions.add(new Condition(regular(regex), false)));
        if (!excluded.isEmpty()) {
            var part = new Regex.Part(AutomatonBuilder.anyOf(excluded), true);
            conditions.add(new Condition(List.of(part), false));
        }
        return List.copyOf(conditions);
    }

    private static List<Regex.Part> regular(Regex regex) {
        if (!regex.isRegular()) {
            throw new IllegalArgumentException("Not a regular language: " + regex);
        }
        return regex.parts();
    }
}
