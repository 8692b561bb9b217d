/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import dev.mcpjunit.json.internal.regex.Expression.Anchor;
import dev.mcpjunit.json.internal.regex.Expression.Look;
import dev.mcpjunit.json.internal.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as the {@code pattern} of a JSON Schema means it: ECMA-262 in Unicode mode, looked for anywhere
 * in a text. Thread-safe; two are equal when their sources are.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Regex {

    /** A part that must, or must not, match for the whole to match. */
    record Part(Automaton automaton, boolean wanted) {}

    private final String source;
    private final List<Part> parts;
    private final @Nullable Pattern fallback;

    private Regex(String source, List<Part> parts, @Nullable Pattern fallback) {
        this.source = source;
        this.parts = parts;
        this.fallback = fallback;
    }

    /**
     * Read a regular expression.
     *
     * @param source its text, without delimiters or flags
     * @throws InvalidRegexException if the text is none, or needs something that cannot be evaluated here
     */
    public static Regex parse(String source) {
        Expression expression = RegexParser.parse(source);
        Optional<List<Part>> parts = regularParts(expression);
        if (parts.isPresent()) {
            return new Regex(source, parts.get(), null);
        }
        try {
            return new Regex(source, List.of(), JavaPattern.compile(expression));
        } catch (PatternSyntaxException beyondJava) {
            throw new InvalidRegexException(source, 0, "it cannot be evaluated: " + beyondJava.getDescription());
        }
    }

    /** Also sees {@code ^(?=…)(?!…)…} as regular: looking ahead from the start is a condition on the whole text. */
    private static Optional<List<Part>> regularParts(Expression expression) {
        var parts = new ArrayList<Part>();
        Expression rest = expression;
        if (expression instanceof Sequence sequence && sequence.parts().size() > 1) {
            List<Expression> terms = sequence.parts();
            int looks = 1;
            while (terms.get(0) == Anchor.START
                    && looks < terms.size()
                    && terms.get(looks) instanceof Look look
                    && look.ahead()) {
                Optional<Automaton> ahead = AutomatonBuilder.build(new Sequence(List.of(Anchor.START, look.body())));
                if (ahead.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(new Part(ahead.get(), !look.negated()));
                looks++;
            }
            var others = new ArrayList<Expression>();
            others.add(terms.get(0));
            others.addAll(terms.subList(looks, terms.size()));
            rest = new Sequence(others);
        }
        return AutomatonBuilder.build(rest).map(automaton -> {
            parts.add(new Part(automaton, true));
            return List.copyOf(parts);
        });
    }

    /**
     * Whether this is a regular expression in the narrow sense, so that questions about all texts it matches can be
     * answered.
     *
     * @return {@code false} where it looks around or back
     */
    public boolean isRegular() {
        return fallback == null;
    }

    /**
     * Look for this in a text.
     *
     * @throws EffortExhaustedException if the search costs more than it may
     */
    public boolean matches(String text, Effort effort) {
        if (fallback != null) {
            try {
                return fallback.matcher(new MeteredText(text, effort)).find();
            } catch (StackOverflowError tooDeep) {
                throw new EffortExhaustedException("matching '" + source + "' needs too much stack");
            }
        }
        for (Part part : parts) {
            if (part.automaton().matches(text, effort) != part.wanted()) {
                return false;
            }
        }
        return true;
    }

    List<Part> parts() {
        return parts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Regex regex && source.equals(regex.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }

    /** Backtracking reads characters over and over; each reading is paid for. */
    private record MeteredText(CharSequence text, Effort effort) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            effort.spend(1);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }
    }
}
