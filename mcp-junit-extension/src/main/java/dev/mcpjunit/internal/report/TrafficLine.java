/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Observer;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The line that holds the exchanges of a test. Its members have short names, because there are many: n number, s
 * server, c connection, m method, t tool, w seen at the proxy, f forwarded, a answered by the server, e ended, o
 * outcome, st HTTP status, x faults, mo moments in between, q request, p answer, h and ph their headers, g group, gw
 * why they belong together. Times are microseconds since the first frame of the test; what is older, on a shared
 * connection, is negative.
 */
final class TrafficLine {

    /** A longer body is not shown; the transcript has it. */
    private static final long LONGEST_BODY = 32 * 1024;

    /** Begins a note about the state of a breaker. */
    private static final String BREAKER = "breaker: ";

    private final Transcript transcript;
    private final List<ShownExchange> exchanges;
    private final Map<Long, ExchangeGroups.Group> groups;
    private final Duration origin;

    /**
     * Show a transcript.
     *
     * @param exchanges the exchanges of the transcript
     */
    TrafficLine(Transcript transcript, List<ShownExchange> exchanges) {
        this.transcript = transcript;
        this.exchanges = exchanges;
        this.groups = ExchangeGroups.of(exchanges);
        this.origin = transcript.frames().stream()
                .filter(frame -> frame.attribution() == Attribution.THIS_TEST)
                .map(Frame::at)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("kind", "traffic")
                .put("exchanges", exchanges.stream().map(this::exchange).toList())
                .put(
                        "events",
                        transcript.frames().stream()
                                .flatMap(frame -> event(frame).stream())
                                .toList())
                .build();
    }

    private JsonObject exchange(ShownExchange shown) {
        TranscriptExchange exchange = shown.exchange();
        Optional<JsonObject> request = shown.request().map(ShownExchange.Part::object);
        boolean proxied = shown.lane().observer() == Observer.PROXY;
        JsonObject.Builder line = JsonObject.builder()
                .put("n", shown.number())
                .put("s", shown.server())
                .put("c", shown.lane().connection())
                .putIfPresent(
                        "m", shown.method().or(() -> exchange.requestHead().map(Event.HttpRequest::method)))
                .putIfPresent("t", shown.tool())
                .putIfPresent("id", request.flatMap(message -> Optional.ofNullable(message.get("id"))))
                .put("at", micros(exchange.frames().get(0)))
                .put("o", shown.outcome().name().toLowerCase(Locale.ROOT));
        if (proxied) {
            line.put("w", true).putIfPresent("f", noted(exchange, "forwarded").or(() -> shown.firstFromServer()
                    .map(this::micros)));
        }
        line.putIfPresent("a", shown.firstFromServer().map(this::micros))
                .putIfPresent("e", shown.end().map(this::micros))
                .putIfPresent(
                        "st",
                        exchange.status().isPresent()
                                ? Optional.of(exchange.status().getAsInt())
                                : Optional.empty())
                .putIfPresent("x", Optional.of(exchange.faults()).filter(faults -> !faults.isEmpty()))
                .putIfPresent("mo", Optional.of(moments(shown)).filter(moments -> !moments.isEmpty()))
                .putIfPresent("q", shown.request().map(TrafficLine::shown))
                .putIfPresent(
                        "p", shown.response().<JsonValue>map(TrafficLine::shown).or(() -> other(shown)))
                .putIfPresent("h", exchange.requestHead().map(Event.HttpRequest::headers))
                .putIfPresent("ph", exchange.responseHead().map(Event.HttpResponse::headers));
        Optional.ofNullable(groups.get(shown.number())).ifPresent(group -> line.put("g", group.number())
                .put("gw", group.reason().words()));
        return line.build();
    }

    /** What the server sent instead of an answer, such as the page of a gateway. */
    private static Optional<JsonValue> other(ShownExchange shown) {
        return shown.outcome() == Outcome.ACCEPTED
                ? Optional.empty()
                : shown.exchange().fromServer().stream()
                        .filter(message -> message.sse().isEmpty())
                        .map(TrafficLine::shown)
                        .findFirst();
    }

    private Optional<Long> noted(TranscriptExchange exchange, String what) {
        return exchange.frames().stream()
                .filter(frame ->
                        frame.event() instanceof Event.Note note && note.text().equals(what))
                .map(this::micros)
                .findFirst();
    }

    /** Notes, and what the server sent besides the answer. */
    private List<List<Object>> moments(ShownExchange shown) {
        Optional<JsonObject> answer = shown.response().map(ShownExchange.Part::object);
        var moments = new ArrayList<List<Object>>();
        for (Frame frame : shown.exchange().frames()) {
            if (frame.event() instanceof Event.Note note) {
                moments.add(List.of(micros(frame), note.text()));
            } else if (frame.event() instanceof Event.End end && end.reason().isPresent()) {
                moments.add(List.of(micros(frame), end.reason().get()));
            } else if (frame.event() instanceof Event.Message message
                    && message.from() == Direction.FROM_SERVER
                    && message.body() instanceof Body.Json json
                    && !answer.filter(value -> value == json.value()).isPresent()) {
                moments.add(List.of(micros(frame), Json.print(shown(message))));
            }
        }
        return moments;
    }

    private Optional<JsonObject> event(Frame frame) {
        if (frame.exchange().isPresent()) {
            return Optional.empty();
        }
        return words(frame.event()).map(text -> JsonObject.builder()
                .put("at", micros(frame))
                .put("s", frame.server().orElse(""))
                .put("k", kind(frame))
                .put("text", text)
                .build());
    }

    private static String kind(Frame frame) {
        Event event = frame.event();
        if (event instanceof Event.Note note
                && frame.server().isPresent()
                && note.text().startsWith(BREAKER)) {
            return "state";
        }
        return event instanceof Event.ServerOutput ? "output" : event instanceof Event.Message ? "message" : "event";
    }

    private static Optional<String> words(Event event) {
        if (event instanceof Event.ServerOutput output) {
            return Optional.of(output.line());
        }
        if (event instanceof Event.ServerStarted) {
            return Optional.of("the server started");
        }
        if (event instanceof Event.ServerEnded ended) {
            return Optional.of("the server ended: " + ended.report());
        }
        if (event instanceof Event.Dropped gap) {
            return Optional.of(gap.frames() + " frames are missing here");
        }
        if (event instanceof Event.Note note) {
            return Optional.of(note.text());
        }
        if (event instanceof Event.Fault fault) {
            return Optional.of("fault: " + fault.description());
        }
        return event instanceof Event.Message message
                ? Optional.of(shown(message).toString())
                : Optional.empty();
    }

    private static JsonValue shown(Event.Message message) {
        if (message.body() instanceof Body.Omitted omitted) {
            return JsonValue.of("not kept: " + omitted.reason());
        }
        if (message.bytes() > LONGEST_BODY) {
            return JsonValue.of(tooLong(message.bytes()));
        }
        return message.body() instanceof Body.Json json
                ? json.value()
                : JsonValue.of(((Body.Text) message.body()).text());
    }

    private static JsonValue shown(ShownExchange.Part part) {
        return part.bytes() <= LONGEST_BODY ? part.object() : JsonValue.of(tooLong(part.bytes()));
    }

    private static String tooLong(long bytes) {
        return "not shown: " + bytes + " bytes, and the report shows at most " + LONGEST_BODY
                + ". The transcript of the test has all of it.";
    }

    private long micros(Frame frame) {
        return frame.at().minus(origin).toNanos() / 1_000;
    }
}
