/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import java.util.List;
import java.util.regex.Pattern;

/** Replaces secrets by masks. */
final class Masks {

    /**
     * Tokens that can be recognized by their shape: GitHub, GitLab, OpenAI and alike, AWS, Google, Slack, npm, JWT,
     * PEM.
     */
    private static final List<Shape> SHAPES = List.of(
            new Shape("gho_", "\\bgho_[A-Za-z0-9]{20,}"),
            new Shape("ghp_", "\\bghp_[A-Za-z0-9]{20,}"),
            new Shape("ghs_", "\\bghs_[A-Za-z0-9]{20,}"),
            new Shape("ghu_", "\\bghu_[A-Za-z0-9]{20,}"),
            new Shape("ghr_", "\\bghr_[A-Za-z0-9]{20,}"),
            new Shape("github_pat_", "\\bgithub_pat_[A-Za-z0-9_]{20,}"),
            new Shape("glpat-", "\\bglpat-[A-Za-z0-9_-]{16,}"),
            new Shape("sk-", "\\bsk-[A-Za-z0-9_-]{16,}"),
            new Shape("AKIA", "\\bAKIA[0-9A-Z]{16}\\b"),
            new Shape("ASIA", "\\bASIA[0-9A-Z]{16}\\b"),
            new Shape("AIza", "\\bAIza[A-Za-z0-9_-]{30,}"),
            new Shape("xox", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
            new Shape("npm_", "\\bnpm_[A-Za-z0-9]{30,}"),
            new Shape("eyJ", "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{5,}"),
            new Shape("mcpauth_", "\\bmcpauth_[A-Za-z0-9_-]{20,}"),
            new Shape(
                    "-----BEGIN ",
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]*(-----END [A-Z ]*PRIVATE KEY-----)?"));

    private Masks() {}

    static String tokens(String text) {
        String masked = text;
        for (Shape shape : SHAPES) {
            masked = shape.mask(masked);
        }
        return masked;
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

    /**
     * The shape of a kind of token.
     *
     * @param mark what each of them contains; to look for it takes a small part of the time that the pattern takes, and
     *     nearly no text has one
     */
    private record Shape(String mark, Pattern pattern) {

        Shape(String mark, String pattern) {
            this(mark, Pattern.compile(pattern));
        }

        String mask(String text) {
            return text.contains(mark) ? pattern.matcher(text).replaceAll(Masks.mask("token")) : text;
        }
    }
}
