/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.util.HashSet;
import java.util.Set;

/**
 * What the first word of a wording may begin with. Most sentences have no such word, so that the wording itself need
 * not be tried on them.
 *
 * @param stems the first letters; empty when any sentence may match
 * @param foreign whether it begins with a letter that is not of ASCII
 */
record Cues(Set<String> stems, boolean foreign) {

    static final int LENGTH = 4;

    /** Read them off a regular expression that begins with a group of words; any other may match anywhere. */
    static Cues of(String regex) {
        String rest = regex.replaceFirst("^\\(\\?U\\)", "");
        boolean foreign = rest.startsWith("(") && rest.length() > 1 && rest.charAt(1) >= 0x80;
        return new Cues(stems(rest), foreign);
    }

    private static boolean isLetter(char each) {
        return Character.isLetter(each) || each == '\'';
    }

    private static Set<String> stems(String rest) {
        if (!rest.startsWith("\\b(") || hasBranches(rest)) {
            return Set.of();
        }
        Set<String> stems = new HashSet<>();
        var word = new StringBuilder();
        for (int i = 3; i < rest.length(); i++) {
            char each = rest.charAt(i);
            if (each == ')' || each == '|') {
                if (!add(stems, word, true)) {
                    return Set.of();
                }
                if (each == ')') {
                    boolean optional = i + 1 < rest.length() && "*?{".indexOf(rest.charAt(i + 1)) >= 0;
                    return optional ? Set.of() : Set.copyOf(stems);
                }
                word.setLength(0);
            } else if (word.length() < LENGTH && !isLetter(each)) {
                if (each != ' ' || !add(stems, word, true)) {
                    return Set.of();
                }
                i = endOfAlternative(rest, i) - 1;
            } else {
                word.append(each);
                if (word.length() == LENGTH) {
                    i = endOfAlternative(rest, i) - 1;
                }
            }
        }
        return Set.of();
    }

    private static boolean add(Set<String> stems, StringBuilder word, boolean whole) {
        if (word.length() > 0 && whole) {
            stems.add(word.toString());
        }
        return word.length() > 0;
    }

    private static int endOfAlternative(String regex, int from) {
        int depth = 0;
        for (int i = from; i < regex.length(); i++) {
            char each = regex.charAt(i);
            if (depth == 0 && (each == '|' || each == ')')) {
                return i;
            }
            depth += each == '(' ? 1 : each == ')' ? -1 : 0;
        }
        return regex.length();
    }

    private static boolean hasBranches(String regex) {
        int depth = 0;
        for (int i = 0; i < regex.length(); i++) {
            char each = regex.charAt(i);
            if (each == '\\') {
                i++;
            } else if (each == '|' && depth == 0) {
                return true;
            }
            depth += each == '(' ? 1 : each == ')' ? -1 : 0;
        }
        return false;
    }

    static String stem(String word) {
        return word.substring(0, Math.min(word.length(), LENGTH));
    }

    boolean mayBeIn(Sentence sentence) {
        if (foreign && sentence.isAscii()) {
            return false;
        }
        return stems.isEmpty() || stems.stream().anyMatch(sentence.stems()::contains);
    }
}
