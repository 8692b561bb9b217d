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

    /** Marks of other scripts are vowels or distinguish two letters; those of Latin letters are accents. */
    private static final Pattern ACCENTS = Pattern.compile("(?<=[A-Za-z])\\p{Mn}+");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    /**
     * Digits that pass for letters. At the end of a word they mostly count something, as in {@code item1} and
     * {@code md5}; a word as short as {@code a1c} is an abbreviation. Four and seven are those of {@code log4j}.
     */
    private static final Pattern DIGITS = Pattern.compile("(?<=\\p{L})0+(?=\\p{L})"
            + "|(?<=\\p{L}{2})[0135]+(?=\\p{L})"
            + "|(?<=\\p{L})[0135]+(?=\\p{L}{2})"
            + "|(?<![\\p{L}\\p{N}])[0135](?=\\p{L}{3})"
            + "|(?<=\\p{L}[aeioul])1+(?![\\p{L}\\p{N}])"
            + "|(?<=\\p{L}{3})0(?![\\p{L}\\p{N}])");

    /** A capital letter inside or before a word in small letters, where it looks like a small one. */
    private static final Pattern CAPITAL = Pattern.compile("(?<=\\p{Ll})I|I(?=\\p{Ll})");

    private static final Map<Integer, Integer> LETTERS = letters(
            "аеорсухіјѕһԁԛԝӏгпткмвнɡıαοινρτυκχγηѵьոօցհյᴢǀᎠᎡᎢᎥᎪᎫᎬᎳᎷᎻᏀᏃᏒᏔᏚᏙᏞᏟᏢᏦ",
            "aeopcyxijshdqwlrntkmbhgiaoivptukxynvbnoghjzldrtiajewmhgzrwsvlcpk");

    private Lookalikes() {}

    private static Map<Integer, Integer> letters(String from, String to) {
        return IntStream.range(0, from.length())
                .boxed()
                .collect(Collectors.toMap(i -> (int) Character.toLowerCase(from.charAt(i)), i -> (int) to.charAt(i)));
    }

    /**
     * Read a name as people may.
     *
     * @param name the name
     * @return several readings where it has the digit one or a capital I inside a word, else one; never {@code null}
     */
    public static Set<String> readings(String name) {
        String visible = Folded.visible(name);
        return Stream.of(visible, CAPITAL.matcher(visible).replaceAll("l"))
                .distinct()
                .map(Lookalikes::plain)
                .flatMap(latin -> Stream.of('l', 'i')
                        .map(one -> DIGITS.matcher(latin).replaceAll(digits -> asLetters(digits.group(), one))))
                .map(read -> BETWEEN_WORDS.matcher(read).replaceAll(""))
                .map(read -> read.isEmpty() ? name : read.replace("rn", "m").replace("vv", "w"))
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

    private static String plain(String visible) {
        String lower = visible.toLowerCase(Locale.ROOT);
        if (Folded.isAscii(lower)) {
            return lower;
        }
        String latin = lower.codePoints()
                .flatMap(Lookalikes::parts)
                .map(point -> LETTERS.getOrDefault(point, point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return ACCENTS.matcher(latin).replaceAll("");
    }

    /** A letter and its marks; in Cyrillic, a letter with a mark is another letter. */
    private static IntStream parts(int point) {
        return Character.UnicodeScript.of(point) == Character.UnicodeScript.CYRILLIC
                ? IntStream.of(point)
                : Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD)
                        .codePoints();
    }

    private static String asLetters(String digits, char one) {
        return digits.replace('0', 'o').replace('1', one).replace('3', 'e').replace('5', 's');
    }
}
