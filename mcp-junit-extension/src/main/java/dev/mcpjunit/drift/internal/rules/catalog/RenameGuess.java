/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.internal.rules.text.Lookalikes;
import dev.mcpjunit.model.Tool;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses at new names. Only ever a hint: what is gone is gone. */
final class RenameGuess {

    private static final double ENOUGH = 0.65;

    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private RenameGuess() {}

    /** Find the new tool that looks like one that is gone. */
    static Optional<String> renamed(Tool gone, List<Tool> candidates) {
        return candidates.stream()
                .filter(other -> of(gone, other) >= ENOUGH)
                .max(Comparator.comparingDouble(other -> of(gone, other)))
                .map(other -> "renamed to '" + other.name() + "'?");
    }

    private static double of(Tool one, Tool other) {
        String name = Lookalikes.folded(one.name());
        String otherName = Lookalikes.folded(other.name());
        boolean extended = Math.min(name.length(), otherName.length()) > 3
                && (name.startsWith(otherName) || otherName.startsWith(name));
        // The same arguments under a longer name are more than a coincidence.
        return extended && overlap(arguments(one), arguments(other)) >= 0.5 ? 1 : likeness(one, other);
    }

    private static double likeness(Tool one, Tool other) {
        return 0.40
                        * overlap(
                                words(one.description().orElse("")),
                                words(other.description().orElse("")))
                + 0.35 * overlap(words(spaced(one.name())), words(spaced(other.name())))
                + 0.25 * overlap(arguments(one), arguments(other));
    }

    private static String spaced(String name) {
        return name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").replace('_', ' ');
    }

    private static Set<String> words(String text) {
        var words = new HashSet<>(List.of(WORD.split(text.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }

    private static Set<String> arguments(Tool tool) {
        return tool.raw()
                .object("inputSchema")
                .flatMap(schema -> schema.object("properties"))
                .map(properties -> properties.names())
                .orElse(Set.of());
    }

    private static double overlap(Set<String> one, Set<String> other) {
        var union = new HashSet<>(one);
        union.addAll(other);
        var common = new HashSet<>(one);
        common.retainAll(other);
        return union.isEmpty() ? 1 : (double) common.size() / union.size();
    }
}
