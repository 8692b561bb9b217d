/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON value, as RFC 6901 writes it: {@code /tools/get-sum/inputSchema}.
 *
 * @param tokens the steps from the root, unescaped; none is the root itself
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JsonPointer(List<String> tokens) {

    /** The whole value. */
    public static final JsonPointer ROOT = new JsonPointer(List.of());

    /** Copy the tokens. */
    public JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * Read the text form.
     *
     * @param text empty for the root, else starting with {@code /}
     * @return the pointer; never {@code null}
     * @throws IllegalArgumentException if the text is no JSON Pointer
     */
    public static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A JSON Pointer is empty or starts with '/', but this is: " + text);
        }
        var tokens = new ArrayList<String>();
        for (String token : text.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return new JsonPointer(tokens);
    }

    /**
     * Step into a member.
     *
     * @param name the member's name, unescaped
     * @return the longer pointer; never {@code null}
     */
    public JsonPointer child(String name) {
        var longer = new ArrayList<String>(tokens.size() + 1);
        longer.addAll(tokens);
        longer.add(name);
        return new JsonPointer(longer);
    }

    /**
     * Step into an array.
     *
     * @param index the item's index, from 0
     * @return the longer pointer; never {@code null}
     */
    public JsonPointer child(int index) {
        return child(Integer.toString(index));
    }

    /**
     * Find the value at this place.
     *
     * @param root where the pointer starts
     * @return the value, or empty when there is none
     */
    public Optional<JsonValue> find(JsonValue root) {
        JsonValue here = root;
        for (String token : tokens) {
            JsonValue next = step(here, token);
            if (next == null) {
                return Optional.empty();
            }
            here = next;
        }
        return Optional.of(here);
    }

    private static @Nullable JsonValue step(JsonValue here, String token) {
        if (here instanceof JsonObject object) {
            return object.get(token);
        }
        if (here instanceof JsonArray array && token.matches("0|[1-9][0-9]{0,8}")) {
            int index = Integer.parseInt(token);
            return index < array.items().size() ? array.items().get(index) : null;
        }
        return null;
    }

    /** The text form for messages, where an empty string would look like a mistake. */
    String orRoot() {
        return tokens.isEmpty() ? "the root" : toString();
    }

    /**
     * Print the text form.
     *
     * @return empty for the root, else {@code /a/b} with {@code ~} and {@code /} escaped; never {@code null}
     */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (String token : tokens) {
            text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
