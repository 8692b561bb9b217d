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
 * <p>A pattern declares a name only if it depends on it: at some place of the name no other letter may stand, as the
 * {@code x} of {@code ^x-}. A pattern such as {@code ^[a-z_]+$} or {@code ^[^~]*$} matches any other name as well, so
 * it does not say that this one still means something. Patterns with the same schema count together.
 */
final class NamePatterns {

    private static final long EFFORT = 100_000;

    /** How far from a letter outside ASCII other letters of its alphabet are tried. */
    private static final int NEIGHBORS = 12;

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

    /** Whether there is a place of the name where every other character of the same kind makes it another name. */
    private static boolean dependOn(List<Regex> patterns, String name) {
        int[] points = name.codePoints().toArray();
        boolean hasLetters = name.codePoints().anyMatch(Character::isLetter);
        return IntStream.range(0, points.length).anyMatch(place -> others(points[place], hasLetters)
                .noneMatch(other -> match(patterns, with(points, place, other))));
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
