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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message on a shared connection")
class AttributionTests {

    private static final RecordingLimit LIMIT = RecordingLimit.ofRun();

    private final ServerTape tape = ServerTape.of("weather");
    private final ConnectionTape connection = tape.connection(Carrier.STDIO, Observer.CONNECTION);
    private final TestRecording mine = new TestRecording(LIMIT);
    private final TestRecording other = new TestRecording(LIMIT);

    private void ping(int id) {
        JsonObject request = RpcMessage.request(JsonValue.of(id), "ping", JsonObject.EMPTY);
        ExchangeTape exchange = connection.begin(request);
        exchange.fromClient(request, 40);
        exchange.end(Outcome.RESULT, Optional.empty());
    }

    private void answer(int id) {
        JsonObject answer = RpcMessage.result(JsonValue.of(id), JsonObject.EMPTY);
        connection.fromServer(answer.toString(), List.of(answer));
    }

    /** On a thread of its own: a worker of a pool may run what it waits for by itself. */
    private static void elsewhere(Runnable action) throws InterruptedException {
        var thread = new Thread(action);
        thread.start();
        thread.join();
    }

    private static List<String> frames(TestRecording recording) {
        return recording
                .transcript(TranscriptHeader.of("A", "b()", "c", Instant.EPOCH), Masking.of(List.of()))
                .get()
                .frames()
                .stream()
                .filter(frame -> frame.event() instanceof Event.Message)
                .map(frame -> frame.attribution() + " "
                        + ((JsonObject) ((Body.Json) ((Event.Message) frame.event()).body()).value()).get("id"))
                .toList();
    }

    @Test
    @DisplayName("belongs to the test whose thread sent it, and so does the answer, whichever thread reads it")
    void thread() throws InterruptedException {
        tape.attach(mine);
        elsewhere(() -> tape.attach(other));

        ping(1);
        elsewhere(() -> answer(1));

        assertThat(frames(mine)).containsExactly("THIS_TEST 1", "THIS_TEST 1");
        assertThat(frames(other)).isEmpty();
        assertThat(tape.detach(mine)).isEqualTo(Attribution.UNCERTAIN);
    }

    @Test
    @DisplayName("from another thread belongs to the only test that runs")
    void onlyTest() throws InterruptedException {
        tape.attach(mine);

        elsewhere(() -> ping(1));

        assertThat(frames(mine)).containsExactly("THIS_TEST 1");
        assertThat(tape.detach(mine)).isEqualTo(Attribution.THIS_TEST);
    }

    @Test
    @DisplayName("from a thread of neither test is uncertain in both")
    void uncertain() throws InterruptedException {
        tape.attach(mine);
        elsewhere(() -> tape.attach(other));

        elsewhere(() -> ping(1));

        assertThat(frames(mine)).containsExactly("UNCERTAIN 1");
        assertThat(frames(other)).containsExactly("UNCERTAIN 1");
    }

    @Test
    @DisplayName("before the test is marked as older, and after it is not recorded")
    void beforeAndAfter() {
        ping(1);
        tape.attach(mine);
        ping(2);
        tape.detach(mine);
        ping(3);

        assertThat(frames(mine)).containsExactly("BEFORE_TEST 1", "THIS_TEST 2");
    }
}
