/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import dev.mcpjunit.transcript.internal.Masking;
import dev.mcpjunit.transcript.internal.RecordingLimit;
import dev.mcpjunit.transcript.internal.ServerTape;
import dev.mcpjunit.transcript.internal.TestRecording;
import dev.mcpjunit.transcript.internal.TranscriptTail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The limit of a transcript")
class TranscriptLimitTests {

    private static final TranscriptHeader HEADER = TranscriptHeader.of("A", "b()", "c", Instant.EPOCH);

    private final AtomicLong shared = new AtomicLong(1_000_000);
    private final ServerTape tape = ServerTape.of("weather");

    private TestRecording recording(int first, int last, long bytes, long bodyBytes) {
        var recording = new TestRecording(new RecordingLimit(first, last, bytes, bodyBytes, shared));
        tape.attach(recording);
        return recording;
    }

    private void calls(int count, String result) {
        ConnectionTape connection = tape.connection(Carrier.STDIO, Observer.CONNECTION);
        for (int i = 1; i <= count; i++) {
            JsonObject request = RpcMessage.request(JsonValue.of(i), "ping", JsonObject.EMPTY);
            ExchangeTape exchange = connection.begin(request);
            exchange.fromClient(request, 40);
            exchange.fromServer("{\"id\":" + i + ",\"result\":" + result + "}", Optional.empty());
            exchange.end(Outcome.RESULT, Optional.empty());
        }
    }

    private static Transcript transcript(TestRecording recording) {
        return recording.transcript(HEADER, Masking.of(List.of())).get();
    }

    @Test
    @DisplayName("keeps the first and the last frames, and counts those between")
    void frames() {
        TestRecording recording = recording(6, 9, 1_000_000, 10_000);
        calls(100, "{}");

        Transcript transcript = transcript(recording);

        assertThat(transcript.frames()).hasSize(16);
        assertThat(transcript.frames().get(6).event()).isEqualTo(new Event.Dropped(285));
        assertThat(transcript.frames().get(6).number()).isEqualTo(291);
        assertThat(transcript.frames().get(15).number()).isEqualTo(300);
        assertThat(transcript.exchanges())
                .extracting(TranscriptExchange::title)
                .containsExactly("ping #1", "ping #2", "ping #98", "ping #99", "ping #100");
        assertThat(TranscriptTail.of(transcript, recording.startedNanos()).orElseThrow())
                .contains("… 285 frames dropped")
                .contains("ping #100  → result after");
        assertThat(transcript.frames())
                .allSatisfy(frame -> assertThat(frame.at()).isGreaterThanOrEqualTo(java.time.Duration.ZERO));
        assertThat(Transcript.parse("it", transcript.print())).isEqualTo(transcript);
    }

    @Test
    @DisplayName("holds for bytes, and gives them back at the end")
    void bytes() {
        TestRecording recording = recording(1_000, 1_000, 40_000, 10_000);
        calls(100, "\"" + "x".repeat(2_000) + "\"");

        assertThat(shared.get()).isBetween(1_000_000L - 40_000, 1_000_000L - 30_000);
        List<Frame> frames = transcript(recording).frames();
        assertThat(frames.get(0).event()).isInstanceOf(Event.Message.class);
        assertThat(frames.get(frames.size() - 1).number()).isEqualTo(300);
        recording.close();
        assertThat(shared.get()).isEqualTo(1_000_000);
    }

    @Test
    @DisplayName("holds for all tests of a run together")
    void sharedBytes() {
        shared.set(50_000);
        List<TestRecording> recordings = IntStream.range(0, 4)
                .mapToObj(i -> {
                    TestRecording one = recording(1_000, 1_000, 1_000_000, 10_000);
                    calls(20, "\"" + "x".repeat(2_000) + "\"");
                    tape.detach(one);
                    return one;
                })
                .toList();

        assertThat(shared.get()).isNotNegative();
        assertThat(recordings).allSatisfy(recording -> transcript(recording));
        recordings.forEach(TestRecording::close);
        assertThat(shared.get()).isEqualTo(50_000);
    }

    @Test
    @DisplayName("leaves out the body of a message that is too large, and nothing else of it")
    void largeBody() {
        TestRecording recording = recording(100, 100, 1_000_000, 2_048);
        calls(1, "\"" + "x".repeat(3_000) + "\"");

        assertThat(transcript(recording).exchanges().get(0).fromServer())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body()).isEqualTo(new Body.Omitted("larger than 2 KiB"));
                    assertThat(message.bytes()).isGreaterThan(3_000);
                });
    }

    @Test
    @DisplayName("is not touched by a test that has ended")
    void ended() {
        TestRecording recording = recording(100, 100, 1_000_000, 2_048);
        JsonObject request = RpcMessage.request(JsonValue.of(1), "ping", JsonObject.EMPTY);
        ExchangeTape late = tape.connection(Carrier.HTTP, Observer.CONNECTION).begin(request);
        assertThat(tape.detach(recording)).isEqualTo(Attribution.THIS_TEST);
        recording.close();

        late.fromClient(request, 40);

        assertThat(shared.get()).isEqualTo(1_000_000);
        assertThat(transcript(recording).frames()).isEmpty();
    }
}
