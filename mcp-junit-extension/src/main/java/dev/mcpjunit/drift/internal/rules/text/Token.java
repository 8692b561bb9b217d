/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, an address, a path, or a punctuation mark of a folded sentence.
 *
 * @param start its offset in the sentence
 */
record Token(String text, int start, int end, Kind kind) {

    enum Kind {
        WORD,
        /** One character of a script without spaces. */
        CHARACTER,
        URL,
        MAIL,
        /** An account number, a phone number, a wallet, or a public key. */
        NUMBER,
        /** A host or an address with a placeholder in it. */
        PLACEHOLDER,
        PATH,
        HOST,
        /** The name of a tool or of an argument, written with underscores. */
        IDENTIFIER,
        MARK
    }

    private static final String DENSE = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]";

    private static final Pattern TOKENS =
            Pattern.compile("(?<URL>\\b(?:https?|wss?)://[^\\s)\\]\"'`>]*+(?:<[^\\s>]*+>)?)"
                    + "|(?<MAIL>[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64}){1,8})"
                    + "|(?<PLACEHOLDER>[\\w.-]{0,64}[<{][\\w ]{1,30}[>}][\\w-]{0,64}\\.[\\w.-]{2,64})"
                    + "|(?<NUMBER>\\b[a-z]{2}\\d{2} ?[a-z\\d]{4}[ \\d]{6,30}|\\b0x[0-9a-f]{6,64}|\\bbc1[a-z0-9]{10,64}"
                    + "|\\+\\d[\\d ()-]{6,20}\\d|\\b\\d{3,12}-\\d{1,12}\\b|\\bssh-(?:rsa|ed25519)\\b)"
                    + "|(?<PATH>(?:~|\\.{0,2})/[\\w.~-][\\w./~-]{0,200}|(?<![\\w.])\\.[a-z][\\w-]{2,40}(?:/[\\w./-]{1,200})?"
                    + "|\\b[\\w-]{1,64}\\.(?:md|json|txt|sh|py|exe|ps1|bin|env)\\b)"
                    + "|(?<HOST>\\b(?:[\\w-]{1,63}\\.){1,6}(?:example|com|net|org|io|dev|app|cloud|biz|info)\\b)"
                    + "|(?<IDENTIFIER>\\b[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,8}\\b)"
                    + "|(?<CHARACTER>" + DENSE + ")"
                    + "|(?<ELIDED>\\b(?:l|d|n|s|j|m|t|qu|c|all|dell|nell|un|dall|sull)'(?=\\p{L}))"
                    + "|(?<WORD>[\\p{L}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]"
                    + "[\\p{L}\\p{N}\\p{M}'\\-&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]{0,80})"
                    + "|(?<MARK>[^\\s\\p{L}\\p{N}])");

    static List<Token> in(String sentence) {
        var tokens = new ArrayList<Token>();
        Matcher matcher = TOKENS.matcher(sentence);
        while (matcher.find()) {
            tokens.add(new Token(word(matcher.group()), matcher.start(), matcher.end(), kind(matcher)));
        }
        return tokens;
    }

    private static Kind kind(Matcher matcher) {
        for (Kind kind : Kind.values()) {
            if (matcher.group(kind.name()) != null) {
                return kind;
            }
        }
        return Kind.WORD;
    }

    /** Without the ending of a possessive. */
    private static String word(String text) {
        return text.endsWith("'s")
                ? text.substring(0, text.length() - 2)
                : text.length() > 2 && text.endsWith("'") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether it separates clauses. */
    boolean isBreak() {
        return kind == Kind.MARK && ",;:.!?()[]、。—–\n".contains(text);
    }
}
