/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import dev.mcpjunit.json.internal.regex.Expression.Anchor;
import dev.mcpjunit.json.internal.regex.Expression.BackReference;
import dev.mcpjunit.json.internal.regex.Expression.Capture;
import dev.mcpjunit.json.internal.regex.Expression.Chars;
import dev.mcpjunit.json.internal.regex.Expression.Choice;
import dev.mcpjunit.json.internal.regex.Expression.Look;
import dev.mcpjunit.json.internal.regex.Expression.Repeat;
import dev.mcpjunit.json.internal.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads ECMA-262 in Unicode mode. Where only the older, non-Unicode mode has a meaning and that meaning is beyond doubt
 * (an escaped punctuation mark, a lone brace), it is taken; an escaped letter without a meaning never is, because other
 * dialects give those one ({@code \A}, {@code \Z}).
 */
final class RegexParser {

    private static final int MAX_DEPTH = 200;

    private final Cursor in;
    private final ClassParser classes;
    private final Map<String, Integer> names = new HashMap<>();
    private final List<String> namedReferences = new ArrayList<>();
    private int captures;
    private int depth;
    private int highestReference;

    private RegexParser(String source) {
        this.in = new Cursor(source);
        this.classes = new ClassParser(in);
    }

    static Expression parse(String source) {
        var parser = new RegexParser(source);
        Expression whole = parser.choice();
        if (!parser.in.atEnd()) {
            throw parser.in.error("unmatched ')'");
        }
        if (parser.highestReference > parser.captures) {
            throw parser.in.error("a reference to group " + parser.highestReference + ", which does not exist");
        }
        for (String name : parser.namedReferences) {
            if (!parser.names.containsKey(name)) {
                throw parser.in.error("a reference to group '" + name + "', which does not exist");
            }
        }
        return whole;
    }

    private Expression choice() {
        if (++depth > MAX_DEPTH) {
            throw in.error("groups nested too deeply");
        }
        var options = new ArrayList<Expression>();
        options.add(sequence());
        while (in.take('|')) {
            options.add(sequence());
        }
        depth--;
        return options.size() == 1 ? options.get(0) : new Choice(options);
    }

    private Expression sequence() {
        var parts = new ArrayList<Expression>();
        while (!in.atEnd() && in.peek() != '|' && in.peek() != ')') {
            parts.add(term());
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(List.copyOf(parts));
    }

    private Expression term() {
        Expression atom = atom();
        if (in.atEnd()) {
            return atom;
        }
        int min;
        int max;
        if (in.take('*')) {
            min = 0;
            max = Repeat.UNBOUNDED;
        } else if (in.take('+')) {
            min = 1;
            max = Repeat.UNBOUNDED;
        } else if (in.take('?')) {
            min = 0;
            max = 1;
        } else {
            int[] counted = in.counts();
            if (counted.length == 0) {
                return atom;
            }
            min = counted[0];
            max = counted[1];
        }
        if (atom instanceof Anchor || atom instanceof Look) {
            throw in.error("nothing to repeat");
        }
        in.take('?');
        return new Repeat(atom, min, max);
    }

    private Expression atom() {
        int c = in.next();
        return switch (c) {
            case '^' -> Anchor.START;
            case '$' -> Anchor.END;
            case '.' -> new Chars(CharSet.LINE_ENDS.complement());
            case '[' -> new Chars(classes.afterBracket());
            case '(' -> group();
            case '\\' -> escape();
            case '*', '+', '?' -> throw in.error("nothing to repeat");
            default -> new Chars(CharSet.of(c));
        };
    }

    private Expression group() {
        Expression inner;
        if (!in.take('?')) {
            int number = ++captures;
            inner = new Capture(number, choice());
        } else if (in.take(':')) {
            inner = choice();
        } else if (in.take('=')) {
            inner = new Look(true, false, choice());
        } else if (in.take('!')) {
            inner = new Look(true, true, choice());
        } else if (in.take("<=")) {
            inner = new Look(false, false, choice());
        } else if (in.take("<!")) {
            inner = new Look(false, true, choice());
        } else if (in.take('<')) {
            int number = ++captures;
            if (names.put(in.groupName(), number) != null) {
                throw in.error("two groups of one name");
            }
            inner = new Capture(number, choice());
        } else {
            throw in.error("unknown kind of group");
        }
        if (!in.take(')')) {
            throw in.error("unclosed group");
        }
        return inner;
    }

    private Expression escape() {
        if (in.take('b')) {
            return Anchor.WORD_BOUNDARY;
        }
        if (in.take('B')) {
            return Anchor.NO_WORD_BOUNDARY;
        }
        if (in.take("k<")) {
            String name = in.groupName();
            namedReferences.add(name);
            // Numbered by what was seen so far: a reference ahead of its group can only match the empty text.
            Integer number = names.get(name);
            return number == null ? Expression.EMPTY : new BackReference(number);
        }
        if (!in.atEnd() && in.peek() >= '1' && in.peek() <= '9') {
            int number = in.number();
            highestReference = Math.max(highestReference, number);
            return number > captures ? Expression.EMPTY : new BackReference(number);
        }
        return new Chars(classes.afterBackslash(false));
    }
}
