/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import java.util.List;
import java.util.regex.Pattern;

/** Replaces secrets by masks. */
final class Masks {

    /**
     * Tokens that can be recognized by their shape: GitHub, GitLab, OpenAI and alike, AWS, Google, Slack, npm, JWT,
     * PEM. One pattern finds them all, because the shape of one may be a part of another.
     */
    private static final Pattern TOKEN = Pattern.compile("\\bgh[opsur]_[A-Za-z0-9]{20,}"
            + "|\\bgithub_pat_[A-Za-z0-9_]{20,}"
            + "|\\bglpat-[A-Za-z0-9_-]{16,}"
            + "|\\bsk-[A-Za-z0-9_-]{16,}"
            + "|\\bA[KS]IA[0-9A-Z]{16}\\b"
            + "|\\bAIza[A-Za-z0-9_-]{30,}"
            + "|\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"
            + "|\\bnpm_[A-Za-z0-9]{30,}"
            + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{5,}"
            + "|\\bmcpauth_[A-Za-z0-9_-]{20,}"
            + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]*(-----END [A-Z ]*PRIVATE KEY-----)?");

    /**
     * Each token contains one of them. To search for all of them is much faster than the pattern, and few texts have
     * one.
     */
    private static final List<String> MARKS = List.of(
            "gho_",
            "ghp_",
            "ghs_",
            "ghu_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "sk-",
            "AKIA",
            "ASIA",
            "AIza",
            "xox",
            "npm_",
            "eyJ",
            "mcpauth_",
            "-----BEGIN ");

    private Masks() {}

    static String tokens(String text) {
        for (String mark : MARKS) {
            if (text.contains(mark)) {
                return TOKEN.matcher(text).replaceAll(mask("token"));
            }
        }
        return text;
    }

    /** Replace a value where it stands by itself; inside of a longer word, a plain word is another word. */
    static String replace(String text, String value, String name) {
        boolean plain = value.chars().allMatch(Character::isLetter);
        var masked = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, from)) {
            int end = at + value.length();
            boolean inside = plain && (isLetter(text, at - 1) || isLetter(text, end));
            masked.append(text, from, at).append(inside ? value : mask(name));
            from = end;
        }
        return masked.append(text.substring(from)).toString();
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }

    private static String mask(String name) {
        return "[masked: " + name + "]";
    }
}
