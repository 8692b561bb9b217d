/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a passage is only mentioned, as tools do that look for attacks: {@code Flags phrases such as "ignore all
 * previous instructions"}.
 */
final class Quotation {

    private static final List<Pattern> QUOTES = List.of(
            Pattern.compile("\"[^\"\\n]{1,400}\""),
            Pattern.compile("“[^”\\n]{1,400}”"),
            Pattern.compile("`[^`\\n]{1,400}`"),
            Pattern.compile("«[^»\\n]{1,400}»"),
            Pattern.compile("(?<![\\p{L}\\p{N}])'[^'\\n]{1,400}'(?![\\p{L}\\p{N}])"));

    private static final String DETECTS = "(detect|flag|scan|check|block|filter|find|identif|classif|recogni[sz]|look"
            + "|guard|protect|prevent|warn|report|test|simulat|evaluat|examin|analy[sz]|audit|moderat|score|catch|strip"
            + "|remov|sanitiz|search|match|reject|inspect|review)\\w*";

    private static final Pattern DETECTOR = Pattern.compile("(^|[^\\p{L}])" + DETECTS + "(?![\\p{L}])");

    /** What stands between what is looked for and who looks for it. */
    private static final Pattern INTRODUCED = Pattern.compile("(^|[^\\p{L}])" + DETECTS
            + "(?![\\p{L}]).*\\b(such as|like|attempts?|tries|try|whether|e\\.g\\.|for example|including|phrases?|patterns?"
            + "|requests? (to|that)|that asks?|asks?|urges?|tags?|signs? of|containing)\\b[^.!?]{0,80}$");

    private Quotation() {}

    static boolean isMentioned(String text, int start, int end) {
        String before = text.substring(0, start).toLowerCase(Locale.ROOT);
        String sentence = before.substring(Math.max(
                        Math.max(before.lastIndexOf(". "), before.lastIndexOf("! ")),
                        Math.max(before.lastIndexOf("\n"), Math.max(before.lastIndexOf("? "), -1)))
                + 1);
        return INTRODUCED.matcher(sentence).find()
                || (isQuoted(text, start, end) && DETECTOR.matcher(before).find());
    }

    static boolean isQuoted(String text, int start, int end) {
        for (Pattern quotes : QUOTES) {
            Matcher matcher = quotes.matcher(text);
            while (matcher.find() && matcher.start() <= start) {
                if (matcher.end() >= end) {
                    return true;
                }
            }
        }
        return false;
    }
}
