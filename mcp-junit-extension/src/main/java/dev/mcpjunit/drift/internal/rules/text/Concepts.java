/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words of each concept, in all languages. The table is {@code concepts.txt}; its head describes the notation.
 *
 * <p>A lookup starts from the first word of an expression, so that reading a sentence takes time in proportion to its
 * length.
 */
final class Concepts {

    private static final String TABLE = "concepts.txt";

    /** An expression that ends with an asterisk matches all words that begin with it. */
    private static final int SHORTEST_PREFIX = 3;

    /** How many words an underscore may stand for. */
    private static final int WIDEST_GAP = 4;

    /**
     * An expression of a concept.
     *
     * @param words its words; each is a word, the beginning of words, or a gap
     * @param isInflected whether the first word is a form of a verb that gives no order
     * @param isVerb whether the first word is a verb of English, which gives orders only at the start of a clause
     */
    record Expression(String concept, List<String> words, boolean isInflected, boolean isVerb) {}

    private static final Map<String, List<Expression>> WORDS = new HashMap<>();
    private static final Map<String, List<Expression>> PREFIXES = new HashMap<>();
    private static final Set<String> NAMES = new HashSet<>();

    static {
        String concept = "";
        for (String line : lines()) {
            int colon = line.indexOf(':');
            if (!line.startsWith(" ")) {
                concept = line.substring(0, colon);
                NAMES.add(concept);
            }
            for (String expression : line.substring(colon + 1).split(",", -1)) {
                add(concept, expression.strip());
            }
        }
    }

    private Concepts() {}

    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(Concepts.class.getResourceAsStream(TABLE), TABLE)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static boolean isKnown(String concept) {
        return NAMES.contains(concept)
                || Stream.of(Token.Kind.values()).anyMatch(kind -> kind.name().equals(concept));
    }

    private static void add(String concept, String expression) {
        if (expression.isEmpty()) {
            return;
        }
        List<String> words = words(expression);
        String first = words.get(0);
        int plus = first.indexOf('+');
        if (plus < 0) {
            index(new Expression(concept, words, false, false));
            return;
        }
        String base = first.substring(0, plus);
        String irregular = first.substring(plus + 1);
        index(new Expression(concept, replaced(words, base), false, true));
        Stream<String> forms = irregular.isEmpty()
                ? Verbs.inflected(base)
                : Stream.concat(Verbs.present(base), Stream.of(irregular.split("/", -1)));
        forms.forEach(form -> index(new Expression(concept, replaced(words, form), true, true)));
    }

    private static List<String> replaced(List<String> words, String first) {
        var replaced = new ArrayList<>(words);
        replaced.set(0, first);
        return List.copyOf(replaced);
    }

    /** Scripts without spaces are read character by character. */
    private static List<String> words(String expression) {
        return Stream.of(expression.split(" ", -1))
                .flatMap(word -> word.indexOf('+') >= 0 || word.equals("_") || word.endsWith("*")
                        ? Stream.of(word)
                        : Token.in(word).stream().map(Token::text))
                .toList();
    }

    private static void index(Expression expression) {
        String first = expression.words().get(0);
        if (first.endsWith("*")) {
            PREFIXES.computeIfAbsent(first.substring(0, SHORTEST_PREFIX), key -> new ArrayList<>())
                    .add(expression);
        } else {
            WORDS.computeIfAbsent(first, key -> new ArrayList<>()).add(expression);
        }
    }

    /** The expressions that may begin with a word. */
    static List<Expression> beginningWith(String word) {
        List<Expression> exact = WORDS.getOrDefault(word, List.of());
        if (word.length() < SHORTEST_PREFIX) {
            return exact;
        }
        List<Expression> prefixes = PREFIXES.getOrDefault(word.substring(0, SHORTEST_PREFIX), List.of());
        return prefixes.isEmpty()
                ? exact
                : Stream.concat(exact.stream(), prefixes.stream()).toList();
    }

    /** Where an expression ends that begins at a token; -1 when it does not. */
    static int end(Expression expression, List<Token> tokens, int from) {
        int at = from;
        boolean gap = false;
        for (String word : expression.words()) {
            if (word.equals("_")) {
                gap = true;
                continue;
            }
            int last = gap ? Math.min(tokens.size() - 1, at + WIDEST_GAP) : at;
            int found = -1;
            for (int i = at; i <= last && i < tokens.size() && found < 0; i++) {
                if (matches(word, tokens.get(i).text())) {
                    found = i;
                } else if (tokens.get(i).isBreak()) {
                    return -1;
                }
            }
            if (found < 0) {
                return -1;
            }
            at = found + 1;
            gap = false;
        }
        return at;
    }

    private static boolean matches(String word, String text) {
        return word.endsWith("*") ? text.startsWith(word.substring(0, word.length() - 1)) : text.equals(word);
    }
}
