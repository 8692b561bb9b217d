/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.text.Normalizer;
import java.util.HashMap;
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

    private static final Pattern SEPARATORS = Pattern.compile("[\\p{ASCII}&&[^A-Za-z0-9]]+");

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

    /** A vertical bar inside or at the ends of a word. */
    private static final Pattern PIPE = Pattern.compile("(?<=[\\p{L}|])\\||\\|(?=\\p{L})");

    /** A capital letter inside or before a word in small letters, where it looks like a small one. */
    private static final Pattern CAPITAL = Pattern.compile("(?<=\\p{Ll})I|I(?=\\p{Ll})");

    private static final Map<Integer, Integer> LETTERS = letters(
            // Cyrillic
            "аеорсухіјѕһԁԛԝӏгпткмвнѵьѡүғєҫ",
            "aeopcyxijshdqwlrntkmbhvbwyfec",
            // Greek
            "αοινρτυκχγηωμε",
            "aoivptukxynwue",
            // Latin small capitals and variants
            "ɡıɑɩȷǀᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
            "giaijlabcdefghijklmnoprstuvwyz",
            // Armenian
            "ոօցհյսզգ",
            "noghjuqq",
            // Cherokee
            "ᎠᎡᎢᎥᎪᎫᎬᎳᎷᎻᏀᏃᏒᏔᏚᏙᏞᏟᏢᏦ",
            "drtiajewmhgzrwsvlcpk",
            // Coptic
            "ⲁⲟⲣⲥⲧⲩⲭⲓⲕⲙⲛⲏⲃⲉⲅ",
            "aopctyxikmnhbet",
            // Lisu
            "ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ",
            "bpddtgkjczfmnlsrvhwxyaeiou");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

    private Lookalikes() {}

    /** Lines of letters, each followed by the line of those that they look like. */
    private static Map<Integer, Integer> letters(String... lines) {
        var letters = new HashMap<Integer, Integer>();
        for (int line = 0; line < lines.length; line += 2) {
            for (int i = 0; i < lines[line].length(); i++) {
                letters.put((int) Character.toLowerCase(lines[line].charAt(i)), (int) lines[line + 1].charAt(i));
            }
        }
        return Map.copyOf(letters);
    }

    /**
     * Read a name as people may.
     *
     * @param name the name
     * @return several readings where it has the digit one or a capital I inside a word, else one; never {@code null}
     */
    public static Set<String> readings(String name) {
        String visible = PIPE.matcher(Folded.visible(name)).replaceAll("l");
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

    /**
     * Check whether two names differ only as programmers spell them: in case and in separators such as {@code _}.
     *
     * @param name a name
     * @param other another one
     * @return whether the letters and digits are the same
     */
    public static boolean isOtherSpelling(String name, String other) {
        return spelled(name).equals(spelled(other));
    }

    private static String spelled(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /**
     * Check whether a name has a word with Latin letters and letters of another script.
     *
     * @param name the name
     * @return whether scripts are mixed inside a word
     */
    public static boolean mixesScripts(String name) {
        return !Folded.isAscii(name)
                && WORD.matcher(Folded.visible(name))
                        .results()
                        .anyMatch(word -> word.group().chars().anyMatch(letter -> letter < 0x80)
                                && word.group().codePoints().anyMatch(Lookalikes::isForeign));
    }

    /**
     * Check whether a name of mixed scripts is another name in which a few letters were replaced by letters of another
     * script, whether or not these are known to look alike.
     *
     * @param name the name that {@link #mixesScripts}
     * @param other another name
     * @return whether all other letters are the same, and at least twice as many
     */
    public static boolean disguises(String name, String other) {
        int[] shown = Folded.visible(name).toLowerCase(Locale.ROOT).codePoints().toArray();
        int[] meant =
                Folded.visible(other).toLowerCase(Locale.ROOT).codePoints().toArray();
        if (shown.length != meant.length) {
            return false;
        }
        int foreign = 0;
        int same = 0;
        for (int i = 0; i < shown.length; i++) {
            if (shown[i] == meant[i]) {
                same += Character.isLetter(shown[i]) ? 1 : 0;
            } else if (isForeign(shown[i]) && meant[i] < 0x80 && Character.isLetter(meant[i])) {
                foreign++;
            } else {
                return false;
            }
        }
        return foreign > 0 && same >= 2 * foreign;
    }

    /** Whether it is a letter of another script than the Latin one; that has letters with accents of its own. */
    private static boolean isForeign(int letter) {
        return letter >= 0x80
                && Character.isLetter(letter)
                && Character.UnicodeScript.of(letter) != Character.UnicodeScript.LATIN;
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
