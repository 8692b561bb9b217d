/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

/** The parts of a regular expression that stand for a set of characters: escapes and classes in brackets. */
final class ClassParser {

    private final Cursor in;

    ClassParser(Cursor in) {
        this.in = in;
    }

    CharSet afterBracket() {
        boolean negated = in.take('^');
        CharSet set = CharSet.NONE;
        while (!in.take(']')) {
            CharSet first = member();
            if (in.take('-')) {
                if (in.take(']')) {
                    set = set.union(first).union(CharSet.of('-'));
                    break;
                }
                CharSet last = member();
                set = set.union(range(first, last));
            } else {
                set = set.union(first);
            }
        }
        return negated ? set.complement() : set;
    }

    private CharSet range(CharSet first, CharSet last) {
        int low = single(first);
        int high = single(last);
        if (low < 0 || high < 0) {
            // [\w-.]: no range can start or end with a class, so all three are meant.
            return first.union(CharSet.of('-')).union(last);
        }
        if (low > high) {
            throw in.error("range out of order in a class");
        }
        return CharSet.range(low, high);
    }

    private static int single(CharSet set) {
        int[] flips = set.flips();
        return flips.length == 2 && flips[1] == flips[0] + 1 ? flips[0] : -1;
    }

    private CharSet member() {
        if (in.atEnd()) {
            throw in.error("unclosed class");
        }
        return in.take('\\') ? afterBackslash(true) : CharSet.of(in.next());
    }

    CharSet afterBackslash(boolean inClass) {
        int c = in.next();
        return switch (c) {
            case 'd' -> CharSet.DIGITS;
            case 'D' -> CharSet.DIGITS.complement();
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.WORD.complement();
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.SPACE.complement();
            case 'p' -> property();
            case 'P' -> property().complement();
            case 't' -> CharSet.of('\t');
            case 'n' -> CharSet.of('\n');
            case 'v' -> CharSet.of(0x0B);
            case 'f' -> CharSet.of('\f');
            case 'r' -> CharSet.of('\r');
            case 'x' -> CharSet.of(in.hex(2));
            case 'u' -> CharSet.of(unicode());
            case 'c' -> control();
            case '0' -> nul();
            case 'b' -> {
                if (!inClass) {
                    throw in.error("misplaced \\b");
                }
                yield CharSet.of('\b');
            }
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw in.error("unknown escape \\" + Character.toString(c));
                }
                yield CharSet.of(c);
            }
        };
    }

    private CharSet nul() {
        if (!in.atEnd() && Character.isDigit(in.peek())) {
            throw in.error("octal escape");
        }
        return CharSet.of(0);
    }

    private CharSet control() {
        int letter = in.next();
        if (letter > 'z' || !Character.isLetter(letter)) {
            throw in.error("\\c needs a letter");
        }
        return CharSet.of(letter % 32);
    }

    private int unicode() {
        if (in.take('{')) {
            String digits = in.until('}');
            if (!digits.matches("[0-9a-fA-F]{1,8}") || Long.parseLong(digits, 16) >= CharSet.LIMIT) {
                throw in.error("no code point in \\u{…}");
            }
            return Integer.parseInt(digits, 16);
        }
        int unit = in.hex(4);
        if (Character.isHighSurrogate((char) unit) && in.take("\\u")) {
            int low = in.hex(4);
            if (!Character.isLowSurrogate((char) low)) {
                throw in.error("a high surrogate without its low one");
            }
            return Character.toCodePoint((char) unit, (char) low);
        }
        return unit;
    }

    private CharSet property() {
        if (!in.take('{')) {
            throw in.error("\\p needs a name in braces");
        }
        String name = in.until('}');
        return UnicodeProperty.find(name).orElseThrow(() -> in.error("unknown Unicode property '" + name + "'"));
    }
}
