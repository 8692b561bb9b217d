/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The transcript format")
class TranscriptFormatTests {

    private static final Lane HTTP = new Lane("weather", 1, Carrier.HTTP, Observer.CONNECTION);

    private static final String HEADER = "{\"transcript\":\"mcp-junit\",\"version\":\"1.0\",\"class\":\"WeatherTest\","
            + "\"test\":\"finds()\",\"id\":\"[engine:x]\",\"startedAt\":\"2026-01-31T12:00:00Z\"}";

    private static TranscriptHeader header() {
        return TranscriptHeader.of("WeatherTest", "finds()", "[engine:x]", Instant.parse("2026-01-31T12:00:00Z"));
    }

    private static Frame on(long number, Event event) {
        return Frame.on(
                HTTP, number, Duration.ofNanos(number * 1_000_000), OptionalLong.of(7), Attribution.THIS_TEST, event);
    }

    private static Event.Message message(Direction from, String json) {
        return new Event.Message(from, new Body.Json(Json.parse(json)), json.length(), Optional.empty());
    }

    static Stream<Event> events() {
        var sse = new Event.SseFields(Optional.of("e-1"), "message", Optional.of(Duration.ofMillis(250)));
        var plain = new Event.SseFields(Optional.empty(), "endpoint", Optional.empty());
        return Stream.of(
                message(Direction.FROM_CLIENT, "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}"),
                message(Direction.FROM_CLIENT, "[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]"),
                message(Direction.FROM_SERVER, "null"),
                new Event.Message(
                        Direction.FROM_SERVER, new Body.Text("<html>\n\u001b[31m\u2028"), 12, Optional.of(sse)),
                new Event.Message(Direction.FROM_SERVER, new Body.Text(""), 0, Optional.of(plain)),
                new Event.Message(
                        Direction.FROM_SERVER, new Body.Omitted("larger than 1 MiB"), 2_000_000, Optional.empty()),
                new Event.HttpRequest("POST", Map.of("accept", "application/json")),
                new Event.HttpResponse(404, Map.of("content-type", "text/plain")),
                new Event.Fault("lose response"),
                new Event.Note("the client gave up"),
                new Event.End(Outcome.TOOL_ERROR, Duration.ofMillis(12), Optional.empty()),
                new Event.End(Outcome.CLIENT_GONE, Duration.ofMillis(12), Optional.of("no answer within 10 ms")),
                new Event.ServerOutput("listening on 8080"),
                new Event.ServerStarted(),
                new Event.ServerEnded("exit code 3"),
                new Event.Dropped(41));
    }

