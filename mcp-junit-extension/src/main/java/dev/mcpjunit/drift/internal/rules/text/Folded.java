/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text as a model reads it, whatever characters it is written with. */
final class Folded {

    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u180B-\\u180E\\u200B-\\u200F\\u202A-\\u202E"
                    + "\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\x{E0000}-\\x{E007F}\\x{E0100}-\\x{E01EF}]");

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2800]+");

    private static final Pattern SEAMS = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|[_\\-.:/]+");

    /** A dot ends a sentence only before a space: {@code ~/.ssh} and addresses stay whole. */
    private static final Pattern ENDS = Pattern.compile("(?<=[.!?;…])[\"'”’)]*\\s+|\\n\\s*\\n|(?<=[。！？；])");

    private static final Map<Integer, Character> LOOK_ALIKES = lookAlikes();

    private Folded() {}

    private static Map<Integer, Character> lookAlikes() {
        var letters = new TreeMap<Integer, Character>();
        pair(letters, "аеорсухіјѕһԁԛԝӏɡгпт", "aeopcyxijshdqwlgrnt");
        pair(letters, "АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS");
        pair(letters, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX");
        pair(letters, "οιｖ", "oiv");
        // Letters that look the same only in some type faces are folded, but alone they are no sign.
        letters.remove((int) 'г');
        letters.remove((int) 'п');
        letters.remove((int) 'т');
        return letters;
    }

    private static void pair(Map<Integer, Character> letters, String from, String to) {
        for (int i = 0; i < from.length(); i++) {
            letters.put((int) from.charAt(i), to.charAt(i));
        }
    }

    /** Whether a letter of another script looks like a Latin one. */
    static boolean isLookAlike(int point) {
        return LOOK_ALIKES.containsKey(point);
    }

    /** Without what cannot be seen, in ordinary letters, in lower case, with single spaces. */
    static String of(String text) {
        return SPACES.matcher(visible(text))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
    }

    /** Without what cannot be seen and in ordinary letters; case, lines and spaces as they were. */
    static String visible(String text) {
        String plain = isAscii(text)
                ? text
                : Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
        return isAscii(plain) ? plain : latin(plain);
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Letters of other scripts inside Latin words, and words made of look-alikes alone, as Latin letters. */
    private static String latin(String text) {
        return Pattern.compile("\\p{L}+").matcher(text).replaceAll(word -> {
            String letters = word.group();
            boolean disguised = letters.chars().anyMatch(Folded::isLookAlike)
                    && letters.chars().allMatch(each -> each < 0x80 || isLookAlike(each));
            return disguised
                    ? letters.chars()
                            .mapToObj(each -> String.valueOf(LOOK_ALIKES.getOrDefault(each, (char) each)))
                            .collect(Collectors.joining())
                    : letters;
        });
    }

    /** The words of a name: {@code contentOf_id_rsa} is {@code content of id rsa}. */
    static String words(String name) {
        return of(SEAMS.matcher(visible(name)).replaceAll(" "));
    }

    static List<String> sentences(String text) {
        return ENDS.splitAsStream(visible(text))
                .map(Folded::of)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }
}
