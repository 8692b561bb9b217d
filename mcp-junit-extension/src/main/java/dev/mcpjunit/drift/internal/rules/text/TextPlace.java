/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A string that a model may see, and where it stands. Members are read too, for a model reads their names.
 *
 * @param kind whether it is a value or the name of a member
 */
record TextPlace(JsonPointer at, String text, Kind kind) {

    enum Kind {
        VALUE,
        NAME
    }

    /** What a text is read as. */
    enum Role {
        /** A description, a title, a note: it speaks to the reader. */
        SPOKEN,
        /** A sample or a value, such as one of {@code examples}: it is spoken of. */
        DATA,
        /** One of several that are read one after the other. */
        PART
    }

    private static final Set<String> DATA = Set.of("examples", "example", "default", "enum", "const", "pattern");

    /** What stands below one of these is a name of the server's choice. */
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs", "definitions");

    /** Every string of a declaration, however deeply nested, in the order in which it is written. */
    static List<TextPlace> all(JsonValue declaration) {
        var places = new ArrayList<TextPlace>();
        collect(declaration, new ArrayList<>(), places);
        return places;
    }

    private static void collect(JsonValue value, List<String> path, List<TextPlace> places) {
        if (value instanceof JsonString string) {
            places.add(new TextPlace(new JsonPointer(path), string.value(), Kind.VALUE));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.items().size(); i++) {
                step(String.valueOf(i), array.items().get(i), path, places);
            }
        } else if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                var inside = new ArrayList<>(path);
                inside.add(name);
                places.add(new TextPlace(new JsonPointer(inside), name, Kind.NAME));
                step(name, member, path, places);
            });
        }
    }

    private static void step(String token, JsonValue value, List<String> path, List<TextPlace> places) {
        path.add(token);
        collect(value, path, places);
        path.remove(path.size() - 1);
    }

    List<Found> signs() {
        if (kind == Kind.NAME) {
            return SuspiciousText.inName(text);
        }
        return isOfArgument() ? SuspiciousText.inArgument(text) : SuspiciousText.in(text);
    }

    /** Whether it describes what a caller is to pass. */
    boolean isOfArgument() {
        List<String> tokens = at.tokens();
        return role() == Role.SPOKEN && tokens.size() > 2 && tokens.get(0).equals("inputSchema");
    }

    /** Names of members are data too where they stand inside a value. */
    Role role() {
        List<String> tokens = at.tokens();
        return IntStream.range(1, tokens.size())
                        .anyMatch(i -> DATA.contains(tokens.get(i)) && !NAMED.contains(tokens.get(i - 1)))
                ? Role.DATA
                : Role.SPOKEN;
    }

    String lastToken() {
        List<String> tokens = at.tokens();
        return tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1);
    }
}
