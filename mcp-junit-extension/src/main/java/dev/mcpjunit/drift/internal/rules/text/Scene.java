/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.drift.change.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Concepts that show a sign when a sentence mentions them together.
 *
 * @param terms what has to be mentioned, each at a place of its own
 * @param absent what makes the sentence harmless
 */
record Scene(Sign sign, List<Term> terms, Set<String> absent) {

    /** Concepts that are further apart are in a list, not in a sentence. */
    private static final int WIDEST = 40;

    private static final Mention NOWHERE = new Mention("", 0, 0, false, false);

    /** Further than this, the second of two concepts does not continue the first. */
    private static final int NEXT = 8;

    /** A heading or a bracket may come before the first word. */
    private static final int START = 4;

    /** @param negated whether it has to be denied, has to be affirmed, or may be either */
    private record Atom(String concept, Optional<Boolean> negated, boolean ordered) {

        static Atom of(String notation) {
            String concept = notation.replaceAll("[~!^]", "");
            if (!Concepts.isKnown(concept)) {
                throw new IllegalArgumentException("no concept " + concept);
            }
            boolean ordered = notation.endsWith("^");
            Optional<Boolean> negated = notation.startsWith("~")
                    ? Optional.of(true)
                    : ordered || notation.startsWith("!") ? Optional.of(false) : Optional.empty();
            return new Atom(concept, negated, ordered);
        }

        boolean is(Mention mention) {
            return negated.filter(each -> each != mention.isNegated()).isEmpty() && (!ordered || mention.isOrdered());
        }
    }

    private enum Place {
        ANY,
        /** Near the beginning of the sentence. */
        FIRST,
        /** Right after the concept before it. */
        NEXT
    }

    private record Term(Place place, List<Atom> alternatives) {

        static Term of(String notation) {
            char first = notation.charAt(0);
            Place place = first == '#' ? Place.FIRST : first == '>' ? Place.NEXT : Place.ANY;
            String atoms = place == Place.ANY ? notation : notation.substring(1);
            return new Term(
                    place, Stream.of(atoms.split("\\|", -1)).map(Atom::of).toList());
        }

        /** Whether one of its concepts is mentioned at all. */
        boolean mayBeIn(Mentions mentions) {
            for (Atom atom : alternatives) {
                if (mentions.has(atom.concept())) {
                    return true;
                }
            }
            return false;
        }

        /** The first mention that fits, near the anchor and at none of the places chosen before. */
        Optional<Mention> next(Mentions mentions, List<Mention> chosen) {
            for (Atom atom : alternatives) {
                for (Mention mention : mentions.mentioned(atom.concept())) {
                    if (atom.is(mention)
                            && Math.abs(mention.from() - chosen.get(0).from()) <= WIDEST
                            && fits(mention, chosen.get(chosen.size() - 1))
                            && chosen.stream().noneMatch(other -> other.from() == mention.from())) {
                        return Optional.of(mention);
                    }
                }
            }
            return Optional.empty();
        }

        List<Mention> anchors(Mentions mentions) {
            return alternatives.stream()
                    .flatMap(atom -> mentions.mentioned(atom.concept()).stream().filter(atom::is))
                    .filter(mention -> fits(mention, NOWHERE))
                    .toList();
        }

        private boolean fits(Mention mention, Mention previous) {
            return switch (place) {
                case ANY -> true;
                case FIRST -> mention.from() < START;
                case NEXT -> mention.from() >= previous.to() && mention.from() <= previous.to() + Scene.NEXT;
            };
        }
    }

    /**
     * Read the notation of a scene.
     *
     * @param notation concepts with spaces between them: {@code A|B} is one of two, {@code A^} is ordered, {@code ~A}
     *     is denied, {@code !A} is not, {@code #A} begins the sentence, {@code >A} follows the concept before it, and
     *     {@code -A} must not be mentioned
     */
    static Scene of(Sign sign, String notation) {
        List<String> words = List.of(notation.split(" ", -1));
        return new Scene(
                sign,
                words.stream()
                        .filter(word -> !word.startsWith("-"))
                        .map(Term::of)
                        .toList(),
                words.stream()
                        .filter(word -> word.startsWith("-"))
                        .map(word -> Atom.of(word.substring(1)).concept())
                        .collect(toSet()));
    }

    Optional<Found> in(Mentions mentions) {
        for (Term term : terms) {
            if (!term.mayBeIn(mentions)) {
                return Optional.empty();
            }
        }
        if (absent.stream().anyMatch(mentions::has)) {
            return Optional.empty();
        }
        for (Mention anchor : terms.get(0).anchors(mentions)) {
            Optional<Found> found = around(mentions, anchor);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> around(Mentions mentions, Mention anchor) {
        var chosen = new ArrayList<Mention>(List.of(anchor));
        for (Term term : terms.subList(1, terms.size())) {
            Optional<Mention> next = term.next(mentions, chosen);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            chosen.add(next.get());
        }
        int from = chosen.stream().mapToInt(Mention::from).min().orElse(0);
        int to = chosen.stream().mapToInt(Mention::to).max().orElse(0);
        Token first = mentions.tokens().get(from);
        Token last = mentions.tokens().get(to - 1);
        return Quotation.isMentioned(mentions.sentence(), first.start(), last.end())
                ? Optional.empty()
                : Optional.of(new Found(sign, mentions.passage(from, to)));
    }
}
