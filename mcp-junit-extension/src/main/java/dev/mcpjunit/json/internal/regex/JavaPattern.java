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
import java.util.regex.Pattern;

/**
 * An expression that is not regular (it looks around or back) for Java's own engine. It is printed from the syntax
 * tree, with every character spelled as a number, so that no difference between the two syntaxes can show.
 */
final class JavaPattern {

    private static final String WORD = "[0-9A-Za-z_]";
    private static final String BOUNDARY = "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
    private static final String NO_BOUNDARY = "(?:(?<=" + WORD + ")(?=" + WORD + ")|(?<!" + WORD + ")(?!" + WORD + "))";

    private final StringBuilder text = new StringBuilder();

    private JavaPattern() {}

    static Pattern compile(Expression expression) {
        var printer = new JavaPattern();
        printer.print(expression);
        return Pattern.compile(printer.text.toString());
    }

    private void print(Expression expression) {
        if (expression instanceof Chars chars) {
            print(chars.set());
        } else if (expression instanceof Sequence sequence) {
            text.append("(?:");
            sequence.parts().forEach(this::print);
            text.append(')');
        } else if (expression instanceof Choice choice) {
            String separator = "(?:";
            for (Expression option : choice.options()) {
                text.append(separator);
                print(option);
                separator = "|";
            }
            text.append(')');
        } else if (expression instanceof Repeat repeat) {
            text.append("(?:");
            print(repeat.body());
            text.append("){").append(repeat.min()).append(',');
            text.append(repeat.max() == Repeat.UNBOUNDED ? "" : repeat.max()).append('}');
        } else if (expression instanceof Look look) {
            text.append("(?").append(look.ahead() ? "" : "<").append(look.negated() ? '!' : '=');
            print(look.body());
            text.append(')');
        } else if (expression instanceof Capture capture) {
            text.append('(');
            print(capture.body());
            text.append(')');
        } else if (expression instanceof BackReference reference) {
            text.append("(?:\\").append(reference.number()).append(')');
        } else if (expression instanceof Anchor anchor) {
            text.append(
                    switch (anchor) {
                        case START -> "\\A";
                        case END -> "\\z";
                        case WORD_BOUNDARY -> BOUNDARY;
                        case NO_WORD_BOUNDARY -> NO_BOUNDARY;
                    });
        }
    }

    private void print(CharSet set) {
        int[] flips = set.flips();
        if (flips.length == 0) {
            text.append("(?!)");
            return;
        }
        text.append('[');
        for (int i = 0; i < flips.length; i += 2) {
            text.append(String.format("\\x{%x}-\\x{%x}", flips[i], flips[i + 1] - 1));
        }
        text.append(']');
    }
}
