/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The names that {@code patternProperties} declare.
 *
 * <p>A pattern declares a name if it matches no other name, or if all the names that it matches share a word: a run of
 * letters that cannot be another one or a longer one, as the {@code x} of {@code ^x-} and the {@code item} of <code>
 * ^item[0-9]+$</code>. A separator at the beginning or end counts as a word. Patterns such as {@code ^[a-z_]+$},
 * {@code ^[^~]*$}, and {@code ^x} match many other names as well, so they do not say that this one still means
 * something. Patterns with the same schema count together.
 */
final class NamePatterns {

    private static final long EFFORT = 100_000;

    /** How far from a letter outside ASCII other letters of its alphabet are tried. */
    private static final int NEIGHBORS = 12;

    /** A word of this many more letters is another word. */
    private static final int MANY = 12;

    /** A pattern can list a few words, as {@code ^items?$} and {@code ^(a|b)$}. */
    private static final int FEW = 3;

    private static final String SEPARATORS = "_-.:/ ";

    private final Map<JsonValue, List<Regex>> bySchema = new LinkedHashMap<>();

    /**
     * Add a pattern.
     *
     * @param described the schema of the members that it matches
     * @throws InvalidRegexException if the pattern cannot be read
     */
    void add(String pattern, JsonValue described) {
        JsonValue schema = saysNothing(described) ? JsonBoolean.TRUE : described;
        bySchema.computeIfAbsent(schema, first -> new ArrayList<>()).add(Regex.parse(pattern));
    }

    /** Whether a member of this name is one of those that a pattern is about. */
    boolean declare(String name) {
        return bySchema.values().stream().anyMatch(patterns -> match(patterns, name) && dependOn(patterns, name));
    }

    /** Whether some pattern matches the name. */
    boolean accept(String name) {
        return bySchema.values().stream().anyMatch(patterns -> match(patterns, name));
    }

    /** Whether some pattern matches the name and says what such members look like. */
    boolean describe(String name) {
        return bySchema.entrySet().stream()
                .anyMatch(each -> !each.getKey().equals(JsonBoolean.TRUE) && match(each.getValue(), name));
    }

    /** Whether a schema constrains nothing, whatever it says about the value. */
    static boolean saysNothing(JsonValue schema) {
        return schema.equals(JsonBoolean.TRUE)
                || (schema instanceof JsonObject object
                        && object.names().stream().noneMatch(About::constrains));
    }

    private static boolean match(List<Regex> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** Whether all names that the patterns match must contain a word of this name. */
    private static boolean dependOn(List<Regex> patterns, String name) {
        int[] points = name.codePoints().toArray();
        boolean hasLetters = name.codePoints().anyMatch(Character::isLetter);
        int start = 0;
        while (start < points.length) {
            int end = start + 1;
            boolean word = isWord(points[start], hasLetters);
            while (word && end < points.length && isWord(points[end], hasLetters)) {
                end++;
            }
            boolean counts = word || start == 0 || end == points.length;
            if (counts
                    && cannotBeAnother(patterns, points, start, end, hasLetters)
                    && cannotBeLonger(patterns, points, start, end, word)) {
                return true;
            }
            start = end;
        }
        return false;
    }

    /** Names without letters are words of digits. */
    private static boolean isWord(int point, boolean hasLetters) {
        return hasLetters ? Character.isLetter(point) : Character.isDigit(point);
    }

    /** Whether there is a place of a word where other characters of the same kind, but for a few, do not match. */
    private static boolean cannotBeAnother(List<Regex> patterns, int[] points, int start, int end, boolean hasLetters) {
        return IntStream.range(start, end)
                .anyMatch(place -> others(points[place], hasLetters)
                                .filter(other -> match(patterns, with(points, place, other)))
                                .limit(FEW + 1)
                                .count()
                        <= FEW);
    }

    /** Whether the patterns match no name with more letters in a word, or only a few. */
    private static boolean cannotBeLonger(List<Regex> patterns, int[] points, int start, int end, boolean word) {
        int few = 0;
        for (int place = start; place <= end; place++) {
            // What is between a separator and the rest of the name belongs to the rest.
            if (!word && place > 0 && place < points.length) {
                continue;
            }
            int near = points[Math.min(place, end - 1)];
            IntStream own = Character.isLetter(near) ? IntStream.of(near) : IntStream.empty();
            for (int letter : IntStream.concat(own, others(near, false)).toArray()) {
                if (match(patterns, longer(points, place, letter, MANY))) {
                    return false;
                }
                few += match(patterns, longer(points, place, letter, 1)) ? 1 : 0;
            }
        }
        return few <= FEW;
    }

    private static String longer(int[] points, int place, int letter, int times) {
        return new String(points, 0, place)
                + new String(Character.toChars(letter)).repeat(times)
                + new String(points, place, points.length - place);
    }

    private static String with(int[] points, int place, int other) {
        int[] changed = points.clone();
        changed[place] = other;
        return new String(changed, 0, changed.length);
    }

    /** Other characters of the same kind. A name of digits alone differs from all that have letters. */
    private static IntStream others(int point, boolean hasLetters) {
        IntStream alike;
        if (point >= 'a' && point <= 'z') {
            alike = IntStream.rangeClosed('a', 'z');
        } else if (point >= 'A' && point <= 'Z') {
            alike = IntStream.rangeClosed('A', 'Z');
        } else if (point >= '0' && point <= '9') {
            alike = hasLetters ? IntStream.rangeClosed('0', '9') : IntStream.rangeClosed('a', 'z');
        } else if (Character.isLetter(point)) {
            alike = IntStream.rangeClosed(point - NEIGHBORS, point + NEIGHBORS)
                    .filter(other -> Character.getType(other) == Character.getType(point)
                            && Character.UnicodeScript.of(other) == Character.UnicodeScript.of(point));
        } else {
            alike = IntStream.concat(SEPARATORS.chars(), IntStream.rangeClosed('a', 'z'));
        }
        return alike.filter(other -> other != point);
    }

    private static boolean matches(Regex pattern, String name) {
        try {
            return pattern.matches(name, Effort.of(EFFORT));
        } catch (EffortExhaustedException endless) {
            return true;
        }
    }
}
