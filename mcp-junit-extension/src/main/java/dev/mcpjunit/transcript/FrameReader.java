/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import dev.mcpjunit.traffic.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the frame in one line. */
final class FrameReader {

    private final LineReader line;

    FrameReader(LineReader line) {
        this.line = line;
    }

    /** The frame; empty if its kind of event is not known, because a later version wrote it. */
    Optional<Frame> frame() {
        return event().map(event -> new Frame(
                line.number("frame"),
                line.micros("at"),
                line.optionalText("server"),
                lane(),
                line.optionalNumber("exchange"),
                line.optionalText("attribution").isPresent()
                        ? line.constant("attribution", Attribution.class)
                        : Attribution.THIS_TEST,
                event));
    }

    private Optional<Lane> lane() {
        return line.optionalNumber("connection").isEmpty()
                ? Optional.empty()
                : Optional.of(new Lane(
                        line.text("server"),
                        line.smallNumber("connection"),
                        line.constant("carrier", Carrier.class),
                        line.constant("seenBy", Observer.class)));
    }

    private Optional<Event> event() {
        Event event =
                switch (line.text("event")) {
                    case "message" -> message();
                    case "http-request" -> new Event.HttpRequest(line.text("method"), line.headers("headers"));
                    case "http-response" -> new Event.HttpResponse(line.smallNumber("status"), line.headers("headers"));
                    case "end" ->
                        new Event.End(
                                line.constant("outcome", Outcome.class),
                                line.micros("duration"),
                                line.optionalText("reason"));
                    case "fault" -> new Event.Fault(line.text("fault"));
                    case "note" -> new Event.Note(line.text("note"));
                    case "server-output" -> new Event.ServerOutput(line.text("line"));
                    case "server-started" -> new Event.ServerStarted();
                    case "server-ended" -> new Event.ServerEnded(line.text("report"));
                    case "dropped" -> new Event.Dropped(line.number("frames"));
                    default -> null;
                };
        return Optional.ofNullable(event);
    }

    private Event message() {
        Direction from =
                switch (line.text("from")) {
                    case "client" -> Direction.FROM_CLIENT;
                    case "server" -> Direction.FROM_SERVER;
                    default -> throw line.wrong("'from' is neither 'client' nor 'server'");
                };
        return new Event.Message(
                from, body(), line.number("bytes"), line.optionalObject("sse").map(FrameReader::sse));
    }

    private Body body() {
        Optional<String> text = line.optionalText("text");
        Optional<String> omitted = line.optionalText("omitted");
        if (text.isPresent()) {
            return new Body.Text(text.get());
        }
        return omitted.isPresent() ? new Body.Omitted(omitted.get()) : new Body.Json(line.value("message"));
    }

    private static Event.SseFields sse(LineReader sse) {
        OptionalLong retry = sse.optionalNumber("retry");
        return new Event.SseFields(
                sse.optionalText("id"),
                sse.optionalText("event").orElse("message"),
                retry.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(retry.getAsLong())));
    }
}