    @ParameterizedTest
    @MethodSource("events")
    @DisplayName("reads what it writes")
    void roundTrip(Event event) {
        for (Attribution attribution : Attribution.values()) {
            var frames = List.of(
                    on(1, event),
                    Frame.on(HTTP, 2, Duration.ofNanos(5_000), OptionalLong.empty(), attribution, event),
                    Frame.of("weather", 3, Duration.ofSeconds(4), attribution, event));
            var transcript = new Transcript(header(), frames);

            assertThat(Transcript.parse("t.jsonl", transcript.print())).isEqualTo(transcript);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    @DisplayName("uses one printable line for each frame")
    void onePrintableLine(Event event) {
        String text = new Transcript(header(), List.of(on(1, event))).print();

        assertThat(text.lines()).hasSize(2);
        assertThat(text.lines().flatMapToInt(String::codePoints))
                .noneMatch(Character::isISOControl)
                .noneMatch(point -> point == 0x2028);
    }

    @Test
    @DisplayName("looks as it is documented")
    void documented() {
        var call = message(
                Direction.FROM_CLIENT,
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"get-forecast\"}}");

        assertThat(new Transcript(header(), List.of(on(4, call))).print())
                .isEqualTo(
                        HEADER
                                + "\n{\"frame\":4,\"at\":4000,\"server\":\"weather\",\"connection\":1,\"carrier\":\"http\","
                                + "\"seenBy\":\"connection\",\"exchange\":7,\"event\":\"message\",\"from\":\"client\","
                                + "\"method\":\"tools/call\",\"tool\":\"get-forecast\",\"id\":3,\"bytes\":79,\"message\":"
                                + "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"get-forecast\"}}}\n");
    }

    @Test
    @DisplayName("ignores members and events that a later minor version adds")
    void laterMinorVersion() {
        String later = HEADER.replace("1.0", "1.7").replace("\"test\"", "\"mood\":{},\"test\"")
                + "\n{\"frame\":1,\"at\":1,\"event\":\"sigh\",\"depth\":3}"
                + "\n{\"frame\":2,\"at\":2,\"weight\":9,\"event\":\"note\",\"note\":\"kept\"}";

        assertThat(Transcript.parse("t.jsonl", later).frames())
                .extracting(Frame::event)
                .containsExactly(new Event.Note("kept"));
    }

    @Test
    @DisplayName("refuses a later major version")
    void laterMajorVersion() {
        assertThatThrownBy(() -> Transcript.parse("t.jsonl", HEADER.replace("1.0", "2.1")))
                .isInstanceOf(InvalidTranscriptException.class)
                .hasMessage("t.jsonl, line 1: the transcript has version 2.1, and this version of mcp-junit reads"
                        + " versions up to 1.x. Use the version of mcp-junit that wrote it, or a later one.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"frame\":1                                | the line is no JSON object. Was the file cut or edited?",
                "[]                                          | the line is no JSON object",
                "{\"frame\":1,\"at\":1}                      | 'event' must be a string, and is missing",
                "{\"event\":\"note\",\"note\":\"x\",\"at\":1} | 'frame' must be an integer, and is missing",
                "{\"frame\":1.5,\"at\":1,\"event\":\"note\",\"note\":\"x\"} | 'frame' must be an integer",
                "{\"frame\":1,\"at\":1,\"event\":\"note\"}   | 'note' must be a string, and is missing",
                "{\"frame\":1,\"at\":1,\"event\":\"end\",\"duration\":1,\"outcome\":\"bliss\"} | 'outcome' is 'bliss', which is none of [in-flight, result",
                "{\"frame\":1,\"at\":1,\"event\":\"message\",\"from\":\"moon\"} | 'from' is neither 'client' nor 'server'",
                "{\"frame\":1,\"at\":1,\"event\":\"message\",\"from\":\"client\"} | 'message' must be JSON, and is missing",
                "{\"frame\":1,\"at\":1,\"event\":\"http-response\",\"status\":-1,\"headers\":{}} | 'status' must be an integer from 0 to 2147483647",
                "{\"frame\":1,\"at\":1,\"event\":\"http-request\",\"method\":\"GET\",\"headers\":{\"a\":1}} | header 'a' must be a string",
            })
    @DisplayName("names file, line and member of what cannot be read")
    void damagedLine(String line, String problem) {
        assertThatThrownBy(() -> Transcript.parse("t.jsonl", HEADER + "\n\n" + line))
                .isInstanceOfSatisfying(InvalidTranscriptException.class, failure -> assertThat(failure.line())
                        .isEqualTo(3))
                .hasMessageStartingWith("t.jsonl, line 3: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                                | the file is empty, so it is no transcript",
                "{\"version\":\"1.0\"}                             | the first line of a transcript begins with",
                "{\"transcript\":\"mcp-junit\"}                    | 'version' must be a string, and is missing",
                "{\"transcript\":\"mcp-junit\",\"version\":\"new\"} | version 'new' is no version such as 1.0",
                "{\"transcript\":\"mcp-junit\",\"version\":\"1.0\",\"startedAt\":\"noon\"} | 'startedAt' is no time",
            })
    @DisplayName("refuses a file that does not begin as a transcript")
    void notATranscript(String text, String problem) {
        assertThatThrownBy(() -> Transcript.parse("t.jsonl", text))
                .isInstanceOf(InvalidTranscriptException.class)
                .hasMessageStartingWith("t.jsonl, line 1: " + problem);
    }

    @Test
    @DisplayName("is read from a file, and groups frames by exchange")
    void exchanges(@TempDir Path directory) throws IOException {
        var call = message(
                Direction.FROM_CLIENT,
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"pay\"}}");
        var progress = message(
                Direction.FROM_SERVER,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":1}}");
        var answer = message(Direction.FROM_SERVER, "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}");
        var transcript = new Transcript(
                header(),
                List.of(
                        on(1, new Event.HttpRequest("POST", Map.of())),
                        on(2, call),
                        Frame.of("weather", 3, Duration.ZERO, Attribution.THIS_TEST, new Event.ServerOutput("busy")),
                        on(4, new Event.HttpResponse(200, Map.of())),
                        on(5, progress),
                        on(6, new Event.Fault("delay")),
                        on(7, answer),
                        on(8, new Event.End(Outcome.RESULT, Duration.ofMillis(3), Optional.empty()))));
        Path file = Files.writeString(directory.resolve("t.jsonl"), transcript.print());

        assertThat(Transcript.read(file).exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.number()).isEqualTo(7);
            assertThat(exchange.lane()).isEqualTo(HTTP);
            assertThat(exchange.title()).isEqualTo("tools/call 'pay' #3");
            assertThat(exchange.tool()).contains("pay");
            assertThat(exchange.requestHead()).map(Event.HttpRequest::method).contains("POST");
            assertThat(exchange.status()).hasValue(200);
            assertThat(exchange.fromServer()).containsExactly(progress, answer);
            assertThat(exchange.response().flatMap(response -> response.object("result")))
                    .contains(JsonObject.EMPTY);
            assertThat(exchange.faults()).containsExactly("delay");
            assertThat(exchange.outcome()).isEqualTo(Outcome.RESULT);
        });
    }
}
