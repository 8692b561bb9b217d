/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ideas that show a sign when they come together in one sentence, in any order: for example to put, a password, and an
 * argument.
 *
 * @param sign the sign
 * @param act what is to be done; "do not" before it turns it round
 * @param others the further ideas
 * @param unless what makes the sentence harmless
 * @param cues what a sentence needs to be worth a closer look
 */
record Together(Sign sign, Pattern act, List<Pattern> others, Optional<Pattern> unless, Cues cues) implements Reading {

    /** Ideas that are further apart are in a list, not in a sentence. */
    private static final int WIDEST = 400;

    static Together of(Sign sign, String act, String... others) {
        return new Together(
                sign,
                Phrase.compile(act),
                List.of(others).stream().map(Phrase::compile).toList(),
                Optional.empty(),
                Cues.of(Phrase.expanded(act)));
    }

    Together unless(String harmless) {
        return new Together(sign, act, others, Optional.of(Phrase.compile(harmless)), cues);
    }

    @Override
    public Optional<Found> in(Sentence sentence) {
        if (!cues.mayBeIn(sentence)) {
            return Optional.empty();
        }
        String text = sentence.text().length() <= WIDEST
                ? sentence.text()
                : sentence.text().substring(0, WIDEST);
        Matcher acts = act.matcher(text);
        while (acts.find()) {
            Optional<Found> found = around(text, acts.start(), acts.end());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> around(String text, int from, int to) {
        if (Phrase.isNegated(text, from)
                || unless.filter(each -> each.matcher(text).find()).isPresent()) {
            return Optional.empty();
        }
        var starts = new ArrayList<Integer>(List.of(from));
        var ends = new ArrayList<Integer>(List.of(to));
        for (Pattern other : others) {
            Matcher matcher = other.matcher(text);
            if (!matcher.find()) {
                return Optional.empty();
            }
            starts.add(matcher.start());
            ends.add(matcher.end());
        }
        int start = starts.stream().min(Integer::compare).orElse(from);
        int end = ends.stream().max(Integer::compare).orElse(to);
        return Quotation.isMentioned(text, start, end)
                ? Optional.empty()
                : Optional.of(new Found(sign, text.substring(start, end)));
    }
}
