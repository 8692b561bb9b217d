/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.Subscription;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.CassetteSpec;
import dev.mcpjunit.server.CassetteSpec.Repeats;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.LoggedMessages;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recording answers like the server did, in both eras and over both transports, without the server. */
class ReplayTests {

    @TempDir
    private Path folder;

    private Path tape() {
        return folder.resolve("tape.cassette.jsonl");
    }

    enum Via {
        LEGACY_HTTP,
        MODERN_HTTP,
        LEGACY_STDIO,
        MODERN_STDIO;

        ServerSpec weather() {
            String era = name().startsWith("LEGACY") ? "legacy" : "modern";
            boolean http = name().endsWith("HTTP");
            ServerSpec real = http ? Weather.http("--era", era) : Weather.stdio("--era", era);
            ServerSpecBuilder asking = new ServerSpecBuilder(real.source())
                    .name("weather")
                    .transport(http ? Transport.STREAMABLE_HTTP : Transport.STDIO)
                    .startupTimeout(real.startupTimeout())
                    .clientCapabilities(List.of("elicitation"));
            real.env().forEach(asking::env);
            return asking.build();
        }
    }

    /** Everything that the server has: results, errors, progress, questions to the user, lists. */
    private static List<String> session(McpConnection connection) {
        var seen = new ArrayList<String>();
        seen.add(connection.server().toString());
        seen.add(connection.listTools().toString());
        seen.add(connection.listPrompts().toString());
        seen.add(connection.listResources().toString());
        seen.add(connection
                .callTool("get-forecast", Map.of("city", "Oslo", "days", 2))
                .toString());
        seen.add(connection.callTool("get-forecast", Map.of("city", "Nowhere")).toString());
        seen.add(connection.callTool("count-calls").toString());
        seen.add(connection.callTool("count-calls").toString());
        var progress = new ArrayList<String>();
        seen.add(connection
                .callTool("plan-trip", Map.of("city", "Oslo", "days", 2), step -> progress.add(step.toString()))
                .toString());
        seen.addAll(progress);
        connection.onElicitation(question -> {
            seen.add(String.valueOf(question.string("message")));
            return ElicitationAnswer.accept(Map.of("confirm", true, "note", "a quiet room"));
        });
        seen.add(connection.callTool("book-trip", Map.of("city", "Oslo")).toString());
        connection.onElicitation(question -> ElicitationAnswer.decline());
        seen.add(connection.callTool("book-trip", Map.of("city", "Oslo")).toString());
        try {
            seen.add(connection.request("no/such-method", JsonObject.EMPTY).toString());
        } catch (McpException refused) {
            // The address is another one in each run.
            seen.add(String.valueOf(refused.getMessage()).replaceFirst(" at http\\S+", ""));
        }
        return seen;
    }

