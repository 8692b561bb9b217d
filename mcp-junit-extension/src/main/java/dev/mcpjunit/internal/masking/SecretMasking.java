/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.masking;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Masks secrets before anything is written or printed: values that this JVM knows, strings in the format of a token,
 * headers and JSON members whose names say that they are secret, and what the user names. Strings are masked one by
 * one, so that the JSON around them stays valid; a string that contains JSON is masked like JSON. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SecretMasking {

    /**
     * A secret in free text, such as a log line: the end of its name, then its value. What stands before that end is
     * not matched, so that the time does not grow with its length for each place where it could begin.
     */
    private static final Pattern NAMED_IN_TEXT =
            Pattern.compile("(?i)((?:authorization|password|passwd|passphrase|secret|token|api[-_.]?key|access[-_.]?key"
                    + "|private[-_.]?key|cookie|credentials?)[\"']?\\s{0,9}[=:]\\s{0,9}[\"']?(?:(?:bearer|basic)\\s{1,9})?)"
                    + "([^\\s\"',;&}\\]]{4,})");

    /** The member of a message that has what a tool returns. */
    public static final String RESULT = "result";

    private static final List<String> TEXT_OF_RESULT = List.of(RESULT, "content", "*", "text");
    private static final List<String> STRUCTURED_CONTENT = List.of(RESULT, "structuredContent");

    private static final String BEARER = "bearer";

    private static final Pattern SCHEME = Pattern.compile("(?i)(\\b" + BEARER + "\\s{1,9})([A-Za-z0-9._~+/=-]{8,})");

    /** The names of members are few, and they come again in each message. */
    private static final int MOST_REMEMBERED_NAMES = 1_000;

    private static final JsonString EMPTY = new JsonString("");

    private final Set<String> names;
    private final List<String[]> pointers;
    private final Map<String, Name> remembered = new HashMap<>();

    /** A name as it may be shown, whether its value is secret, and whether the user says so. */
    private record Name(String shown, boolean secret, boolean namedByUser) {}

    private SecretMasking(Set<String> names, List<String[]> pointers) {
        this.names = names;
        this.pointers = pointers;
    }

    /**
     * Mask what is known to be secret, and more.
     *
     * @param more names of JSON members and headers, or JSON pointers into messages such as
     *     {@code /params/arguments/iban}, where {@code *} stands for any one step
     */
    public static SecretMasking of(List<String> more) {
        return new SecretMasking(
                Set.copyOf(more.stream()
                        .filter(each -> !each.startsWith("/"))
                        .map(SecretNames::canonical)
                        .toList()),
                more.stream()
                        .filter(each -> each.startsWith("/"))
                        .map(each -> each.substring(1).split("/", -1))
                        .toList());
    }

    /** Mask what is known to be secret, and what the user has named in this JVM. For messages of failures. */
    public static SecretMasking ofMessages() {
        return of(Secrets.namesOfUser());
    }

    /** A message without its secrets. */
    public JsonValue mask(JsonValue message) {
        return mask(message, new ArrayList<>());
    }

    /** A part of a message without its secrets; the paths of the user begin at the message. */
    public JsonValue maskIn(String member, JsonValue value) {
        return mask(value, new ArrayList<>(List.of(member)));
    }

    private JsonValue mask(JsonValue value, List<String> path) {
        if (value instanceof JsonObject object) {
            JsonObject.Builder masked = JsonObject.builder();
            object.members().forEach((name, member) -> {
                path.add(name);
                Name known = name(name);
                masked.put(known.shown(), member(known, name, member, path));
                path.remove(path.size() - 1);
            });
            return masked.build();
        }
        if (value instanceof JsonArray array) {
            var items = new ArrayList<JsonValue>();
            for (JsonValue item : array) {
                path.add(String.valueOf(items.size()));
                items.add(isPointedAt(path) ? new JsonString(maskOf(path.get(path.size() - 1))) : mask(item, path));
                path.remove(path.size() - 1);
            }
            return new JsonArray(items);
        }
        if (value instanceof JsonString string) {
            return new JsonString(string(string.value(), path));
        }
        return value instanceof JsonNumber number ? number(number) : value;
    }

    /** What the user names is hidden as a whole, whatever it is. */
    private JsonValue member(Name known, String name, JsonValue member, List<String> path) {
        if (known.namedByUser() || isPointedAt(path)) {
            return new JsonString(maskOf(name));
        }
        return known.secret() ? hidden(name, member, path) : mask(member, path);
    }

    /** The value of a secret name; an object, such as a schema, has no secret itself but may contain some. */
    private JsonValue hidden(String name, JsonValue value, List<String> path) {
        if (value instanceof JsonString || value instanceof JsonNumber) {
            // That there is none is no secret.
            return value.equals(EMPTY) ? value : new JsonString(maskOf(name));
        }
        if (value instanceof JsonArray array && array.items().stream().noneMatch(JsonObject.class::isInstance)) {
            return new JsonArray(
                    array.items().stream().map(item -> hidden(name, item, path)).toList());
        }
        return mask(value, path);
    }

    private JsonValue number(JsonNumber number) {
        BigDecimal value = number.toJava();
        if (value.scale() == 0 && value.precision() < 5) {
            return number; // Too short for a secret, like most numbers. Formatting a number would take most of the
            // time.
        }
        String text = number.toString();
        String masked = text.length() < 6 ? text : Secrets.maskKnown(text);
        return masked.equals(text) ? number : new JsonString(masked);
    }

    /** JSON inside of a string is what tools return most. */
    private String string(String text, List<String> path) {
        String inner = text.strip();
        if (inner.startsWith("{") || inner.startsWith("[")) {
            try {
                JsonValue value = Json.parse(inner);
                JsonValue masked = mask(value, inside(path));
                return masked.equals(value) ? text : Json.print(masked);
            } catch (MalformedJsonException notJson) {
                return text(text);
            }
        }
        return text(text);
    }

    /** Servers repeat structured content as a text, so what is hidden in the one is hidden in the other. */
    private static List<String> inside(List<String> path) {
        boolean ofResult = path.size() == TEXT_OF_RESULT.size();
        for (int i = 0; ofResult && i < path.size(); i++) {
            ofResult =
                    TEXT_OF_RESULT.get(i).equals("*") || TEXT_OF_RESULT.get(i).equals(path.get(i));
        }
        return new ArrayList<>(ofResult ? STRUCTURED_CONTENT : List.of());
    }

    /** Free text, such as a log line, without its secrets; if it is JSON, it is masked like JSON. */
    public String line(String text) {
        return string(text, List.of());
    }

    /** Free text without its secrets. */
    public String text(String text) {
        String json = EmbeddedJson.replace(text, this::mask);
        if (!mayNameSecret(json)) {
            return Secrets.maskKnown(json);
        }
        // Names come first: a known secret may be a word of a name, such as "secret", and hide it.
        String named = named(json, value -> Secrets.maskKnown(value).equals(value));
        return named(Secrets.maskKnown(named), value -> true);
    }

    /** Whether a pattern can match; most texts need not be searched by them. */
    private static boolean mayNameSecret(String text) {
        if (text.indexOf('=') >= 0 || text.indexOf(':') >= 0) {
            return true;
        }
        for (int at = 0; at < text.length() - BEARER.length(); at++) {
            char letter = text.charAt(at);
            if ((letter == 'b' || letter == 'B') && text.regionMatches(true, at, BEARER, 0, BEARER.length())) {
                return true;
            }
        }
        return false;
    }

    private static String named(String text, Predicate<String> hidden) {
        return replace(SCHEME, replace(NAMED_IN_TEXT, text, "value", hidden), "token", hidden);
    }

    private static String replace(Pattern pattern, String text, String name, Predicate<String> hidden) {
        Matcher matcher = pattern.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(
                hidden.test(found.group(2)) && !found.group(2).startsWith("[masked")
                        ? found.group(1) + maskOf(name)
                        : found.group()));
    }

    /** HTTP headers without their secrets. */
    public Map<String, String> headers(Map<String, String> headers) {
        var masked = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> masked.put(name, name(name).secret() ? maskOf(name) : text(value)));
        return masked;
    }

    private synchronized Name name(String name) {
        Name known = remembered.get(name);
        if (known == null) {
            String canonical = SecretNames.canonical(name);
            boolean namedByUser = names.contains(canonical);
            known = new Name(text(name), namedByUser || SecretNames.isSecret(canonical), namedByUser);
            if (remembered.size() < MOST_REMEMBERED_NAMES) {
                remembered.put(name, known);
            }
        }
        return known;
    }

    private boolean isPointedAt(List<String> path) {
        for (String[] pointer : pointers) {
            if (matches(pointer, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String[] pointer, List<String> path) {
        if (pointer.length != path.size()) {
            return false;
        }
        for (int i = 0; i < pointer.length; i++) {
            String step = pointer[i].replace("~1", "/").replace("~0", "~");
            if (!step.equals("*") && !step.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String maskOf(String name) {
        return "[masked: " + name + "]";
    }
}
