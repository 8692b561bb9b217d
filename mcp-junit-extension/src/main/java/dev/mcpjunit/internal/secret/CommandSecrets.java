/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets in the words of a command. An option is recognized by its name; everything else is printed as it is.
 */
final class CommandSecrets {

    /** A shorter value is found in innocent text. */
    private static final int SHORTEST = 6;

    private static final Pattern SECRET_OPTION = Pattern.compile(
            "token|secret|passw|passphrase|pwd|cred|private|signature|bearer|jwt|api[-_.]?key|access[-_.]?key"
                    + "|auth[-_.]?key|(^|[-_.])(key|pass|auth)$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OPTION_WITH_VALUE =
            Pattern.compile("-{0,2}([A-Za-z][A-Za-z0-9._-]*)=(.*)", Pattern.DOTALL);

    private static final Pattern OPTION = Pattern.compile("--?([A-Za-z][A-Za-z0-9._-]*)");

    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z0-9-]*):[ \\t]+(\\S.*)", Pattern.DOTALL);

    /** Numbers, dates, paths and addresses. */
    private static final Pattern ORDINARY =
            Pattern.compile("[0-9.:-]+|true|false|([A-Za-z]:)?[./\\\\~@].*|[A-Za-z][A-Za-z0-9+.-]*://.*");

    private CommandSecrets() {}

    static void find(List<String> words, Map<String, String> found) {
        String option = "";
        for (String word : words) {
            if (SecretValues.isAddress(word)) {
                SecretValues.ofAddressText(word, found);
            }
            Matcher header = HEADER.matcher(word);
            Matcher pair = OPTION_WITH_VALUE.matcher(word);
            Matcher name = OPTION.matcher(word);
            if (header.matches()) {
                if (isSecret(header.group(1))) {
                    SecretValues.ofHeader(header.group(1), header.group(2), found);
                }
                option = "";
            } else if (pair.matches()) {
                if (!word.startsWith("-")) {
                    // A value that ends with "=", such as Base64.
                    value(option, word, found);
                }
                value(pair.group(1), pair.group(2), found);
                option = "";
            } else if (name.matches()) {
                option = name.group(1);
            } else {
                value(option, word, found);
                option = "";
            }
        }
    }

    private static boolean isSecret(String name) {
        return SECRET_OPTION.matcher(name).find()
                || name.equalsIgnoreCase("authorization")
                || name.equalsIgnoreCase("cookie");
    }

    private static void value(String name, String value, Map<String, String> found) {
        if (SecretValues.isAddress(value)) {
            SecretValues.ofAddressText(value, found);
        } else if (isSecret(name)
                && value.length() >= SHORTEST
                && !ORDINARY.matcher(value).matches()) {
            SecretValues.named(name, value, found);
        }
    }
}