    private static List<String> session(ServerHandle handle) {
        try (handle) {
            return session(handle.connection());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_replayed_session_is_the_recorded_one(Via via) {
        List<String> live = session(Tapes.recorded(tape(), via.weather()));
        assertThat(live).hasSizeGreaterThan(15).anyMatch(line -> line.contains("a quiet room"));

        ServerHandle replayed = Tapes.replayed(tape(), via.weather());
        assertThat(session(replayed)).isEqualTo(live);
        assertThat(Tapes.misses(replayed).rest()).isEmpty();
    }

    @Test
    void a_hundred_replays_are_equal() {
        List<String> live = session(Tapes.recorded(tape(), Via.LEGACY_HTTP.weather()));

        for (int i = 0; i < 100; i++) {
            assertThat(session(Tapes.replayed(tape(), Via.LEGACY_HTTP.weather())))
                    .isEqualTo(live);
        }
    }

    @Test
    void an_unchanged_server_leaves_the_file_as_it_is() throws IOException {
        session(Tapes.recorded(tape(), Via.LEGACY_STDIO.weather()));
        String first = Files.readString(tape());
        session(Tapes.recorded(tape(), Via.LEGACY_STDIO.weather()));

        assertThat(Files.readString(tape())).isEqualTo(first);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(tape());
        }
    }

    private void recordOslo(int times) {
        try (ServerHandle weather = Tapes.recorded(tape(), Via.LEGACY_HTTP.weather())) {
            for (int i = 0; i < times; i++) {
                weather.connection().callTool("get-forecast", Map.of("city", "Oslo", "days", 2));
            }
        }
    }

    private static String onlyMiss(ServerHandle replayed) {
        List<Miss> misses = Tapes.misses(replayed).rest();
        assertThat(misses).hasSize(1);
        return misses.get(0).text();
    }

    @Test
    void a_call_that_was_not_recorded_names_the_nearest_one() {
        recordOslo(1);
        try (ServerHandle weather = Tapes.replayed(tape(), Via.LEGACY_HTTP.weather())) {
            assertThatThrownBy(() -> weather.connection()
                            .callTool("get-forecast", Map.of("city", "Bergen", "days", 2.0, "unit", "F")))
                    .hasMessageContaining("The cassette has no answer for tools/call 'get-forecast' {");

            assertThat(onlyMiss(weather))
                    .isEqualTo("Cassette miss: tape.cassette.jsonl of server 'weather' has no answer for\n\n"
                            + "  tools/call 'get-forecast' "
                            + title(Map.of("city", "Bergen", "days", 2.0, "unit", "F")) + "\n\n"
                            + "The nearest recorded call is number " + number(weather) + ":\n\n"
                            + "  tools/call 'get-forecast' "
                            + title(Map.of("city", "Oslo", "days", 2)) + "\n"
                            + "  /arguments/city\n    - \"Oslo\"\n    + \"Bergen\"\n"
                            + "  /arguments/unit\n    + \"F\"\n"
                            + "\n  Record again with   mvn test -Dmcp.cassette=refresh");
        }
    }

    private static String title(Map<String, ?> arguments) {
        return JsonValue.of(arguments).toString();
    }

    private int number(ServerHandle weather) {
        return Tape.of(Replaying.transcript(weather.cassette().orElseThrow().file())).exchanges().stream()
                .filter(exchange -> exchange.method().equals("tools/call"))
                .findFirst()
                .orElseThrow()
                .number();
    }

    @Test
    void a_call_that_is_made_more_often_than_recorded_is_a_miss_unless_it_is_said_otherwise() {
        recordOslo(2);
        Map<String, Object> oslo = Map.of("days", 2, "city", "Oslo");
        try (ServerHandle weather = Tapes.replayed(tape(), Via.LEGACY_HTTP.weather())) {
            weather.connection().callTool("get-forecast", oslo);
            weather.connection().callTool("get-forecast", oslo);
            assertThatThrownBy(() -> weather.connection().callTool("get-forecast", oslo))
                    .hasMessageContaining("The cassette has no answer for");
            assertThat(onlyMiss(weather))
                    .contains(
                            "has no further answer for\n\n",
                            "It was recorded 2 times, and each recorded answer is given"
                                    + " once. If the client may repeat it, say so: cassetteRepeats = LAST_ANSWER.");
        }
        CassetteSpec repeating = CassetteSpec.named("tape").withRepeats(Repeats.LAST_ANSWER);
        try (ServerHandle weather = Tapes.replayed(tape(), Via.LEGACY_HTTP.weather(), repeating)) {
            for (int i = 0; i < 5; i++) {
                assertThat(weather.connection().callTool("get-forecast", oslo)).returns(false, ToolResult::isError);
            }
            assertThat(Tapes.misses(weather).rest()).isEmpty();
        }
    }

    @Test
    void volatile_places_are_not_compared() {
        recordOslo(1);
        CassetteSpec anyDays = CassetteSpec.named("tape").withVolatilePaths("/arguments/days");
        try (ServerHandle weather = Tapes.replayed(tape(), Via.LEGACY_HTTP.weather(), anyDays)) {
            assertThat(weather.connection().callTool("get-forecast", Map.of("city", "Oslo", "days", 5)))
                    .returns(false, ToolResult::isError);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY_HTTP", "LEGACY_STDIO"})
    void another_answer_of_the_user_is_a_miss(Via via) {
        try (ServerHandle weather = Tapes.recorded(tape(), via.weather())) {
            weather.connection()
                    .onElicitation(question -> ElicitationAnswer.decline())
                    .callTool("book-trip", Map.of("city", "Oslo"));
        }
        try (ServerHandle weather = Tapes.replayed(tape(), via.weather())) {
            McpConnection connection = weather.connection().onElicitation(question -> ElicitationAnswer.cancel());
            assertThatThrownBy(() -> connection.callTool("book-trip", Map.of("city", "Oslo")))
                    .hasMessageContaining("The cassette expects another answer to elicitation/create");
            assertThat(onlyMiss(weather))
                    .contains("The client answered differently than in the recording:\n"
                            + "  /result/action\n    - \"decline\"\n    + \"cancel\"\n");
        }
    }

    private static void awaitChange(McpConnection connection) {
        Awaiting.until(Duration.ofSeconds(10), () -> assertThat(connection.notifications())
                .extracting(message -> message.string("method").orElse(""))
                .contains("notifications/tools/list_changed"));
    }

    @ParameterizedTest
    @EnumSource
    void changes_are_announced_as_recorded_over_http(ServedEra era) {
        ServerSpec spec;
        String before;
        String after;
        try (var server = WeatherServer.http(WeatherOptions.standard().withEra(era))) {
            spec = ServerSpec.url(server.uri()).name("weather").build();
            try (ServerHandle weather = Tapes.recorded(tape(), spec);
                    Subscription subscription = weather.connection().listen()) {
                // A change before the server has accepted the subscription is not announced.
                assertThat(subscription.accepted()).isNotNull();
                before = weather.connection().listTools().toString();
                server.changeEdition(2);
                awaitChange(weather.connection());
                after = weather.connection().listTools().toString();
                assertThat(after).isNotEqualTo(before);
            }
        }
        try (ServerHandle weather = Tapes.replayed(tape(), spec);
                Subscription subscription = weather.connection().listen()) {
            assertThat(subscription.accepted()).isNotNull();
            assertThat(weather.connection().listTools()).hasToString(before);
            awaitChange(weather.connection());
            assertThat(weather.connection().listTools()).hasToString(after);
            assertThat(Tapes.misses(weather).rest()).isEmpty();
        }
    }

    /** Without sessions, both share a conversation, and the ids of their requests are equal. */
    @Test
    void two_clients_hear_of_a_change() {
        ServerSpec spec;
        try (var server = WeatherServer.http(WeatherOptions.standard().withEra(ServedEra.MODERN))) {
            spec = ServerSpec.url(server.uri()).name("weather").build();
            try (ServerHandle weather = Tapes.recorded(tape(), spec);
                    Subscription subscription = weather.connection().listen()) {
                assertThat(subscription.accepted()).isNotNull();
                weather.connection().listTools();
                server.changeEdition(2);
                awaitChange(weather.connection());
            }
        }
        try (ServerHandle weather = Tapes.replayed(tape(), spec);
                McpConnection first = weather.open(weather.server().endpoint());
                McpConnection second = weather.open(weather.server().endpoint());
                Subscription ofFirst = first.listen();
                Subscription ofSecond = second.listen()) {
            assertThat(ofFirst.accepted()).isEqualTo(ofSecond.accepted());
            assertThat(first.listTools()).isNotEmpty();
            awaitChange(first);
            awaitChange(second);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY_STDIO", "MODERN_STDIO"})
    void subscriptions_are_acknowledged_on_stdio(Via via) {
        for (ServerHandle each :
                List.of(Tapes.recorded(tape(), via.weather()), Tapes.replayed(tape(), via.weather()))) {
            try (ServerHandle weather = each;
                    Subscription subscription = weather.connection().listen()) {
                assertThat(subscription.accepted()).isNotNull();
                assertThat(weather.connection().listTools()).isNotEmpty();
            }
        }
    }

    @Test
    void a_file_that_is_no_recording_is_reported() throws IOException {
        Files.writeString(tape(), "{\"some\":\"json\"}\n");
        try (ServerHandle weather = Tapes.replayed(tape(), Via.LEGACY_HTTP.weather())) {
            assertThatThrownBy(weather::connection)
                    .hasMessageStartingWith("Unreadable cassette: tape.cassette.jsonl. ")
                    .hasMessageEndingWith("Record it again with   mvn test -Dmcp.cassette=refresh");
        }
    }

    @Test
    void a_server_that_never_became_ready_is_not_recorded() {
        ServerSpec broken =
                ServerSpec.command("sh", "-c", "exit 3").name("weather").build();
        try (ServerHandle weather = Tapes.recorded(tape(), broken)) {
            assertThatThrownBy(weather::connection).isInstanceOf(McpException.class);
        }
        assertThat(tape()).doesNotExist();
    }

    @Test
    void a_recording_with_fewer_requests_than_before_is_reported() {
        try (var logged = LoggedMessages.of("dev.mcpjunit.McpServer")) {
            recordOslo(3);
            recordOslo(1);

            assertThat(logged.all())
                    .contains(
                            "tape.cassette.jsonl had 3 requests and has 1 now. Were only some tests of the class run? Then"
                                    + " record again with   mvn test -Dmcp.cassette=refresh");
        }
    }
}
