/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that people do not see, and letters that are not what they seem. Emoji, flags and the marks that other
 * scripts need are left alone.
 */
final class HiddenCharacters {

    private static final Pattern FLAG =
            Pattern.compile("\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{1,6}\\x{E007F}");

    private static final Pattern RIGHT_TO_LEFT =
            Pattern.compile("[\\p{IsHebrew}\\p{IsArabic}\\p{IsSyriac}\\p{IsThaana}\\p{IsNko}]");

    private static final List<Pattern> ALWAYS = List.of(
            // Tags, which spell out ASCII; flags are taken out before.
            Pattern.compile("[\\x{E0000}-\\x{E007F}]+"),
            // Whole runs of variation selectors carry bytes.
            Pattern.compile("[\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]{2,}"),
            // Overrides of the direction show a text backwards.
            Pattern.compile("[\\u202D\\u202E]"),
            // Inside a word, and at its ends where nothing needs them.
            Pattern.compile("[A-Za-z][\\u200B-\\u200F\\u2060-\\u2064\\u3164\\uFEFF\\uFFA0]+[A-Za-z]"),
            Pattern.compile("[A-Za-z0-9.,;:!?][\\u200B\\u2060-\\u2064\\uFEFF]|[\\u200B\\u2060-\\u2064][A-Za-z0-9]"),
            // Runs that could carry bits.
            Pattern.compile("[\\u200B-\\u200F\\u2060-\\u2064\\uFEFF]{4,}"),
            // Terminal sequences that hide or overwrite.
            Pattern.compile("[\\x08\\x1B\\x9B]"),
            // Pushed out of sight.
            Pattern.compile("(\\R[ \\t]*){20,}(?=\\S)|[ \\t\\u00A0]{200,}(?=\\S)"));

    /** What scripts that run from right to left need, and no other. */
    private static final Pattern DIRECTION = Pattern.compile("[\\u200E\\u200F\\u202A-\\u202C\\u2066-\\u2069]");

    private static final int SHORTEST_GAP = 40;

    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

    private HiddenCharacters() {}

    static List<Found> in(String text) {
        var found = new ArrayList<Found>();
        boolean plain = Folded.isAscii(text) && text.indexOf('\b') < 0 && text.indexOf('\u001B') < 0;
        if (plain && text.length() < SHORTEST_GAP) {
            return found;
        }
        String rest = FLAG.matcher(text).replaceAll("");
        for (Pattern pattern : ALWAYS) {
            Matcher matcher = pattern.matcher(rest);
            if (matcher.find()) {
                found.add(new Found(Sign.HIDDEN_TEXT, matcher.group()));
            }
        }
        Matcher direction = DIRECTION.matcher(rest);
        if (direction.find() && !RIGHT_TO_LEFT.matcher(rest).find()) {
            found.add(new Found(Sign.HIDDEN_TEXT, direction.group()));
        }
        WORD.matcher(text)
                .results()
                .map(word -> word.group())
                .filter(HiddenCharacters::isDisguised)
                .findFirst()
                .ifPresent(word -> found.add(new Found(Sign.LOOK_ALIKES, word)));
        return found;
    }

    private static boolean isDisguised(String word) {
        long latin = word.chars().filter(each -> each < 0x80).count();
        long alike = word.chars().filter(Folded::isLookAlike).count();
        return alike > 0 && latin > 0 && latin + alike == word.length() && word.length() >= 4;
    }
}
