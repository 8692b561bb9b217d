/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Signs of an attack in one text, or in several that are read one after the other. */
final class SuspiciousText {

    /** Letters that were pulled apart so far that the seams between the words are lost. */
    private static final Pattern SQUEEZED = Pattern.compile(
            "(ignore|disregard|forget)(all|any|the|your)*(previous|prior|above|earlier)(instructions|rules|prompts)"
                    + "|(donot|dont|never)(tell|inform|notify|mentiontothe)(the)?(user|anyone)");

    private static final int SHORTEST = 16;

    /** Reading takes time in proportion to the text. */
    private static final int LONGEST = 200_000;

    private static final int SHOWN = 100;

    private static final List<Reading> IN_ONE_SENTENCE = Stream.<List<? extends Reading>>of(
                    Wording.STRONG,
                    Wording.ENGLISH,
                    Manipulations.ALL,
                    Leaks.IN_ONE_SENTENCE,
                    Flows.ALL,
                    Orders.ALL,
                    OtherLanguages.ALL,
                    Tongues.ALL)
            .<Reading>flatMap(List::stream)
            .toList();

    private SuspiciousText() {}

    /** The signs of a text. Of a very long one, which no person reads either, only the two ends are read. */
    static List<Found> in(String text) {
        if (text.length() <= LONGEST) {
            return inWhole(text);
        }
        int half = LONGEST / 2;
        var found = new ArrayList<>(inWhole(text.substring(0, half)));
        found.addAll(inWhole(text.substring(text.length() - half)));
        found.add(new Found(Sign.HIDDEN_TEXT, text.substring(half, half + SHOWN)));
        return found.stream().distinct().toList();
    }

    private static List<Found> inWhole(String text) {
        if (isOneWord(text)) {
            return List.of();
        }
        var found = new ArrayList<>(HiddenCharacters.in(text));
        String visible = Folded.visible(text);
        found.addAll(Markup.in(visible));
        found.addAll(wordings(visible));
        for (String reading : Payloads.in(visible)) {
            List<Found> inside = new ArrayList<>(wordings(reading));
            inside.addAll(Markup.in(reading));
            if (!inside.isEmpty() && !found.containsAll(inside)) {
                found.add(new Found(Sign.ENCODED_TEXT, reading));
                found.addAll(inside);
            }
        }
        Payloads.squeezed(visible).stream()
                .filter(word ->
                        SQUEEZED.matcher(Folded.of(word).replace(" ", "")).find())
                .findFirst()
                .ifPresent(word -> found.add(new Found(Sign.ENCODED_TEXT, word)));
        return found;
    }

    /** The signs of what an argument is described by, which says what is to flow into it. */
    static List<Found> inArgument(String text) {
        var found = new ArrayList<>(in(text));
        String read = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        List<String> sentences = Folded.sentences(read);
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = Sentence.of(sentences.get(i));
            Arguments.ALL.stream()
                    .flatMap(reading -> reading.in(sentence).stream())
                    .forEach(found::add);
            Scenes.in(Scenes.OF_ARGUMENT, two(sentences, i)).forEach(found::add);
        }
        return found;
    }

    /** The signs of a name, whose words are joined by underscores or capitals. */
    static List<Found> inName(String name) {
        if (name.length() > LONGEST) {
            return in(name);
        }
        boolean spoken = name.indexOf(' ') >= 0 || name.indexOf('<') >= 0;
        var found = new ArrayList<>(spoken ? in(name) : HiddenCharacters.in(name));
        String folded = Folded.words(name);
        if (folded.indexOf(' ') < 0) {
            return found;
        }
        Sentence words = Sentence.of(folded);
        Stream.of(
                        Wording.STRONG,
                        Wording.ENGLISH,
                        Manipulations.ALL,
                        Leaks.IN_ONE_SENTENCE,
                        Leaks.names(),
                        OtherLanguages.ALL)
                .flatMap(List::stream)
                .flatMap(phrase -> phrase.in(words).stream())
                .forEach(found::add);
        return found;
    }

    /** The signs that texts have together and none of them has alone. */
    static List<Found> across(List<String> texts) {
        String all = String.join(" ", texts);
        String read = all.length() <= LONGEST ? all : all.substring(0, LONGEST);
        return Folded.sentences(read).stream()
                .map(Sentence::of)
                .flatMap(sentence -> Stream.of(Wording.STRONG, Leaks.IN_TWO_SENTENCES)
                        .flatMap(List::stream)
                        .flatMap(phrase -> phrase.in(sentence).stream()))
                .toList();
    }

    private static List<Found> wordings(String text) {
        var found = new ArrayList<Found>();
        List<Sentence> sentences =
                Folded.sentences(text).stream().map(Sentence::of).toList();
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            IN_ONE_SENTENCE.stream()
                    .flatMap(reading -> reading.in(sentence).stream())
                    .forEach(found::add);
            Sentence two = i + 1 < sentences.size() ? sentence.and(sentences.get(i + 1)) : sentence;
            Scenes.in(Scenes.SPOKEN, two.text()).forEach(found::add);
            Leaks.IN_TWO_SENTENCES.stream()
                    .flatMap(phrase -> phrase.in(two).stream())
                    .forEach(found::add);
        }
        return found;
    }

    private static String two(List<String> sentences, int first) {
        return String.join(" ", sentences.subList(first, Math.min(sentences.size(), first + 2)));
    }

    /** Most strings of a schema are words such as {@code string}, and nothing can hide in those. */
    private static boolean isOneWord(String text) {
        return text.length() < SHORTEST && text.chars().allMatch(each -> each > ' ' && each < 0x7F && each != '<');
    }
}
