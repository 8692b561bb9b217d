/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments that renderers hide, and markup that imitates messages of the system. */
final class Markup {

    private static final int CASELESS = Pattern.CASE_INSENSITIVE;

    private static final Pattern COMMENT = Pattern.compile("<!--(.{0,2000}?)(-->|$)", Pattern.DOTALL);

    private static final Pattern ABOUT_MARKUP =
            Pattern.compile("\\b(html|xml|svg|markdown|mermaid|markup|comments?|diagram)\\b", CASELESS);

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    private static final int FEW_WORDS = 3;

    private static final List<Pattern> ROLES = List.of(
            Pattern.compile(
                    "(^|[.!?]\\s+|\\n)\\[?(SYSTEM|ADMIN|ROOT|DEVELOPER)( (MESSAGE|PROMPT|NOTE|OVERRIDE|NOTICE))?]?:\\s+\\S+ \\S+"),
            Pattern.compile("<\\s*/?\\s*(important|system|instructions?|critical|sys)\\b[^>]{0,80}>", CASELESS),
            Pattern.compile(
                    "<\\s*(secret|hidden|admin|override|assistant|developer|urgent|directive|internal)\\b[^>]{0,80}>"
                            + "[^<]{8,2000}</",
                    CASELESS),
            Pattern.compile(
                    "<\\s*(\\w+[_-])?(assistant|system|model|ai|agent|llm|hidden|secret|admin|operator)[_-]"
                            + "(instructions?|prompt|note|message|rules?|directives?|override|reminder|command|polic(?:y|ie)|notice|config|guidance)s?\\b[^>]{0,80}>",
                    CASELESS),
            Pattern.compile("</\\s*(tool_?description|description|tool|function)\\s*>", CASELESS),
            Pattern.compile("<\\|[a-z_]{2,30}\\|>|\\[/?INST]|<</?SYS>>", CASELESS),
            Pattern.compile(
                    "^\\s*(#{1,6}|\\*\\*|=+|-+)\\s*(system|developer)( (message|prompt|note|override|instructions?))?"
                            + "\\s*(:|\\*\\*|=+|-+|$)",
                    CASELESS | Pattern.MULTILINE),
            Pattern.compile(
                    "^\\s*\\[?(system|admin|root)( (message|prompt|note|override|notice))?]?\\s*:\\s*\\S+ \\S+ \\S+",
                    CASELESS | Pattern.MULTILINE),
            Pattern.compile("\\b(human|user)\\s*:.{0,500}?\\bassistant\\s*:\\s*\\S", CASELESS | Pattern.DOTALL));

    /** An image whose address is to be filled with what is said. */
    private static final Pattern LEAKING_IMAGE = Pattern.compile("!\\[[^\\]]{0,80}]\\(\\s*https?://[^)\\s]{1,200}[?&/=]"
            + "([A-Z_]{5,}|[{<\\[$%][^)]{2,}|[^)]*(conversation|history|secret|data|prompt)[^)]*)\\)");

    /** What introduces an example, with the mark that opens the quotation. */
    private static final Pattern INTRODUCED =
            Pattern.compile("\\b(e\\.g\\.|for example|such as|like|with|named|called)[ ,:]{0,2}[`'\"(]?$", CASELESS);

    private static final Pattern NAMED = Pattern.compile("^[`'\"]?\\s*(tags?|elements?|markers?|tokens?)\\b", CASELESS);

    private static final Pattern INSTRUCTION =
            Pattern.compile("\\[INST](.{0,2000}?)\\[/INST]", CASELESS | Pattern.DOTALL);

    private static final int SHORT = 24;

    private Markup() {}

    /** Whether markup is only named or shown, as in {@code parses XML, e.g. `<system>1</system>`}. */
    private static boolean isSample(String text, int start, int end) {
        Matcher instruction = INSTRUCTION.matcher(text);
        if (instruction.find() && instruction.start() <= start && end <= instruction.end()) {
            return WORD.matcher(instruction.group(1)).results().count() <= 1;
        }
        int open = text.lastIndexOf('`', start);
        boolean code = open >= 0
                && text.substring(0, open).chars().filter(each -> each == '`').count() % 2 == 0;
        int close = code ? text.indexOf('`', end) : -1;
        if (close > 0 && WORD.matcher(text.substring(open, close)).results().count() > 2 * FEW_WORDS) {
            return false;
        }
        int from = close > 0 ? open : start;
        boolean introduced = INTRODUCED
                .matcher(text.substring(Math.max(0, from - SHORT), from))
                .find();
        boolean named = NAMED.matcher(text.substring(end, Math.min(text.length(), end + SHORT)))
                .find();
        return introduced && (named || close > 0);
    }

    static List<Found> in(String text) {
        var found = new ArrayList<Found>();
        if (text.indexOf('<') >= 0) {
            Matcher comment = COMMENT.matcher(text);
            while (comment.find()) {
                boolean mentioned = WORD.matcher(comment.group(1)).results().count() <= FEW_WORDS
                        && ABOUT_MARKUP.matcher(text).find();
                if (!mentioned) {
                    found.add(new Found(Sign.HIDDEN_TEXT, comment.group()));
                }
            }
        }
        for (Pattern role : ROLES) {
            Matcher matcher = role.matcher(text);
            while (matcher.find()) {
                if (!Quotation.isMentioned(text, matcher.start(), matcher.end())
                        && !isSample(text, matcher.start(), matcher.end())) {
                    found.add(new Found(Sign.ROLE_MARKUP, matcher.group()));
                }
            }
        }
        Matcher image = LEAKING_IMAGE.matcher(text);
        if (image.find()) {
            found.add(new Found(Sign.EXFILTRATION, image.group()));
        }
        return found;
    }
}
