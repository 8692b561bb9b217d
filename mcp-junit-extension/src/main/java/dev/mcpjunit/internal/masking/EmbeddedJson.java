/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.masking;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** JSON objects in free text, such as the arguments of a call in a line of a log. */
final class EmbeddedJson {

    /** Each attempt reads to the end of the text at most, so that the time stays linear. */
    private static final int MOST = 20;

    private EmbeddedJson() {}

    /** Replace the objects in a text; those that do not change keep their spelling. */
    static String replace(String text, UnaryOperator<JsonValue> replacement) {
        var replaced = new StringBuilder();
        int from = 0;
        int open = text.indexOf('{');
        for (int attempt = 0; open >= 0 && attempt < MOST; attempt++) {
            int end = end(text, open);
            Optional<JsonValue> found = end < 0 ? Optional.empty() : parsed(text.substring(open, end));
            if (found.isPresent()) {
                JsonValue other = replacement.apply(found.get());
                replaced.append(text, from, open);
                replaced.append(other.equals(found.get()) ? text.substring(open, end) : Json.print(other));
                from = end;
            }
            open = text.indexOf('{', Math.max(open + 1, from));
        }
        return from == 0 ? text : replaced.append(text.substring(from)).toString();
    }

    private static Optional<JsonValue> parsed(String found) {
        try {
            return Optional.of(Json.parse(found));
        } catch (MalformedJsonException noJson) {
            return Optional.empty();
        }
    }

    /** After the brace that closes the one at a place; negative if there is none. */
    private static int end(String text, int open) {
        int depth = 0;
        boolean inString = false;
        for (int at = open; at < text.length(); at++) {
            char c = text.charAt(at);
            if (inString) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
