/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints the lines of a transcript. The members of a line are described in {@code docs/transcript.md}. */
final class FrameWriter {

    /** The value of the first member of the first line. */
    static final String FORMAT = "mcp-junit";

    private FrameWriter() {}

    /** The first line. */
    static String header(TranscriptHeader header) {
        JsonObject.Builder line = JsonObject.builder()
                .put("transcript", FORMAT)
                .put("version", header.version())
                .put("class", header.testClass())
                .put("test", header.test())
                .put("id", header.id())
                .put("startedAt", header.startedAt().toString());
        header.frames().ifPresent(frames -> line.put("frames", frames));
        return print(line.build());
    }

    /** The line of a frame. */
    static String frame(Frame frame) {
        JsonObject.Builder line =
                JsonObject.builder().put("frame", frame.number()).put("at", micros(frame.at()));
        frame.server().ifPresent(server -> line.put("server", server));
        frame.lane().ifPresent(lane -> lane(lane, line));
        frame.exchange().ifPresent(exchange -> line.put("exchange", exchange));
        if (frame.attribution() != Attribution.THIS_TEST) {
            line.put("attribution", word(frame.attribution()));
        }
        event(frame.event(), line);
        return print(line.build());
    }

    /** Escapes the characters that a terminal would interpret. They can only be inside strings. */
    private static String print(JsonObject line) {
        String text = Json.print(line);
        if (text.codePoints().noneMatch(FrameWriter::isInvisible)) {
            return text;
        }
        var escaped = new StringBuilder(text.length() + 32);
        text.codePoints().forEach(point -> {
            if (isInvisible(point)) {
                for (char unit : Character.toChars(point)) {
                    escaped.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void lane(Lane lane, JsonObject.Builder line) {
        line.put("connection", lane.connection())
                .put("carrier", word(lane.carrier()))
                .put("seenBy", word(lane.observer()));
    }

    private static void event(Event event, JsonObject.Builder line) {
        if (event instanceof Event.Message message) {
            message(message, line.put("event", "message"));
        } else if (event instanceof Event.HttpRequest request) {
            line.put("event", "http-request")
                    .put("method", request.method())
                    .put("headers", headers(request.headers()));
        } else if (event instanceof Event.HttpResponse response) {
            line.put("event", "http-response")
                    .put("status", response.status())
                    .put("headers", headers(response.headers()));
        } else if (event instanceof Event.End end) {
            line.put("event", "end")
                    .put("outcome", word(end.outcome()))
                    .put("duration", micros(end.duration()))
                    .putIfPresent("reason", end.reason());
        } else {
            beside(event, line);
        }
    }

    private static void beside(Event event, JsonObject.Builder line) {
        if (event instanceof Event.Fault fault) {
            line.put("event", "fault").put("fault", fault.description());
        } else if (event instanceof Event.Note note) {
            line.put("event", "note").put("note", note.text());
        } else if (event instanceof Event.ServerOutput output) {
            line.put("event", "server-output").put("line", output.line());
        } else if (event instanceof Event.ServerStarted) {
            line.put("event", "server-started");
        } else if (event instanceof Event.ServerEnded ended) {
            line.put("event", "server-ended").put("report", ended.report());
        } else if (event instanceof Event.Dropped dropped) {
            line.put("event", "dropped").put("frames", dropped.frames());
        } else {
            throw new IllegalStateException("No line for " + event);
        }
    }

    private static void message(Event.Message message, JsonObject.Builder line) {
        line.put("from", message.from() == Direction.FROM_CLIENT ? "client" : "server");
        if (message.body() instanceof Body.Json json && json.value() instanceof JsonObject object) {
            // Repeated from the message, for those who search the file line by line.
            line.putIfPresent("method", object.string("method"));
            if (RpcMessage.isCall(object, Methods.CALL_TOOL)) {
                line.putIfPresent("tool", RpcMessage.params(object).string("name"));
            }
            if (object.has("id")) {
                line.put("id", object.get("id"));
            }
        }
        line.put("bytes", message.bytes());
        message.sse().ifPresent(sse -> line.put("sse", sse(sse)));
        if (message.body() instanceof Body.Json json) {
            line.put("message", json.value());
        } else if (message.body() instanceof Body.Text text) {
            line.put("text", text.text());
        } else if (message.body() instanceof Body.Omitted omitted) {
            line.put("omitted", omitted.reason());
        }
    }

    private static JsonObject sse(Event.SseFields sse) {
        return JsonObject.builder()
                .putIfPresent("id", sse.id())
                .put("event", sse.type())
                .putIfPresent("retry", sse.retry().map(Duration::toMillis))
                .build();
    }

    private static JsonObject headers(Map<String, String> headers) {
        JsonObject.Builder sorted = JsonObject.builder();
        new TreeMap<>(headers).forEach(sorted::put);
        return sorted.build();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
