/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * JSON that people write by hand, with the place of each value. Comments and trailing commas are allowed, because
 * editors allow them in their settings. Repeated member names are errors. No error quotes a value, because it may be
 * secret.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LocatedJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final JsonValue value;
    private final Map<JsonPointer, Position> positions;

    private LocatedJson(JsonValue value, Map<JsonPointer, Position> positions) {
        this.value = value;
        this.positions = positions;
    }

    /**
     * Read a text.
     *
     * @throws Malformed if it is not exactly one JSON value, or repeats a member name
     */
    public static LocatedJson parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            var reader = new Reader(parser);
            return reader.readAll();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The whole value. */
    public JsonValue value() {
        return value;
    }

    /**
     * The line where the value at a pointer begins, from 1; for a pointer without a value, that of what is around it.
     */
    public int line(JsonPointer pointer) {
        return position(pointer).line();
    }

    /** The column where {@link #line} says that it begins, from 1, in UTF-16 code units. */
    public int column(JsonPointer pointer) {
        return position(pointer).column();
    }

    private Position position(JsonPointer pointer) {
        JsonPointer here = pointer;
        while (!positions.containsKey(here) && !here.tokens().isEmpty()) {
            here = new JsonPointer(here.tokens().subList(0, here.tokens().size() - 1));
        }
        return positions.getOrDefault(here, new Position(1, 1));
    }

    /** A place in the text. */
    private record Position(int line, int column) {}

    /** Reads one text. */
    private static final class Reader {

        private final JsonParser parser;
        private final Map<JsonPointer, Position> positions = new HashMap<>();
        private JsonPointer here = JsonPointer.ROOT;

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        LocatedJson readAll() throws IOException {
            try {
                if (parser.nextToken() == null) {
                    throw new Malformed(1, here, "the file is empty");
                }
                JsonValue value = read(JsonPointer.ROOT);
                here = JsonPointer.ROOT;
                if (parser.nextToken() != null) {
                    throw new Malformed(line(), here, "something follows the end of the JSON value. Remove it");
                }
                return new LocatedJson(value, positions);
            } catch (JsonProcessingException notJson) {
                int line = notJson.getLocation() == null
                        ? line()
                        : notJson.getLocation().getLineNr();
                int column = notJson.getLocation() == null
                        ? 1
                        : notJson.getLocation().getColumnNr();
                throw new Malformed(line, here, "not valid JSON at column " + column + ": " + reason(notJson));
            }
        }

        private JsonValue read(JsonPointer at) throws IOException {
            here = at;
            positions.putIfAbsent(at, position());
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(at);
                case START_ARRAY -> array(at);
                case VALUE_STRING -> new JsonString(parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getDecimalValue());
                case VALUE_TRUE -> JsonBoolean.TRUE;
                case VALUE_FALSE -> JsonBoolean.FALSE;
                case VALUE_NULL -> JsonNull.NULL;
                default -> throw new Malformed(line(), at, "not valid JSON: unexpected " + parser.currentToken());
            };
        }

        private JsonObject object(JsonPointer at) throws IOException {
            var members = new LinkedHashMap<String, JsonValue>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonPointer child = at.child(name);
                if (members.containsKey(name)) {
                    throw new Malformed(
                            line(),
                            child,
                            "the name stands here twice, first in line "
                                    + requireNonNull(positions.get(child)).line());
                }
                positions.put(child, position());
                here = child;
                parser.nextToken();
                members.put(name, read(child));
                here = at;
            }
            return JsonObject.of(members);
        }

        private JsonArray array(JsonPointer at) throws IOException {
            var items = new ArrayList<JsonValue>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(at.child(items.size())));
                here = at;
            }
            return new JsonArray(items);
        }

        private Position position() {
            return new Position(line(), parser.currentTokenLocation().getColumnNr());
        }

        private int line() {
            return parser.currentTokenLocation().getLineNr();
        }

        /** Jackson's reason without what it quotes, and without its advice about its own features. */
        private static String reason(JsonProcessingException notJson) {
            return String.valueOf(notJson.getOriginalMessage())
                    .replaceAll("(?s)\\s*\\(start marker at .*", "")
                    .replaceAll("(?s) ?\\(for .*", "")
                    .replaceAll("(?s)Unrecognized token.*", "a value without quotes")
                    .replaceAll("(?s)'[^']{2,}'", "'…'")
                    .replaceAll("\\p{Cntrl}+", " ")
                    .strip();
        }
    }

    /** A text is not JSON. */
    public static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final transient JsonPointer pointer;

        Malformed(int line, JsonPointer pointer, String problem) {
            super(problem);
            this.line = line;
            this.pointer = pointer;
        }

        /** The line of the error, from 1. */
        public int line() {
            return line;
        }

        /** The value in which the error is. */
        public JsonPointer pointer() {
            return pointer;
        }
    }
}
