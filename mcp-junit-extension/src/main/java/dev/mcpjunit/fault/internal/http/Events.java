/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.WireStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes events of a {@code text/event-stream}. Pure. */
final class Events {

    private static final int PARTS = 3;

    private Events() {}

    /** An event whose data is any text. */
    static byte[] text(String type, String data) {
        return print(type, Optional.empty(), List.of(data.split("\r\n|\r|\n", -1)), "\n");
    }

    /**
     * An event with a message.
     *
     * @param id the event's id, as the server gave it
     */
    static byte[] message(Optional<String> id, String json, WireStyle style) {
        List<String> lines = style == WireStyle.SPLIT ? split(json) : List.of(json);
        return print("message", id, lines, style == WireStyle.CRLF ? "\r\n" : "\n");
    }

    private static byte[] print(String type, Optional<String> id, List<String> data, String lineEnd) {
        var event = new StringBuilder();
        event.append("event: ").append(type).append(lineEnd);
        id.ifPresent(value -> event.append("id: ").append(value).append(lineEnd));
        data.forEach(line -> event.append("data: ").append(line).append(lineEnd));
        return event.append(lineEnd).toString().getBytes(UTF_8);
    }

    /** Break JSON into a few lines, where a line break is white space and no part of a text. */
    private static List<String> split(String json) {
        var lines = new ArrayList<String>();
        boolean inText = false;
        int start = 0;
        for (int i = 0; i < json.length() && lines.size() < PARTS - 1; i++) {
            char next = json.charAt(i);
            if (next == '\\' && inText) {
                i++;
            } else if (next == '"') {
                inText = !inText;
            } else if (!inText && (next == ',' || next == '{')) {
                lines.add(json.substring(start, i + 1));
                start = i + 1;
            }
        }
        lines.add(json.substring(start));
        return lines;
    }
}
