/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads the members of one line.
 *
 * @param source what messages call the text
 * @param line the number of the line, from 1
 */
record LineReader(String source, int line, JsonObject members) {

    InvalidTranscriptException wrong(String problem) {
        return new InvalidTranscriptException(source, line, problem);
    }

    private InvalidTranscriptException missing(String name, String kind) {
        return wrong("'" + name + "' must be " + kind + (members.has(name) ? "" : ", and is missing"));
    }

    Optional<String> optionalText(String name) {
        if (members.has(name) && members.string(name).isEmpty()) {
            throw missing(name, "a string");
        }
        return members.string(name);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name, "a string"));
    }

    OptionalLong optionalNumber(String name) {
        if (!members.has(name)) {
            return OptionalLong.empty();
        }
        if (members.get(name) instanceof JsonNumber number && number.isInteger()) {
            try {
                return OptionalLong.of(number.value().longValueExact());
            } catch (ArithmeticException tooLarge) {
                throw missing(name, "a 64-bit integer");
            }
        }
        throw missing(name, "an integer");
    }

    long number(String name) {
        OptionalLong found = optionalNumber(name);
        if (found.isEmpty()) {
            throw missing(name, "an integer");
        }
        return found.getAsLong();
    }

    int smallNumber(String name) {
        long number = number(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw missing(name, "an integer from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    Duration micros(String name) {
        return Duration.of(number(name), ChronoUnit.MICROS);
    }

    JsonValue value(String name) {
        JsonValue value = members.get(name);
        if (value == null) {
            throw missing(name, "JSON");
        }
        return value;
    }

    Optional<LineReader> optionalObject(String name) {
        if (members.has(name) && members.object(name).isEmpty()) {
            throw missing(name, "an object");
        }
        return members.object(name).map(object -> new LineReader(source, line, object));
    }

    Map<String, String> headers(String name) {
        JsonObject object = members.object(name).orElseThrow(() -> missing(name, "an object"));
        var headers = new LinkedHashMap<String, String>();
        object.members().forEach((header, value) -> {
            if (!(value instanceof JsonString text)) {
                throw wrong("header '" + header + "' must be a string");
            }
            headers.put(header, text.value());
        });
        return headers;
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String word = text(name);
        return Stream.of(type.getEnumConstants())
                .filter(constant -> FrameWriter.word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong("'" + name + "' is '" + word + "', which is none of "
                        + Stream.of(type.getEnumConstants())
                                .map(FrameWriter::word)
                                .toList()));
    }
}
