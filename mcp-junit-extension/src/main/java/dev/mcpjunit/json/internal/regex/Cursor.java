/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import dev.mcpjunit.json.internal.regex.Expression.Repeat;

/** A place in the text of a regular expression, moving by code points. */
final class Cursor {

    private final String source;
    private int at;

    Cursor(String source) {
        this.source = source;
    }

    boolean atEnd() {
        return at == source.length();
    }

    int peek() {
        return source.codePointAt(at);
    }

    int next() {
        if (atEnd()) {
            throw error("unexpected end");
        }
        int c = source.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    boolean take(char expected) {
        if (!atEnd() && source.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    boolean take(String expected) {
        if (source.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    String until(char end) {
        int found = source.indexOf(end, at);
        if (found < 0) {
            throw error("missing '" + end + "'");
        }
        String text = source.substring(at, found);
        at = found + 1;
        return text;
    }

    String groupName() {
        String name = until('>');
        if (!name.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*")) {
            throw error("no name for a group");
        }
        return name;
    }

    /** A decimal number; what is too large to matter becomes {@link Repeat#UNBOUNDED}. */
    int number() {
        long value = 0;
        while (!atEnd() && peek() >= '0' && peek() <= '9') {
            value = Math.min(value * 10 + (next() - '0'), Repeat.UNBOUNDED);
        }
        return (int) value;
    }

    int hex(int digits) {
        if (at + digits > source.length()) {
            throw error("too few hexadecimal digits");
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(source.charAt(at++), 16);
            if (digit < 0) {
                throw error("no hexadecimal digit");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /**
     * The numbers in {@code {2}}, {@code {2,}} or {@code {2,5}}; empty, without moving, where there is no such thing.
     */
    int[] counts() {
        int start = at;
        if (!take('{') || atEnd() || !Character.isDigit(peek())) {
            at = start;
            return new int[0];
        }
        int min = number();
        int max = min;
        if (take(',')) {
            max = !atEnd() && Character.isDigit(peek()) ? number() : Repeat.UNBOUNDED;
        }
        if (!take('}')) {
            at = start;
            return new int[0];
        }
        if (max < min) {
            throw error("numbers out of order in a quantifier");
        }
        return new int[] {min, max};
    }

    InvalidRegexException error(String problem) {
        return new InvalidRegexException(source, at, problem);
    }
}
