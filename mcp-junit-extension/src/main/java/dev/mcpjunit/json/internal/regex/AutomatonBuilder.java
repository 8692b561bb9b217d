/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import dev.mcpjunit.json.internal.regex.Automaton.Guard;
import dev.mcpjunit.json.internal.regex.Automaton.State;
import dev.mcpjunit.json.internal.regex.Expression.Anchor;
import dev.mcpjunit.json.internal.regex.Expression.Capture;
import dev.mcpjunit.json.internal.regex.Expression.Chars;
import dev.mcpjunit.json.internal.regex.Expression.Choice;
import dev.mcpjunit.json.internal.regex.Expression.Repeat;
import dev.mcpjunit.json.internal.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds automata from the back: each part is given the state that comes after it and returns its own first state. */
final class AutomatonBuilder {

    private static final int MAX_STATES = 20_000;

    private static final class Irregular extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Irregular() {
            super(null, null, false, false);
        }
    }

    private final List<State> states = new ArrayList<>();

    private AutomatonBuilder() {
        add(State.leading(Guard.FREE));
    }

    /** The automaton, or empty where the expression is not regular or its automaton would be too large. */
    static Optional<Automaton> build(Expression expression) {
        var builder = new AutomatonBuilder();
        try {
            int entry = builder.before(expression, Automaton.MATCHED);
            return Optional.of(new Automaton(builder.states, entry));
        } catch (Irregular notRegular) {
            return Optional.empty();
        }
    }

    /** An automaton for exactly these texts. */
    static Automaton anyOf(Set<String> texts) {
        var builder = new AutomatonBuilder();
        int end = builder.add(State.leading(Guard.AT_END, Automaton.MATCHED));
        int[] firsts = texts.stream()
                .mapToInt(text -> {
                    int first = end;
                    int[] codePoints = text.codePoints().toArray();
                    for (int i = codePoints.length - 1; i >= 0; i--) {
                        first = builder.add(State.reading(CharSet.of(codePoints[i]), first));
                    }
                    return first;
                })
                .toArray();
        int choice = builder.add(State.leading(Guard.FREE, firsts));
        int entry = builder.add(State.leading(Guard.AT_START, choice));
        return new Automaton(builder.states, entry);
    }

    private int add(State state) {
        states.add(state);
        return states.size() - 1;
    }

    private int before(Expression expression, int then) {
        if (states.size() > MAX_STATES) {
            throw new Irregular();
        }
        if (expression instanceof Chars chars) {
            return add(State.reading(chars.set(), then));
        }
        if (expression instanceof Sequence sequence) {
            int first = then;
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                first = before(sequence.parts().get(i), first);
            }
            return first;
        }
        if (expression instanceof Choice choice) {
            return add(State.leading(
                    Guard.FREE,
                    choice.options().stream()
                            .mapToInt(option -> before(option, then))
                            .toArray()));
        }
        if (expression instanceof Repeat repeat) {
            return before(repeat, then);
        }
        if (expression instanceof Capture capture) {
            return before(capture.body(), then);
        }
        if (expression == Anchor.START || expression == Anchor.END) {
            return add(State.leading(expression == Anchor.START ? Guard.AT_START : Guard.AT_END, then));
        }
        throw new Irregular();
    }

    private int before(Repeat repeat, int then) {
        int first = then;
        if (repeat.max() == Repeat.UNBOUNDED) {
            int loop = add(State.leading(Guard.FREE));
            int body = before(repeat.body(), loop);
            states.set(loop, State.leading(Guard.FREE, body, then));
            first = loop;
        } else {
            for (int i = repeat.min(); i < repeat.max(); i++) {
                first = add(State.leading(Guard.FREE, before(repeat.body(), first), then));
            }
        }
        for (int i = 0; i < repeat.min(); i++) {
            int before = first;
            first = before(repeat.body(), first);
            if (first == before) {
                // An empty body may be repeated without end at no cost.
                break;
            }
        }
        return first;
    }
}
