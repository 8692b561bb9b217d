/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.cassette.internal.TapedExchange.After;
import dev.mcpjunit.cassette.internal.TapedExchange.Await;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.CassetteSpec.Repeats;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording has besides requests and their answers, several clients, and files that were edited. */
class RecordedEdgesTests {

    @TempDir
    private Path folder;

    private final StringBuilder lines = new StringBuilder(
            "{\"transcript\":\"mcp-junit\",\"version\":\"1.0\",\"class\":\"\",\"test\":\"\",\"id\":\"\","
                    + "\"startedAt\":\"2026-01-31T12:00:00Z\"}\n");
    private final Misses misses = new Misses();
    private int frames;

    /** A frame; 0 is no exchange. The message is written with single quotes. */
    private void frame(int connection, int exchange, String from, String message) {
        event(
                connection,
                exchange,
                "\"event\":\"message\",\"from\":\"" + from + "\",\"bytes\":9,\"message\":{\"jsonrpc\":\"2.0\","
                        + message.replace('\'', '"') + "}");
    }

    private void event(int connection, int exchange, String members) {
        frames++;
        lines.append("{\"frame\":")
                .append(frames)
                .append(",\"at\":0,\"server\":\"weather\",\"connection\":")
                .append(connection)
                .append(",\"carrier\":\"http\",\"seenBy\":\"proxy\"")
                .append(exchange == 0 ? "" : ",\"exchange\":" + exchange)
                .append(',')
                .append(members)
                .append("}\n");
    }

    private Tape tape() {
        return Tape.of(Transcript.parse("tape", lines.toString()));
    }

    private Player player() {
        CassetteFile file = Tapes.file(folder.resolve("tape.cassette.jsonl"));
        Matching matching = Matching.ignoring(List.of(), CassetteMask.of(List.of()));
        return new Player(tape(), matching, Repeats.AS_RECORDED, new MissText("weather", file, matching), misses);
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(("{'jsonrpc':'2.0'," + text + "}").replace('\'', '"'));
    }

    @Test
    void requests_of_the_server_to_two_clients_may_have_the_same_id() {
        frame(1, 1, "client", "'id':1,'method':'tools/call','params':{'name':'a'}");
        frame(2, 2, "client", "'id':1,'method':'tools/call','params':{'name':'b'}");
        frame(1, 1, "server", "'id':7,'method':'elicitation/create','params':{'message':'a?'}");
        frame(2, 2, "server", "'id':7,'method':'elicitation/create','params':{'message':'b?'}");
        frame(1, 3, "client", "'id':7,'result':{'action':'accept'}");
        frame(2, 4, "client", "'id':7,'result':{'action':'decline'}");

        assertThat(tape().exchanges())
                .extracting(exchange -> exchange.steps().stream()
                        .filter(Await.class::isInstance)
                        .map(step -> ((Await) step)
                                .answer()
                                .at("/result/action")
                                .orElseThrow()
                                .toString())
                        .toList())
                .containsExactly(List.of("\"accept\""), List.of("\"decline\""));
    }

    @Test
    void an_answer_that_comes_on_another_connection_is_compared_all_the_same() {
        frame(1, 1, "client", "'id':1,'method':'tools/call','params':{'name':'a'}");
        frame(1, 1, "server", "'id':7,'method':'elicitation/create','params':{'message':'a?'}");
        frame(2, 2, "client", "'id':7,'result':{'action':'accept'}");

        assertThat(tape().exchanges().get(0).steps()).hasSize(2).anyMatch(Await.class::isInstance);
    }

    @Test
    void what_comes_after_the_answer_is_sent_after_it() {
        frame(1, 1, "client", "'id':1,'method':'tools/call','params':{'name':'a'}");
        frame(1, 1, "server", "'id':1,'result':{}");
        frame(1, 1, "server", "'method':'notifications/message','params':{'data':'late'}");

        assertThat(tape().exchanges().get(0).steps()).hasSize(1);
        assertThat(tape().exchanges().get(0).after())
                .extracting(After::message)
                .containsExactly(json("'method':'notifications/message','params':{'data':'late'}"));
    }

    @Test
    void another_answer_to_a_request_outside_of_any_call_is_a_miss() {
        frame(1, 1, "client", "'method':'notifications/initialized'");
        frame(1, 0, "server", "'id':3,'method':'roots/list'");
        frame(1, 2, "client", "'id':3,'result':{'roots':[]}");
        var sent = new ArrayList<JsonObject>();
        var replay = new Replay(player(), sent::add);

        assertThat(replay.take(json("'method':'notifications/initialized'"))).isEmpty();
        assertThat(sent).hasSize(1);
        String id = sent.get(0).string("id").orElseThrow();
        assertThat(replay.take(json("'id':'" + id + "','result':{'roots':[{'uri':'file:///x'}]}")))
                .isEmpty();
        assertThat(misses.rest()).singleElement().satisfies(miss -> assertThat(miss.text())
                .startsWith("Cassette miss: tape.cassette.jsonl of server 'weather' expects another answer to"
                        + "\n\n  roots/list {}\n\nThe client answered differently than in the recording:\n"));
    }

