/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a text says in another encoding. A payload is judged by what it decodes to: hashes and images say nothing. */
final class Payloads {

    private static final Pattern BASE64 =
            Pattern.compile("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}(?![A-Za-z0-9+/=])");

    private static final Pattern HEX = Pattern.compile("(?:0x)?[0-9a-fA-F]{2}(?:, ?|[ :])?");

    private static final Pattern PERCENT = Pattern.compile("(%[0-9a-fA-F]{2}){1,}");

    private static final Pattern ENTITY = Pattern.compile("&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u\\{?|x)([0-9a-fA-F]{2,6})}?");

    private static final Pattern BINARY = Pattern.compile("[01]{8}[ ,]?");

    private static final Pattern CODES = Pattern.compile("\\d{2,3}(?!\\d)[ ,]*");

    private static final Pattern SPACED =
            Pattern.compile("(?<!\\S)(?:\\S[ ._\\-*]){4,}\\S(?!\\S)|(?<!\\S)(?:\\S {1,3}(?=\\S(?!\\S))){8,}+\\S");

    private static final Pattern MIXED = Pattern.compile("\\b(?=\\w*[a-zA-Z])(?=\\w*[013457@$])[\\w@$]{3,}\\b");

    /** Begins at the start of a word and never goes back, so that one word of 20,000 letters is read once. */
    private static final Pattern WORDS =
            Pattern.compile("(?<!\\p{L})\\p{L}{2,}+[\\s,.:;!?'\"]++\\p{L}++[\\s,.:;!?'\"]++\\p{L}{2}");

    /** One of these is in every attack that is worth hiding. */
    private static final List<String> TOPICS = List.of(
            "instruction",
            "user",
            "prompt",
            "secret",
            "password",
            "system",
            "ssh",
            "ignore",
            "token",
            "key",
            "tell",
            "http",
            "send");

    private static final int LARGEST = 20_000;

    private static final int SHORTEST = 16;

    private Payloads() {}

    /** Other readings of a text; only those that differ from it and could be language. */
    static List<String> in(String text) {
        if (text.length() > LARGEST) {
            return in(text.substring(0, LARGEST));
        }
        Set<String> readings = new LinkedHashSet<>();
        BASE64.matcher(text).results().map(Payloads::base64).forEach(readings::add);
        runs(HEX, 12, text).stream().map(Payloads::hex).forEach(readings::add);
        runs(BINARY, 8, text).stream().map(Payloads::binary).forEach(readings::add);
        runs(CODES, 12, text).stream().map(Payloads::codes).forEach(readings::add);
        addCharacters(text, readings);
        if (text.length() >= SHORTEST) {
            readings.add(replaced(SPACED, text, Payloads::unspaced));
            readings.add(new StringBuilder(text).reverse().toString());
            readings.add(rot13(text));
        }
        readings.remove(text);
        return readings.stream()
                .filter(reading -> WORDS.matcher(reading).find())
                .filter(Payloads::hasTopic)
                .toList();
    }

    /**
     * Runs of units, at least so many each. A regular expression that repeats a group needs stack for each repetition.
     */
    private static List<String> runs(Pattern unit, int least, String text) {
        var runs = new ArrayList<String>();
        Matcher next = unit.matcher(text);
        int start = 0;
        while (start < text.length()) {
            int end = start;
            int complete = start;
            int units = 0;
            int completeUnits = 0;
            boolean begins = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
            while (begins
                    && end < text.length()
                    && next.region(end, text.length()).lookingAt()) {
                end = next.end();
                units++;
                if (end == text.length()
                        || !Character.isLetterOrDigit(text.charAt(end))
                        || !Character.isLetterOrDigit(text.charAt(end - 1))) {
                    complete = end;
                    completeUnits = units;
                }
            }
            if (completeUnits >= least) {
                runs.add(text.substring(start, complete));
            }
            start = Math.max(end, start + 1);
        }
        return runs;
    }

    private static boolean hasTopic(String reading) {
        String lower = reading.toLowerCase(Locale.ROOT);
        return TOPICS.stream().anyMatch(lower::contains);
    }

    private static void addCharacters(String text, Set<String> readings) {
        if (text.indexOf('%') >= 0) {
            readings.add(replaced(PERCENT, text, match -> decoded(match.group().replace("%", ""))));
        }
        if (text.contains("&#")) {
            readings.add(replaced(
                    ENTITY,
                    text,
                    match -> character(
                            match.group(1).startsWith("x")
                                    ? Integer.parseInt(match.group(1).substring(1), 16)
                                    : Integer.parseInt(match.group(1)))));
        }
        if (text.indexOf('\\') >= 0) {
            readings.add(replaced(ESCAPE, text, match -> character(Integer.parseInt(match.group(2), 16))));
        }
        if (text.chars().anyMatch(each -> (each >= '0' && each <= '9') || each == '@' || each == '$')) {
            readings.add(replaced(MIXED, text, match -> digitsAsLetters(match.group())));
        }
    }

    private static String base64(MatchResult match) {
        String text = match.group().replace('-', '+').replace('_', '/').replace("=", "");
        try {
            String decoded = readable(
                    Base64.getDecoder().decode(text.substring(0, text.length() - (text.length() % 4 == 1 ? 1 : 0))));
            // What was encoded twice.
            Matcher again = BASE64.matcher(decoded);
            return again.matches() ? base64(again.toMatchResult()) : decoded;
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String hex(String digits) {
        String bare = digits.replaceAll("0x|[ :,]", "");
        return bare.length() % 2 == 0 ? readable(HexFormat.of().parseHex(bare)) : "";
    }

    private static String decoded(String digits) {
        return new String(HexFormat.of().parseHex(digits), UTF_8);
    }

    private static String binary(String digits) {
        String bare = digits.replaceAll("[ ,]", "");
        var bytes = new byte[bare.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bare.substring(8 * i, 8 * i + 8), 2);
        }
        return readable(bytes);
    }

    private static String codes(String numbers) {
        List<Integer> points = Pattern.compile("[ ,]+")
                .splitAsStream(numbers)
                .map(Integer::valueOf)
                .toList();
        return points.stream().allMatch(point -> point >= 32 && point < 127)
                ? points.stream().map(Payloads::character).collect(Collectors.joining())
                : "";
    }

    /** Bytes that are text; anything else is an image, a key or a hash. */
    private static String readable(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        return text.codePoints().allMatch(point -> point != 0xFFFD && (point >= 0x20 || point == '\n' || point == '\t'))
                ? text
                : "";
    }

    private static String character(int point) {
        return Character.isValidCodePoint(point) ? Character.toString(point) : "";
    }

    private static String unspaced(MatchResult match) {
        String text = match.group();
        return text.contains("  ")
                ? Pattern.compile(" {2,}")
                        .splitAsStream(text)
                        .map(word -> word.replace(" ", ""))
                        .collect(Collectors.joining(" "))
                : text.replaceAll("(?<=\\S)[ ._\\-*](?=\\S)", "");
    }

    private static String digitsAsLetters(String word) {
        return word.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's');
    }

    private static String rot13(String text) {
        var turned = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean lower = each >= 'a' && each <= 'z';
            boolean upper = each >= 'A' && each <= 'Z';
            char first = lower ? 'a' : 'A';
            turned.append(lower || upper ? (char) (first + (each - first + 13) % 26) : each);
        }
        return turned.toString();
    }

    private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
    }

    /** Phrases without their spaces, as letters that were pulled apart give them. */
    static List<String> squeezed(String text) {
        var words = new ArrayList<String>();
        SPACED.matcher(text).results().map(Payloads::unspaced).forEach(words::add);
        return words;
    }
}
