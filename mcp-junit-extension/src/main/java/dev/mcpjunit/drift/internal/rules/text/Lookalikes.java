/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What people take a name for: {@code pay-Invoice}, {@code pay_inv0ice}, fullwidth letters and letters of other scripts
 * that look like Latin ones all read {@code payinvoice}. Letters and marks of other scripts stay as they are.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Lookalikes {

    /** Marks of other scripts are vowels or tell two letters apart; those of Latin letters are accents. */
    private static final Pattern ACCENTS = Pattern.compile("(?<=[A-Za-z])\\p{Mn}+");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private static final Pattern DIGIT_IN_WORD = Pattern.compile("(?<=\\p{L})[013457]+(?=\\p{L})");

    private static final Map<Integer, Integer> LETTERS =
            letters("аеорсухіјѕһԁԛԝӏгпткмвнɡıαοινρτυκχγη", "aeopcyxijshdqwlrntkmbhgiaoivptukxyn");

    private Lookalikes() {}

    private static Map<Integer, Integer> letters(String from, String to) {
        return IntStream.range(0, from.length()).boxed().collect(Collectors.toMap(i -> (int) from.charAt(i), i ->
                (int) to.charAt(i)));
    }

    /**
     * Read a name as people may.
     *
     * @param name the name
     * @return two readings where it has the digit one inside a word, else one; never {@code null}
     */
    public static Set<String> readings(String name) {
        String latin = plain(name);
        return Stream.of('l', 'i')
                .map(one -> DIGIT_IN_WORD.matcher(latin).replaceAll(digits -> asLetters(digits.group(), one)))
                .map(read -> BETWEEN_WORDS.matcher(read).replaceAll(""))
                .map(read -> read.isEmpty() ? name : read)
                .collect(Collectors.toSet());
    }

    /**
     * Reduce a name to its letters and digits, in lower case.
     *
     * @param name the name
     * @return the letters and digits; never {@code null}
     */
    public static String folded(String name) {
        return BETWEEN_WORDS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String plain(String name) {
        String lower = Folded.visible(name).toLowerCase(Locale.ROOT);
        if (Folded.isAscii(lower)) {
            return lower;
        }
        String latin = Normalizer.normalize(lower, Normalizer.Form.NFD)
                .codePoints()
                .map(point -> LETTERS.getOrDefault(point, point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return ACCENTS.matcher(latin).replaceAll("");
    }

    private static String asLetters(String digits, char one) {
        return digits.replace('0', 'o')
                .replace('1', one)
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't');
    }
}
