/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A folded sentence and the beginnings of its words.
 *
 * @param stems the first letters of each word, {@value Cues#LENGTH} at most
 * @param isAscii whether it has no other letters than those of English
 */
record Sentence(String text, Set<String> stems, boolean isAscii) {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}']+");

    static Sentence of(String text) {
        Set<String> stems = new HashSet<>();
        BETWEEN.splitAsStream(text).forEach(word -> {
            stems.add(Cues.stem(word));
            int elided = word.indexOf('\'') + 1;
            if (elided > 0) {
                stems.add(Cues.stem(word.substring(0, elided)));
                stems.add(Cues.stem(word.substring(elided)));
            }
        });
        return new Sentence(text, stems, Folded.isAscii(text));
    }

    Sentence and(Sentence next) {
        Set<String> all = new HashSet<>(stems);
        all.addAll(next.stems);
        return new Sentence(text + " " + next.text, all, isAscii && next.isAscii);
    }
}