    @Test
    void the_recorded_answer_to_a_request_outside_of_any_call_is_none() {
        frame(1, 1, "client", "'method':'notifications/initialized'");
        frame(1, 0, "server", "'id':3,'method':'roots/list'");
        frame(1, 2, "client", "'id':3,'result':{'roots':[]}");
        var sent = new ArrayList<JsonObject>();
        var replay = new Replay(player(), sent::add);
        assertThat(replay.take(json("'method':'notifications/initialized'"))).isEmpty();
        assertThat(replay.take(json("'id':'" + sent.get(0).string("id").orElseThrow() + "','result':{'roots':[]}")))
                .isEmpty();

        assertThat(misses.rest()).isEmpty();
    }

    @Test
    void a_notification_that_was_rejected_is_rejected_again() {
        frame(1, 1, "client", "'method':'notifications/initialized'");
        event(1, 1, "\"event\":\"http-response\",\"status\":400,\"headers\":{}");

        assertThat(new Replay(player(), message -> {}).take(json("'method':'notifications/initialized'")))
                .hasValue(400);
    }

    @Test
    void a_client_gets_the_handshake_of_a_client_that_says_the_same() {
        frame(1, 1, "client", "'id':1,'method':'initialize','params':{'protocolVersion':'A','capabilities':{}}");
        frame(1, 1, "server", "'id':1,'result':{'protocolVersion':'A'}");
        frame(1, 2, "client", "'id':1,'method':'initialize','params':{'protocolVersion':'B','capabilities':{}}");
        frame(1, 2, "server", "'id':1,'error':{'code':-32602,'message':'Unsupported'}");
        Player player = player();

        for (int i = 0; i < 3; i++) {
            assertThat(player.find(json(
                                    "'id':9,'method':'initialize','params':{'protocolVersion':'B','capabilities':{}}"))
                            .orElseThrow()
                            .exchange()
                            .number())
                    .isEqualTo(2);
            assertThat(player.find(json(
                                    "'id':9,'method':'initialize','params':{'protocolVersion':'A','capabilities':{}}"))
                            .orElseThrow()
                            .exchange()
                            .number())
                    .isEqualTo(1);
        }
        assertThat(player.find(json("'id':9,'method':'initialize','params':{'protocolVersion':'C'}")))
                .isPresent();
    }

    private void assertUnreadable(String reason) throws IOException {
        Path file = folder.resolve("tape.cassette.jsonl");
        Files.writeString(file, lines);
        try (ServerHandle weather = Tapes.replayed(file, Weather.http())) {
            assertThatThrownBy(weather::connection)
                    .hasMessage("Unreadable cassette: tape.cassette.jsonl. " + reason
                            + "?\n\n  Record it again with   mvn test -Dmcp.cassette=refresh");
        }
    }

    @Test
    void a_file_without_messages_is_no_recording() throws IOException {
        assertUnreadable("It has no messages. Was it cut");
    }

    @Test
    void a_line_that_was_removed_is_reported() throws IOException {
        frame(1, 1, "client", "'id':1,'method':'tools/list'");
        frames++;
        frame(1, 1, "server", "'id':1,'result':{}");

        assertUnreadable("Frame 2 is missing. Was it edited or merged");
    }

    @Test
    void exchanges_of_two_recordings_in_one_file_are_reported() throws IOException {
        frame(1, 1, "client", "'id':1,'method':'tools/list'");
        frame(1, 1, "client", "'id':1,'method':'prompts/list'");

        assertUnreadable("Exchange 1 begins twice. Was it merged");
    }

    @Test
    void an_answer_to_another_request_is_reported() throws IOException {
        frame(1, 1, "client", "'id':1,'method':'tools/list'");
        frame(1, 1, "server", "'id':2,'result':{}");

        assertUnreadable("Frame 2 answers a request of another exchange. Was it edited");
    }

    private static String count(ServerHandle weather) {
        return weather.connection().callTool("count-calls").text();
    }

    @Test
    void a_server_that_is_killed_and_restarted_is_replayed() {
        Path file = folder.resolve("tape.cassette.jsonl");
        List<String> live = killed(Tapes.recorded(file, Weather.http()));

        assertThat(killed(Tapes.replayed(file, Weather.http()))).isEqualTo(live);
    }

    private static List<String> killed(ServerHandle handle) {
        try (handle) {
            var seen = new ArrayList<String>();
            seen.add(count(handle));
            handle.server().kill();
            assertThatThrownBy(() -> count(handle)).isInstanceOf(RuntimeException.class);
            handle.server().restart();
            seen.add(count(handle));
            return seen;
        }
    }

    @Test
    void a_server_that_crashes_in_a_call_closes_the_connection_again() {
        Path file = folder.resolve("tape.cassette.jsonl");
        Throwable live;
        try (ServerHandle weather = Tapes.recorded(file, Weather.http())) {
            count(weather);
            weather.server().processes().forEach(ProcessHandle::destroyForcibly);
            weather.server().processes().forEach(process -> process.onExit().join());
            live = catchThrowable(() -> forecast(weather));
        }
        try (ServerHandle weather = Tapes.replayed(file, Weather.http())) {
            count(weather);
            // Not a timeout, as for a request that has no answer.
            assertThat(catchThrowable(() -> forecast(weather))).isExactlyInstanceOf(ServerUnreachableException.class);
            assertThat(live).isInstanceOf(ServerDiedException.class);
            assertThat(Tapes.misses(weather).rest()).isEmpty();
        }
    }

    private static void forecast(ServerHandle weather) {
        weather.connection().callTool("get-forecast", Map.of("city", "Oslo"));
    }
}
