/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as a nondeterministic automaton that looks for a match anywhere in a text. A state either waits
 * for one character, or leads on freely, or leads on at the start or the end of the text only.
 */
final class Automaton {

    /** The state of having matched, whatever follows. */
    static final int MATCHED = 0;

    enum Guard {
        FREE,
        AT_START,
        AT_END
    }

    /** One state: {@code on} is null where no character is read. */
    static final class State {
        private final @Nullable CharSet on;
        private final Guard guard;
        private final int[] next;

        private State(@Nullable CharSet on, Guard guard, int... next) {
            this.on = on;
            this.guard = guard;
            this.next = next;
        }

        static State reading(CharSet on, int next) {
            return new State(on, Guard.FREE, next);
        }

        static State leading(Guard guard, int... next) {
            return new State(null, guard, next);
        }
    }

    /** Where the automaton may be; only states that wait for something. Equal sets behave alike from here on. */
    static final class Places {
        private final int[] states;

        private Places(int[] states) {
            this.states = states;
        }

        boolean matched() {
            return states.length == 1 && states[0] == MATCHED;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Places places && Arrays.equals(states, places.states);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(states);
        }
    }

    private final List<State> states;
    private final int entry;

    Automaton(List<State> states, int entry) {
        this.states = List.copyOf(states);
        this.entry = entry;
    }

    Set<CharSet> charSets() {
        var sets = new LinkedHashSet<CharSet>();
        for (State state : states) {
            if (state.on != null) {
                sets.add(state.on);
            }
        }
        return sets;
    }

    Places start(Effort effort) {
        return close(new int[] {entry}, 1, true, false, effort);
    }

    Places step(Places from, int codePoint, Effort effort) {
        if (from.matched()) {
            return from;
        }
        int[] reached = new int[from.states.length + 1];
        int size = 0;
        for (int place : from.states) {
            State state = states.get(place);
            if (state.on != null && state.on.contains(codePoint)) {
                reached[size++] = state.next[0];
            }
        }
        // A match may begin at every place.
        reached[size++] = entry;
        return close(reached, size, false, false, effort);
    }

    boolean acceptsAtEnd(Places places, boolean atStart, Effort effort) {
        return places.matched()
                || close(places.states, places.states.length, atStart, true, effort)
                        .matched();
    }

    boolean matches(String text, Effort effort) {
        Places places = start(effort);
        int at = 0;
        while (at < text.length() && !places.matched()) {
            int c = text.codePointAt(at);
            places = step(places, c, effort);
            at += Character.charCount(c);
        }
        return acceptsAtEnd(places, text.isEmpty(), effort);
    }

    private Places close(int[] from, int size, boolean atStart, boolean atEnd, Effort effort) {
        var seen = new BitSet(states.size());
        var waiting = new BitSet(states.size());
        int[] stack = new int[states.size() + size];
        int top = 0;
        for (int i = 0; i < size; i++) {
            if (!seen.get(from[i])) {
                seen.set(from[i]);
                stack[top++] = from[i];
            }
        }
        while (top > 0) {
            int place = stack[--top];
            effort.spend(1);
            if (place == MATCHED) {
                return new Places(new int[] {MATCHED});
            }
            State state = states.get(place);
            boolean free = state.on == null
                    && switch (state.guard) {
                        case FREE -> true;
                        case AT_START -> atStart;
                        case AT_END -> atEnd;
                    };
            if (free) {
                for (int next : state.next) {
                    if (!seen.get(next)) {
                        seen.set(next);
                        stack[top++] = next;
                    }
                }
            } else if (state.guard != Guard.AT_START) {
                waiting.set(place);
            }
        }
        return new Places(waiting.stream().toArray());
    }
}
