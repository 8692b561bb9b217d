/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * A way to change the state of a call, as an attacker could. Pure.
 *
 * @param what what is changed, for messages
 * @param change the changed state; empty for a state that cannot be changed in this way
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TamperedState(String what, Function<String, Optional<String>> change) {

    /** Enough that some positions are not syntax of the state, such as a brace or a quotation mark. */
    private static final int PLACES = 24;

    private static final int MEMBERS = 8;

    /** Ways to change states that look like this one. */
    public static List<TamperedState> of(String state) {
        var ways = new ArrayList<TamperedState>();
        if (state.isEmpty()) {
            return List.of(new TamperedState("the empty text", empty -> Optional.of("A")));
        }
        // A number in plain JSON may have a dot, too.
        String[] parts = Form.of(state).isPresent() ? new String[] {state} : state.split("\\.", -1);
        for (int part = 0; part < parts.length; part++) {
            int place = part;
            Optional<JsonObject> object = Form.of(parts[part]).flatMap(form -> form.object(parts[place]));
            object.map(JsonObject::names).stream()
                    .flatMap(names -> names.stream().limit(MEMBERS))
                    .forEach(name -> ways.add(new TamperedState(
                            "the member '" + name + "'", text -> withMember(text, parts.length, place, name))));
        }
        int places = Math.min(PLACES, state.length());
        for (int n = 0; n < places; n++) {
            int place = (int) ((long) n * state.length() / places);
            ways.add(new TamperedState(
                    "character " + (place + 1) + " of " + state.length(),
                    text -> Optional.of(withCharacter(text, place))));
        }
        return ways;
    }

    /** Change a letter into a letter and a digit into a digit, so that the form stays the same. */
    private static String withCharacter(String text, int from) {
        int place = Math.min(from, text.length() - 1);
        for (int next = place; next < text.length(); next++) {
            if (isPlain(text.charAt(next))) {
                place = next;
                break;
            }
        }
        String changed = withOther(text, place);
        // The last character of base64 has bits that are not read.
        return place > 0 && isSameInBase64(text, changed) ? withOther(text, place - 1) : changed;
    }

    private static String withOther(String text, int place) {
        char now = text.charAt(place);
        char other = Character.isDigit(now) ? (now == '1' ? '2' : '1') : now == 'A' ? 'B' : 'A';
        return text.substring(0, place)
                + (now >= 'a' && now <= 'z' ? (now == 'a' ? 'b' : 'a') : other)
                + text.substring(place + 1);
    }

    private static boolean isSameInBase64(String text, String changed) {
        String[] before = text.split("\\.", -1);
        String[] after = changed.split("\\.", -1);
        for (int part = 0; part < before.length; part++) {
            if (!before[part].equals(after[part])) {
                Optional<byte[]> bytes = bytes(before[part]);
                return bytes.isPresent()
                        && Arrays.equals(bytes.get(), bytes(after[part]).orElse(null));
            }
        }
        return false;
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(
                    Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_')));
        } catch (IllegalArgumentException otherText) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private static Optional<String> withMember(String text, int count, int place, String name) {
        String[] parts = count == 1 ? new String[] {text} : text.split("\\.", -1);
        if (parts.length != count) {
            return Optional.empty();
        }
        Optional<Form> form = Form.of(parts[place]);
        Optional<JsonObject> object = form.flatMap(found -> found.object(parts[place]));
        JsonValue value = object.map(found -> found.get(name)).orElse(null);
        if (form.isEmpty() || value == null) {
            return Optional.empty();
        }
        parts[place] = form.get()
                .write()
                .apply(object.orElseThrow().toBuilder()
                        .put(name, other(value))
                        .build()
                        .toString());
        return Optional.of(String.join(".", parts));
    }

    private static JsonValue other(JsonValue value) {
        if (value instanceof JsonString text) {
            return new JsonString(withCharacter(text.value().isEmpty() ? "1" : text.value(), 0));
        }
        if (value instanceof JsonNumber number) {
            return new JsonNumber(number.value().add(BigDecimal.ONE));
        }
        if (value instanceof JsonBoolean bool) {
            return bool.equals(JsonBoolean.TRUE) ? JsonBoolean.FALSE : JsonBoolean.TRUE;
        }
        return new JsonString("changed");
    }

    /** How a JSON object is written as a state. */
    private record Form(Function<String, String> read, UnaryOperator<String> write) {

        private static final List<Form> ALL = List.of(
                new Form(text -> text, text -> text),
                new Form(
                        text -> new String(Base64.getUrlDecoder().decode(text), UTF_8),
                        text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))),
                new Form(text -> new String(Base64.getDecoder().decode(text), UTF_8), text -> Base64.getEncoder()
                        .encodeToString(text.getBytes(UTF_8))));

        static Optional<Form> of(String text) {
            return ALL.stream().filter(form -> form.object(text).isPresent()).findFirst();
        }

        Optional<JsonObject> object(String text) {
            try {
                return Json.parse(read.apply(text)) instanceof JsonObject object
                        ? Optional.of(object)
                        : Optional.empty();
            } catch (IllegalArgumentException | MalformedJsonException otherForm) {
                return Optional.empty();
            }
        }
    }
}
