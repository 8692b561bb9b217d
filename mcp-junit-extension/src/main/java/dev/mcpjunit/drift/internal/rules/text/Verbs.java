/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.util.stream.Stream;

/** Forms of English verbs other than the infinitive. */
final class Verbs {

    private static final String VOWELS = "aeiou";

    private Verbs() {}

    /** All forms of a regular verb. */
    static Stream<String> inflected(String base) {
        String past =
                base.endsWith("e") ? base + "d" : isConsonantAndY(base) ? cut(base) + "ied" : doubled(base) + "ed";
        return Stream.concat(present(base), Stream.of(past, base + "ed"));
    }

    /** The forms that irregular verbs have too. */
    static Stream<String> present(String base) {
        String third =
                isConsonantAndY(base) ? cut(base) + "ies" : base.matches(".*(s|sh|ch|x|o)") ? base + "es" : base + "s";
        String progressive = base.endsWith("e") && !base.endsWith("ee") ? cut(base) + "ing" : doubled(base) + "ing";
        return Stream.of(third, progressive, base + "ing");
    }

    private static boolean isConsonantAndY(String base) {
        return base.length() > 1 && base.endsWith("y") && VOWELS.indexOf(base.charAt(base.length() - 2)) < 0;
    }

    private static String cut(String base) {
        return base.substring(0, base.length() - 1);
    }

    /** {@code drop} doubles its last letter, {@code read} and {@code mail} do not. */
    private static String doubled(String base) {
        int length = base.length();
        boolean doubles = length > 2
                && "bdgmnprt".indexOf(base.charAt(length - 1)) >= 0
                && VOWELS.indexOf(base.charAt(length - 2)) >= 0
                && VOWELS.indexOf(base.charAt(length - 3)) < 0;
        return doubles ? base + base.charAt(length - 1) : base;
    }
}
