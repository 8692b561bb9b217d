/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.PackageVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.apiguardian.api.API;

/**
 * Reads and writes JSON text.
 *
 * <p>A hostile text cannot exhaust the stack or the heap through nesting or long numbers: Jackson's default limits hold
 * (1,000 levels, 1,000 digits), and exponents are at most 2,147,483,647. Where a member name is repeated, the last one
 * wins, as in JavaScript.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Json {

    private static final int EXCERPT = 200;

    private Json() {}

    /**
     * Read one JSON value.
     *
     * @param text the whole text; white space around the value is allowed
     * @return the value; never {@code null}
     * @throws MalformedJsonException if the text is not exactly one JSON value
     */
    public static JsonValue parse(String text) {
        try (JsonParser parser = factory().createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("Not JSON: the text is empty");
            }
            JsonValue value = read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("Not JSON: something follows the value in: " + excerpt(text));
            }
            return value;
        } catch (JsonProcessingException notJson) {
            throw new MalformedJsonException(
                    "Not JSON: " + notJson.getOriginalMessage() + position(notJson) + " in: " + excerpt(text),
                    notJson,
                    notJson instanceof StreamConstraintsException);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Write a value in one line, members in their own order.
     *
     * @param value the value
     * @return compact JSON; never {@code null}
     */
    public static String print(JsonValue value) {
        var text = new StringWriter();
        try (JsonGenerator generator = factory().createGenerator(text)) {
            write(value, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return escapingLoneSurrogates(text.toString());
    }

    /** Half a surrogate pair has no bytes in UTF-8. It can only be inside a string, where JSON can escape it. */
    private static String escapingLoneSurrogates(String text) {
        if (!hasSurrogate(text) || text.codePoints().noneMatch(Json::isLoneSurrogate)) {
            return text;
        }
        var escaped = new StringBuilder(text.length() + 10);
        text.codePoints().forEach(character -> {
            if (isLoneSurrogate(character)) {
                escaped.append("\\u").append(Integer.toHexString(character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** Most texts have none, and a loop over characters is several times as fast as a stream of code points. */
    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    /**
     * Write a value for people and for version control: indented by two spaces, one line per member and item, members
     * sorted by name, lines ended by {@code \n}. Equal values give equal text, but for the spelling of numbers.
     *
     * @param value the value
     * @return indented JSON without a newline at its end; never {@code null}
     */
    public static String printSorted(JsonValue value) {
        return SortedPrinter.print(value);
    }

    private static JsonValue read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, JsonValue>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield members.isEmpty() ? JsonObject.EMPTY : JsonObject.owning(members);
            }
            case START_ARRAY -> {
                var items = new ArrayList<JsonValue>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                yield items.isEmpty() ? JsonArray.EMPTY : new JsonArray(items);
            }
            case VALUE_STRING -> new JsonString(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(number(parser));
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new MalformedJsonException("Not JSON: unexpected " + parser.currentToken());
        };
    }

    private static BigDecimal number(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw new MalformedJsonException(
                    "Not JSON: a number has an exponent beyond 2,147,483,647, the limit of mcp-junit: "
                            + excerpt(parser.getText()),
                    tooLarge,
                    true);
        }
    }

    private static void write(JsonValue value, JsonGenerator to) throws IOException {
        if (value instanceof JsonObject object) {
            to.writeStartObject();
            for (var member : object.members().entrySet()) {
                to.writeFieldName(member.getKey());
                write(member.getValue(), to);
            }
            to.writeEndObject();
        } else if (value instanceof JsonArray array) {
            to.writeStartArray();
            for (JsonValue item : array) {
                write(item, to);
            }
            to.writeEndArray();
        } else if (value instanceof JsonString string) {
            to.writeString(string.value());
        } else if (value instanceof JsonNumber number) {
            // Not writeNumber(BigDecimal): its plain form of 1E+9999999 would fill the heap.
            to.writeNumber(number.value().toString());
        } else {
            to.writeRawValue(value.toString());
        }
    }

    private static String position(JsonProcessingException failure) {
        var at = failure.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "… (" + text.length() + " characters)";
    }

    private static JsonFactory factory() {
        try {
            return Factory.BOUNDED;
        } catch (LinkageError tooOld) {
            throw new IllegalStateException(
                    "mcp-junit reads JSON with jackson-core 2.15 or later, and " + PackageVersion.VERSION
                            + " is on the class path. Let the build take a newer com.fasterxml.jackson.core:jackson-core.",
                    tooOld);
        }
    }

    /** On its own, so that Json itself can be loaded where the limits are not there yet. */
    private static final class Factory {
        /** What comes in is bounded already, in bytes; the default would refuse a picture of 20 MB as a string. */
        static final JsonFactory BOUNDED = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }
}
