/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Signs of an attack in a text that a model reads. Only what a change has brought counts: honest texts shout and
 * mention passwords too, and one that was reviewed once need not be reviewed again.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SuspiciousText {

    private static final Map<String, Pattern> SIGNS = signs();

    private static final String SHOWN = "(tell|inform|mention|reveal|notify|show|disclose|telling|informing|mentioning"
            + "|revealing|notifying|showing|disclosing)";

    private static final String READER = "(users?|human|anyone|anybody|them|him|her)";

    private static final String SENT =
            "(send|post|upload|forward|report|submit|transmit|exfiltrate|copy|leak|e-?mail|cc|bcc)";

    private static final String REPLACED =
            "\\b(instead of|rather than|never (use|call)|do not (use|call)|don't (use|call)) ";

    /** What a claim to replace another tool begins with: most texts make none, however many tools there are. */
    private static final Pattern CLAIM = caseless(REPLACED);

    private SuspiciousText() {}

    private static Map<String, Pattern> signs() {
        var signs = new LinkedHashMap<String, Pattern>();
        signs.put(
                "invisible characters",
                Pattern.compile("[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF"
                        + "\\x{E0000}-\\x{E007F}]"));
        signs.put("a hidden comment", Pattern.compile("<!--"));
        signs.put(
                "a tag that commands",
                caseless("<\\s*/?\\s*(important|system|instructions?|secret|hidden|critical)\\b[^>]*>"));
        signs.put(
                "a wish to keep the user in the dark",
                caseless("\\b(do not|don't|never|without) " + SHOWN + "\\b[^.]{0,40}\\b" + READER + "\\b"));
        signs.put(
                "a wish to override what was said",
                caseless("\\b(ignore|disregard|forget) (all |any )?(of )?(the |your )?"
                        + "(previous|prior|above|other|earlier) (instructions?|rules?|prompts?|messages?)"));
        signs.put(
                "a place of secrets",
                Pattern.compile("(^|[\\s\"'`(~/])\\.(ssh|aws|gnupg|kube|netrc|npmrc|docker/config)\\b"
                        + "|\\bid_(rsa|ed25519)\\b|/etc/(passwd|shadow)\\b"
                        + "|\\b[A-Z][A-Z0-9]*_([A-Z0-9]+_)*(SECRET|TOKEN|KEY|PASSWORD)\\b"));
        signs.put(
                "a place to send things to",
                caseless("\\b" + SENT
                        + "\\b[^.!?\\n]{0,80}(https?://[^\\s)\"'>]+|\\b[\\w.+-]+@[\\w-]+\\.[a-z]{2,}\\b)"));
        signs.put(
                "encoded text",
                Pattern.compile("\\b(?=[A-Za-z0-9+/]*[0-9])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{60,}={0,2}"));
        return signs;
    }

    private static Pattern caseless(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /**
     * Find the signs that a new text has and its predecessor had not.
     *
     * @param before the old text
     * @param now the new text
     * @param toolNames the names of all tools, none of which a text should claim to replace
     * @return the signs in words; empty when there are none; never {@code null}
     */
    public static List<String> introduced(String before, String now, Set<String> toolNames) {
        var found = new ArrayList<String>();
        SIGNS.forEach((name, sign) -> {
            // What matched before, as it stands, is nothing new.
            if (sign.matcher(now).results().anyMatch(match -> !before.contains(match.group()))) {
                found.add(name);
            }
        });
        if (CLAIM.matcher(now).find() && claimsToReplace(toolNames, before, now)) {
            found.add("a claim to replace another tool");
        }
        return found;
    }

    private static boolean claimsToReplace(Set<String> toolNames, String before, String now) {
        return toolNames.stream()
                .filter(name -> name.length() > 2 && now.contains(name))
                .map(name -> caseless(REPLACED + "(the |tool |any )*[\"'`]?" + Pattern.quote(name) + "(?![\\w-])"))
                .anyMatch(claim -> claim.matcher(now).results().anyMatch(match -> !before.contains(match.group())));
    }

    /**
     * Collect all text of a value.
     *
     * @param value any JSON value
     * @return its texts, one per line; never {@code null}
     */
    public static String textOf(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        if (value instanceof JsonArray list) {
            return String.join(
                    "\n", list.items().stream().map(SuspiciousText::textOf).toList());
        }
        return value instanceof JsonObject object
                ? String.join(
                        "\n",
                        object.members().values().stream()
                                .map(SuspiciousText::textOf)
                                .toList())
                : "";
    }
}
