/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions about all texts that match an expression. */
class LanguageTests {

    private static final Effort EFFORT = Effort.UNLIMITED;

    private static Optional<String> inFirstOnly(String one, String other) {
        return new Language(List.of(Regex.parse(one)), List.of(Regex.parse(other)), Set.of(), 0, Long.MAX_VALUE)
                .example(EFFORT);
    }

    @ParameterizedTest(name = "all that match {0} match {1}")
    @CsvSource(delimiterString = " ~ ", textBlock = """
        ^[a-c]+$        ~ ^[a-z]*$
        ^a{3,5}$        ~ ^a{2,6}$
        ^(a|b)*$        ~ ^[ab]*$
        ^[ab]*$         ~ ^(a*b*)*$
        ^abc$           ~ b
        ^abc            ~ ^a
        ^\\d{4}-\\d\\d$ ~ ^[\\d-]+$
        ^(?=.*a).+$     ~ a
        ^(?!.*a).+$     ~ ^[^a]
        ^\\p{Lu}$       ~ ^\\p{L}$
        ^a+$            ~ ^(?!b)
        """)
    void one_language_is_part_of_another(String one, String other) {
        assertThat(inFirstOnly(one.replace("\\\\", "\\"), other.replace("\\\\", "\\")))
                .isEmpty();
    }

    @ParameterizedTest(name = "not all that match {0} match {1}: {2}")
    @CsvSource(delimiterString = " ~ ", textBlock = """
        ^[a-z]+$  ~ ^[a-c]+$ ~ d
        ^a{2,6}$  ~ ^a{3,5}$ ~ aa
        ^a*$      ~ ^a{0,3}$ ~ aaaa
        b         ~ ^b       ~ .b
        ^a        ~ a$       ~ a.
        """)
    void a_shortest_example_distinguishes_two_languages(String one, String other, String like) {
        String example = inFirstOnly(one, other).orElseThrow();

        assertThat(example).matches(Pattern.compile(like, Pattern.DOTALL));
    }

    @Test
    void lengths_and_exclusions_count() {
        Regex digits = Regex.parse("^[0-1]*$");

        assertThat(new Language(List.of(digits), List.of(), Set.of(), 3, 3).example(EFFORT))
                .hasValueSatisfying(text -> assertThat(text).matches("[01]{3}"));
        assertThat(new Language(List.of(digits), List.of(), Set.of("0", "1"), 1, 1).example(EFFORT))
                .isEmpty();
        assertThat(new Language(List.of(), List.of(), Set.of(), 2, 1).example(EFFORT))
                .isEmpty();
    }

    @Test
    void an_example_is_visible_where_it_can_be() {
        assertThat(new Language(List.of(), List.of(), Set.of(), 0, 9).example(EFFORT))
                .hasValueSatisfying(text -> assertThat(text).isNotEmpty());
    }

    @Test
    void what_looks_back_is_not_asked() {
        assertThatThrownBy(() -> inFirstOnly("^(a|b)\\1$", "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(20)
    void a_question_without_an_end_is_ended() {
        var language = new Language(
                List.of(Regex.parse("(a|b)*a(a|b){24}")),
                List.of(Regex.parse("(a|b)*b(a|b){25}")),
                Set.of(),
                60,
                Long.MAX_VALUE);

        assertThatThrownBy(() -> language.example(Effort.of(50_000))).isInstanceOf(EffortExhaustedException.class);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** In Java's syntax, where a dot and an end mean something else. */
    private static Pattern java(String expression) {
        return Pattern.compile(
                expression.replace(".", "[^\\n\\r\\u2028\\u2029]").replace("$", "\\z"));
    }

    private static String expression(Random random, int depth) {
        if (depth == 0) {
            return List.of("a", "b", "c", "[ab]", "[^a]", ".").get(random.nextInt(6));
        }
        String inner = expression(random, depth - 1);
        return switch (random.nextInt(7)) {
            case 0 -> inner + expression(random, depth - 1);
            case 1 -> "(?:" + inner + "|" + expression(random, depth - 1) + ")";
            case 2 -> "(?:" + inner + ")*";
            case 3 -> "(?:" + inner + ")?";
            case 4 -> "(?:" + inner + "){1,2}";
            case 5 -> "(?:^" + inner + "|" + expression(random, depth - 1) + "$)";
            default -> inner;
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(4)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void automata_agree_with_backtracking(long seed) {
        var random = new Random(seed);
        String source = expression(random, 4);
        Regex regex = Regex.parse(source);
        Pattern java = java(source);

        for (int i = 0; i < 60; i++) {
            String text = text(random);
            assertThat(regex.matches(text, EFFORT))
                    .as("%s in '%s'", source, text)
                    .isEqualTo(java.matcher(text).find());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_example_is_one_and_where_there_is_none_no_text_is_one(long seed) {
        var random = new Random(seed);
        String one = expression(random, 3);
        String other = expression(random, 3);
        Pattern matching = java(one);
        Pattern notMatching = java(other);
        Optional<String> example = inFirstOnly(one, other);

        if (example.isPresent()) {
            assertThat(matching.matcher(example.get()).find()).as(one).isTrue();
            assertThat(notMatching.matcher(example.get()).find()).as(other).isFalse();
            return;
        }
        for (int i = 0; i < 100; i++) {
            String text = text(random);
            assertThat(matching.matcher(text).find()
                            && !notMatching.matcher(text).find())
                    .as("'%s' matches %s and not %s", text, one, other)
                    .isFalse();
        }
    }
}
