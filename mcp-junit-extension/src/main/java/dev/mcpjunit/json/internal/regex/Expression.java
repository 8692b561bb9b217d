/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import java.util.List;

/** The syntax tree of a regular expression. Lazy quantifiers are plain ones here: they change what is captured only. */
sealed interface Expression {

    Expression EMPTY = new Sequence(List.of());

    record Chars(CharSet set) implements Expression {}

    record Sequence(List<Expression> parts) implements Expression {}

    record Choice(List<Expression> options) implements Expression {}

    /** Some repetitions; {@code max} is {@link #UNBOUNDED} where there is no upper limit. */
    record Repeat(Expression body, int min, int max) implements Expression {
        static final int UNBOUNDED = Integer.MAX_VALUE;
    }

    record Look(boolean ahead, boolean negated, Expression body) implements Expression {}

    record Capture(int number, Expression body) implements Expression {}

    record BackReference(int number) implements Expression {}

    enum Anchor implements Expression {
        START,
        END,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY
    }
}
