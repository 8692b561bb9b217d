/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.text;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Signs of an attack in a text that a model reads. Only what a change has brought counts: honest texts shout and mention
 * passwords too, and one that was reviewed once need not be reviewed again.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SuspiciousText {

    private static final Map<String, Pattern> SIGNS = signs();

    private SuspiciousText() {}

    private static Map<String, Pattern> signs() {
        var signs = new LinkedHashMap<String, Pattern>();
        signs.put(
                "invisible characters",
                Pattern.compile("[\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF\\x{E0000}-\\x{E007F}]"));
        signs.put("a hidden comment", Pattern.compile("<!--"));
        signs.put(
                "a tag that commands",
                Pattern.compile("<\\s*/?\\s*(important|system|instructions?|secret|hidden|critical)\\b[^>]*>", flags()));
        signs.put(
                "a wish to keep the user in the dark",
                Pattern.compile(
                        "(do not|don't|never|without) (tell|inform|mention|reveal|notify|show|telling|informing|mentioning)"
                                + "[^.]{0,40}\\b(user|human|anyone|them)\\b",
                        flags()));
        signs.put(
                "a wish to override what was said",
                Pattern.compile("(ignore|disregard|forget) (all |any )?(the )?(previous|prior|above|other) (instructions?|rules?|prompts?)", flags()));
        signs.put(
                "a place of secrets",
                Pattern.compile(
                        "(~|\\$HOME|/root|/home/\\w+)?/?\\.(ssh|aws|gnupg|kube|netrc|npmrc|docker/config)\\b|\\bid_(rsa|ed25519)\\b"
                                + "|/etc/(passwd|shadow)|\\b[A-Z][A-Z0-9_]*_(SECRET|TOKEN|API_KEY|PASSWORD)\\b",
                        0));
        signs.put("an address", Pattern.compile("https?://[^\\s)\"'>]+|\\b[\\w.+-]+@[\\w-]+\\.[a-z]{2,}\\b", flags()));
        signs.put("encoded text", Pattern.compile("\\b[A-Za-z0-9+/]{60,}={0,2}"));
        return signs;
    }

    private static int flags() {
        return Pattern.CASE_INSENSITIVE;
    }

    /** Whether a text has signs that its predecessor did not have. */
    public static boolean isIntroduced(@Nullable JsonValue before, @Nullable JsonValue after) {
        return !introduced(before, after).isEmpty();
    }

    /** The signs in words, to follow what has changed; empty when there are none. */
    public static String reason(@Nullable JsonValue before, @Nullable JsonValue after) {
        List<String> introduced = introduced(before, after);
        return introduced.isEmpty() ? "" : "; it now has " + String.join(", ", introduced);
    }

    private static List<String> introduced(@Nullable JsonValue before, @Nullable JsonValue after) {
        String old = text(before);
        String now = text(after);
        var found = new ArrayList<String>();
        SIGNS.forEach((name, sign) -> {
            // What matched before, as it stands, is nothing new.
            boolean isNew = sign.matcher(now).results().anyMatch(match -> !old.contains(match.group()));
            if (isNew) {
                found.add(name);
            }
        });
        return found;
    }

    private static String text(@Nullable JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        if (value instanceof JsonArray list) {
            return String.join("\n", list.items().stream().map(SuspiciousText::text).toList());
        }
        return value instanceof JsonObject object
                ? String.join("\n", object.members().values().stream().map(SuspiciousText::text).toList())
                : "";
    }
}
