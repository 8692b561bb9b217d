/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Prints the end of a transcript for a failure: one line for each exchange, then the last lines of the servers. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TranscriptTail {

    private static final int LINES = 20;
    private static final int SERVER_LINES = 8;
    private static final int LONGEST = 240;
    private static final int LONGEST_REASON = 100;

    private final Transcript transcript;
    private final Duration testStart;

    private TranscriptTail(Transcript transcript, Duration testStart) {
        this.transcript = transcript;
        this.testStart = testStart;
    }

    /**
     * Print the end.
     *
     * @param startedNanos when the test began, as {@link System#nanoTime()} says it
     * @return empty if there is nothing to show
     */
    public static Optional<String> of(Transcript transcript, long startedNanos) {
        return new TranscriptTail(transcript, RunClock.at(startedNanos)).print();
    }

    /** A line and its time. */
    private record Line(Duration at, String text) {}

    private Optional<String> print() {
        List<Line> lines = new ArrayList<>();
        transcript.exchanges().stream()
                .filter(exchange -> exchange.frames().get(0).attribution() != Attribution.BEFORE_TEST)
                .filter(exchange -> exchange.request().isPresent())
                .forEach(exchange -> lines.add(new Line(exchange.frames().get(0).at(), line(exchange))));
        transcript.frames().stream()
                .filter(frame -> frame.attribution() != Attribution.BEFORE_TEST)
                .forEach(frame -> beside(frame).ifPresent(text -> lines.add(new Line(frame.at(), text))));
        List<String> notes = transcript.frames().stream()
                .filter(frame ->
                        frame.exchange().isEmpty() && frame.server().isEmpty() && frame.event() instanceof Event.Note)
                .map(frame -> "  " + Printable.line(((Event.Note) frame.event()).text(), LONGEST * 2))
                .toList();
        Map<String, List<String>> output = output();
        if (lines.isEmpty() && notes.isEmpty() && output.isEmpty()) {
            return Optional.empty();
        }
        lines.sort(Comparator.comparing(Line::at));
        var text = new StringBuilder("MCP traffic of this test");
        text.append(lines.size() > LINES ? " (the last " + LINES + " of " + lines.size() + " lines)" : "")
                .append(':');
        if (lines.isEmpty()) {
            text.append("\n  (nothing was recorded)");
        }
        lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                .forEach(line -> text.append(String.format(
                        Locale.ROOT, "%n  %8s  %s", line.at().minus(testStart).toMillis() + " ms", line.text())));
        notes.forEach(note -> text.append('\n').append(note));
        output.forEach((server, written) -> {
            text.append("\n  Server '").append(server).append("' wrote during the test:");
            written.subList(Math.max(0, written.size() - SERVER_LINES), written.size())
                    .forEach(line -> text.append("\n    ").append(line));
        });
        return Optional.of(text.toString().replace("\r\n", "\n"));
    }

    private Map<String, List<String>> output() {
        Map<String, List<String>> output = new LinkedHashMap<>();
        for (Frame frame : transcript.frames()) {
            if (frame.event() instanceof Event.ServerOutput written) {
                output.computeIfAbsent(frame.server().orElse("?"), server -> new ArrayList<>())
                        .add(Printable.line(written.line(), LONGEST) + uncertain(frame));
            }
        }
        return output;
    }

    private static String line(TranscriptExchange exchange) {
        String faults = exchange.faults().isEmpty() ? "" : "  [fault: " + String.join("; ", exchange.faults()) + "]";
        return Printable.line(
                exchange.lane().server() + "  " + exchange.title() + "  → " + ending(exchange) + faults
                        + uncertain(exchange.frames().get(0)),
                LONGEST);
    }

    private static String ending(TranscriptExchange exchange) {
        Optional<Event.End> end = exchange.end();
        if (end.isEmpty()) {
            return "in flight";
        }
        String status = exchange.status().isPresent() && exchange.status().getAsInt() / 100 != 2
                ? " (HTTP " + exchange.status().getAsInt() + ")"
                : "";
        String why = end.get().outcome() == Outcome.RPC_ERROR
                ? exchange.response()
                        .flatMap(TranscriptTail::error)
                        .map(error -> " " + error)
                        .orElse("")
                : end.get()
                        .reason()
                        .map(reason -> ": " + Printable.line(firstLine(reason), LONGEST_REASON))
                        .orElse("");
        return end.get().outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ') + status + " after "
                + end.get().duration().toMillis() + " ms" + why;
    }

    /** The first line, without the announcement of further lines. */
    private static String firstLine(String text) {
        String first = text.lines().findFirst().orElse("");
        int sentence = first.lastIndexOf(". ");
        return first.endsWith(":") && sentence >= 0 ? first.substring(0, sentence + 1) : first;
    }

    private static Optional<String> error(JsonObject response) {
        return response.object("error")
                .map(error -> error.get("code") + ": "
                        + Printable.line(error.string("message").orElse(""), LONGEST_REASON));
    }

    /** What happened outside any exchange. */
    private static Optional<String> beside(Frame frame) {
        String server = frame.server().orElse("");
        if (frame.event() instanceof Event.Dropped dropped) {
            return Optional.of("… " + dropped.frames() + " frames dropped");
        }
        if (frame.event() instanceof Event.ServerEnded ended) {
            return Optional.of(
                    Printable.line(server + "  ended. " + firstLine(ended.report()), LONGEST) + uncertain(frame));
        }
        boolean byItself = frame.exchange().isEmpty()
                && frame.event() instanceof Event.Message message
                && message.from() == Direction.FROM_SERVER;
        return byItself
                ? Optional.of(server + "  ← " + Printable.line(said(((Event.Message) frame.event()).body()), LONGEST)
                        + uncertain(frame))
                : Optional.empty();
    }

    private static String said(Body body) {
        if (body instanceof Body.Json json && json.value() instanceof JsonObject message) {
            return message.string("method")
                    .map(method -> method
                            + Optional.ofNullable(message.get("id"))
                                    .map(id -> " #" + id)
                                    .orElse(""))
                    .orElseGet(() -> "an answer to no known request: " + message);
        }
        return body instanceof Body.Text text ? "not JSON: " + text.text() : "a message that was not kept";
    }

    private static String uncertain(Frame frame) {
        return frame.attribution() == Attribution.UNCERTAIN ? "  (this test or another one at the same time)" : "";
    }
}
