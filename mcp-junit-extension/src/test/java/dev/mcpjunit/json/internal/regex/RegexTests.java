/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@code pattern} means, above all where Java's own regular expressions would mean something else. */
class RegexTests {

    private static boolean matches(String pattern, String text) {
        return Regex.parse(pattern).matches(text, Effort.of(1_000_000));
    }

    /** The columns: why, pattern, a text that matches, one that does not. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '`', textBlock = """
        looked for anywhere                  ~ b+            ~ abba      ~ aca
        anchored                             ~ ^b+$          ~ bbb       ~ abba
        alternatives bind weakest            ~ ^a|b$         ~ ac        ~ ca
        a class                              ~ ^[a-c_-]+$    ~ a-b_c     ~ a.b
        a negated class                      ~ ^[^a-c]$      ~ d         ~ b
        a class that holds a bracket         ~ ^[\\]]$       ~ ]         ~ [
        an empty class matches nothing       ~ ^(a|[])$      ~ a         ~ b
        counted                              ~ ^a{2,3}$      ~ aaa       ~ aaaa
        at least so many                     ~ ^a{2,}$       ~ aaaaa     ~ a
        a lone brace is itself               ~ ^a{$          ~ a{        ~ a
        lazy means the same for a whole text ~ ^a+?$         ~ aaa       ~ b
        groups without a number              ~ ^(?:ab)+$     ~ abab      ~ aba
        named groups                         ~ ^(?<x>a)\\k<x>$ ~ aa      ~ ab
        back references                      ~ ^(a|b)\\1$    ~ bb        ~ ab
        look ahead                           ~ ^(?=.*a)(?!.*b).+$ ~ ca   ~ ab
        look behind                          ~ (?<=a)b       ~ ab        ~ cb
        negated look behind                  ~ (?<!a)b       ~ cb        ~ ab
        word boundaries                      ~ \\bcat\\b     ~ a cat.    ~ concat
        digits are ASCII                     ~ ^\\d$         ~ 7         ~ ٧
        words are ASCII                      ~ ^\\w$         ~ z         ~ é
        space is Unicode                     ~ ^\\s$         ~ `\u00a0`  ~ x
        a dot is one code point              ~ ^.$           ~ 🦀        ~ ab
        code points by number                ~ ^\\u{1F980}$  ~ 🦀        ~ x
        surrogates by number                 ~ ^\\uD83E\\uDD80$ ~ 🦀     ~ x
        categories                           ~ ^\\p{L}+$     ~ éß        ~ a1
        categories by long name              ~ ^\\p{Letter}+$ ~ éß       ~ a1
        scripts                              ~ ^\\p{Script=Greek}$ ~ λ   ~ l
        negated categories                   ~ ^\\P{Lu}$     ~ a         ~ A
        escaped punctuation                  ~ ^\\/\\-\\.$   ~ /-.       ~ /-x
        control characters                   ~ ^\\cJ\\t$     ~ `\n\t`    ~ x
        a hyphen after a class               ~ ^[\\w-.]+$    ~ a-b.c     ~ a b
        """)
    void means(String why, String pattern, String matching, String other) {
        String source = pattern.replace("\\\\", "\\");

        assertThat(matches(source, unescaped(matching))).isTrue();
        assertThat(matches(source, unescaped(other))).isFalse();
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u00a0", "\u00a0");
    }

    @Test
    void the_end_is_the_end_and_not_before_a_last_line_break() {
        assertThat(matches("^a$", "a\n")).isFalse();
        assertThat(matches("^a.b$", "a\u2028b")).isFalse();
        assertThat(matches("^a.b$", "a\u0085b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", ")", "a)", "[a", "*a", "a{2,1}", "\\", "(?<a>x)(?<a>y)", "\\1", "\\k<no>", "[b-a]"})
    void what_is_none_is_said_to_be_none(String source) {
        assertThatThrownBy(() -> Regex.parse(source))
                .isInstanceOf(InvalidRegexException.class)
                .hasMessageContaining("'" + source + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\A", "\\Z", "\\Qa\\E", "(?i)a", "a++", "(?>a)", "\\p{IsLatin}"})
    void what_only_other_dialects_know_is_no_silent_guess(String source) {
        assertThatThrownBy(() -> Regex.parse(source)).isInstanceOf(InvalidRegexException.class);
    }

    @Test
    void a_message_says_where() {
        assertThatThrownBy(() -> Regex.parse("a(b"))
                .hasMessage("'a(b' is no ECMA-262 regular expression: unclosed group at index 3");
    }

    @Test
    @Timeout(20)
    void what_backtracks_forever_elsewhere_is_matched_in_one_pass() {
        String text = "a".repeat(20_000) + "!";

        assertThat(matches("^(a+)+$", text)).isFalse();
        assertThat(matches("^(a|a)*$", text)).isFalse();
        assertThat(matches("^(.*a){3}b", text)).isFalse();
    }

    @Test
    @Timeout(20)
    void where_there_is_no_way_but_backtracking_the_effort_ends_it() {
        Regex lookingBack = Regex.parse("^(a+)+\\1$");

        assertThat(lookingBack.isRegular()).isFalse();
        assertThatThrownBy(() -> lookingBack.matches("a".repeat(200) + "!", Effort.of(100_000)))
                .isInstanceOf(EffortExhaustedException.class);
    }

    @Test
    @Timeout(20)
    void counting_far_does_not_build_what_is_not_needed() {
        assertThat(matches("^((a{1,1000}){1,1000}){1,1000}$", "aa")).isTrue();
        assertThat(matches("^((a{1,1000}){1,1000}){1,1000}$", "ab")).isFalse();
    }
}
