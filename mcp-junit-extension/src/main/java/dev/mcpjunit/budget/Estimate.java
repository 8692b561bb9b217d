/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

/** Estimates the number of tokens of a text without a vocabulary, in one pass. */
final class Estimate {

    private static final int LETTERS = 8;
    private static final int DIGITS = 3;
    private static final int SIGNS = 5;

    private enum Kind {
        LETTER(LETTERS),
        DIGIT(DIGITS),
        SIGN(SIGNS),
        IDEOGRAPH(1),
        SPACE(0);

        private final int perToken;

        Kind(int perToken) {
            this.perToken = perToken;
        }

        static Kind of(int point) {
            if (Character.isIdeographic(point)) {
                return IDEOGRAPH;
            }
            if (Character.isLetter(point) || Character.getType(point) == Character.NON_SPACING_MARK) {
                return LETTER;
            }
            if (Character.isDigit(point)) {
                return DIGIT;
            }
            return Character.isWhitespace(point) ? SPACE : SIGN;
        }
    }

    private Estimate() {}

    static int count(String text) {
        int tokens = 0;
        int length = 0;
        Kind kind = Kind.SPACE;
        boolean afterLowerCase = false;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            Kind next = Kind.of(point);
            boolean beginsWord = afterLowerCase && Character.isUpperCase(point);
            afterLowerCase = Character.isLowerCase(point);
            if (next != kind || beginsWord) {
                tokens += tokens(kind, length);
                kind = next;
                length = 0;
            }
            length++;
        }
        return tokens + tokens(kind, length);
    }

    private static int tokens(Kind kind, int length) {
        return kind.perToken == 0 ? 0 : (length + kind.perToken - 1) / kind.perToken;
    }
}
