/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;

import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.fixtures.notes.NotesFlaw;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.NotesServers;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many calls of several servers in one session: what their answers show, and what they do not show. */
class LoadSessionTests {

    private static final PlannedCall FORECAST = PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo"));

    private static PlannedCall echo(String server) {
        return PlannedCall.of(server, "echo", Map.of("message", "hello ${nonce}"));
    }

    private static Fleet fleet(ServerSpec... servers) {
        return Fleet.start(List.of(servers));
    }

    private static ServerSpec good(String name) {
        return NotesServers.inProcess(name, NotesServers.Good.class);
    }

    /** Enough calls that every flaw shows in every run; more runs: {@code -Dmcp.load.runs=50}. */
    private static final int RUNS = Integer.getInteger("mcp.load.runs", 2);

    private static final Duration BUSY_MACHINE = Duration.ofMinutes(1);

    private static LoadReport load(ServerSpec server) {
        return load(server, BUSY_MACHINE);
    }

    private static LoadReport load(ServerSpec server, Duration callTimeout) {
        try (Fleet fleet = fleet(server)) {
            return fleet.session()
                    .plan(echo("notes"))
                    .calls(40)
                    .clients(2)
                    .callTimeout(callTimeout)
                    .within(Duration.ofMinutes(5))
                    .run();
        }
    }

    @Test
    void a_good_server_never_raises_an_alarm() {
        for (int run = 0; run < RUNS; run++) {
            assertThat(load(good("notes")))
                    .hasNoErrors()
                    .hasNoLostAnswers()
                    .hasNoDuplicatedAnswers()
                    .hasAnswersOfTheirCalls()
                    .hasNoCrossTalk();
        }
    }

    @Test
    void swapped_answers_are_caught_every_time() {
        for (int run = 0; run < RUNS; run++) {
            LoadReport load = load(NotesServers.inProcess("notes", NotesServers.Swapping.class));
            assertThat(load).hasNoErrors().hasNoLostAnswers();
            assertThat(load.verdict(LoadCheck.NO_CROSS_TALK)).failed();
            assertThat(load.verdict(LoadCheck.ANSWERS_BELONG_TO_CALLS))
                    .failed()
                    .hasMessageContaining("(echo, client 1) got the answer to call ");
        }
    }

    @Test
    void lost_answers_are_caught_every_time() {
        for (int run = 0; run < RUNS; run++) {
            LoadReport load = load(NotesServers.inProcess("notes", NotesServers.Losing.class), Duration.ofSeconds(2));
            // On a busy machine some that are not lost come too late.
            int lost = load.server("notes").count(CallOutcome.LOST);
            assertThat(lost).isGreaterThanOrEqualTo(8);
            assertThat(load.verdict(LoadCheck.NO_LOST_ANSWERS))
                    .failed()
                    .hasMessageContaining("Server 'notes' gave no answer to " + lost + " of 40 calls:\n  call ");
        }
    }

    @Test
    void repeated_answers_are_caught_every_time() {
        for (int run = 0; run < RUNS; run++) {
            LoadReport load = load(NotesServers.stdio("notes", NotesFlaw.REPEATS_ANSWERS));
            assertThat(load).hasNoErrors().hasAnswersOfTheirCalls();
            assertThat(load.verdict(LoadCheck.NO_DUPLICATED_ANSWERS))
                    .failed()
                    .hasMessageContaining(
                            "Server 'notes' sent answers that no call was waiting for:\n  stdout: a second");
        }
    }

    @Test
    void calls_go_to_all_servers_by_their_weights() {
        try (Fleet fleet = fleet(good("notes"), Weather.stdio())) {
            LoadReport load = fleet.session()
                    .plan(echo("notes").weight(3), FORECAST)
                    .calls(40)
                    .run();

            assertThat(load).hasNoErrors().hasNoLostAnswers().hasNoDuplicatedAnswers();
            assertThat(load.verdict(LoadCheck.NO_ERRORS).reason()).isEmpty();
            assertThat(load.verdict(LoadCheck.NO_CROSS_TALK).reason())
                    .isEqualTo(
                            "there was only one client. Use several: clients(2).\nno call of server 'weather' carries a"
                                    + " nonce. Put ${nonce} into an argument that the server echoes.");
            assertThat(load.server("notes").calls()).isEqualTo(30);
            assertThat(load.server("weather").calls()).isEqualTo(10);
            assertThat(load.server("notes").echoes()).isEqualTo(30);
            assertThat(load.latencies().count()).isEqualTo(40);
            assertThat(load.toString())
                    .startsWith("Load session: 40 calls in ")
                    .contains("concurrency 8, 1 client, p50 ")
                    .contains("\n  notes: 30 × answered; p50 ")
                    .contains("\n  weather: 10 × answered; p50 ");
        }
    }

    @Test
    void a_server_that_ends_in_the_middle_is_the_only_one_that_fails() {
        try (Fleet fleet = fleet(good("notes"), NotesServers.stdio("dying", NotesFlaw.NONE), good("other"))) {
            assertThat(fleet).isHealthy();
            var session = fleet.session()
                    .plan(echo("notes"), echo("dying"), echo("other"))
                    .calls(1_200)
                    .clients(2);
            CompletableFuture<LoadReport> running = CompletableFuture.supplyAsync(session::run);
            fleet.connection("dying").callTool("echo", Map.of("message", "one more"));

            fleet.server("dying").kill();

            LoadReport load = running.join();
            assertThat(load).hasErrorsOnlyFrom("dying");
            assertThat(load.without("dying"))
                    .hasNoErrors()
                    .hasNoLostAnswers()
                    .hasNoDuplicatedAnswers()
                    .hasAnswersOfTheirCalls()
                    .hasNoCrossTalk();
            assertThat(load.server("dying").count(CallOutcome.SERVER_ENDED)).isPositive();
            assertThat(load.verdict(LoadCheck.NO_LOST_ANSWERS))
                    .hasStatus(Status.INCONCLUSIVE)
                    .hasMessageContaining("server 'dying' was unreachable or had ended for ");
            assertThatThrownBy(() -> assertThat(load).hasNoErrors())
                    .hasMessageContaining("Failed: no errors: Server 'dying' failed ")
                    .hasMessageContaining(" × server ended");
        }
    }

    @Test
    void a_server_that_cannot_be_started_fails_its_calls_only() {
        ServerSpec dead = ServerSpec.command("sh", "-c", "exit 3").name("dead").build();
        try (Fleet fleet = fleet(good("notes"), dead)) {
            LoadReport load =
                    fleet.session().plan(echo("notes"), echo("dead")).calls(20).run();

            assertThat(load).hasErrorsOnlyFrom("dead");
            assertThat(load.server("dead").count(CallOutcome.SERVER_ENDED)).isEqualTo(10);
            assertThat(load.without("dead")).hasNoErrors().hasAnswersOfTheirCalls();
        }
    }

    @Test
    void a_session_ends_in_time() {
        try (Fleet fleet = fleet(Weather.stdio())) {
            LoadReport load = fleet.session()
                    .plan(PlannedCall.of("weather", "slow-forecast", Map.of("city", "Oslo", "millis", 500)))
                    .calls(100)
                    .concurrency(2)
                    .within(Duration.ofMillis(700))
                    .run();

            assertThat(load.server("weather").count(CallOutcome.NOT_MADE)).isPositive();
            assertThat(load.server("weather").count(CallOutcome.LOST)).isZero();
            for (LoadCheck check : LoadCheck.values()) {
                assertThat(load.verdict(check)).hasStatus(Status.INCONCLUSIVE);
            }
            assertThat(load.verdict(LoadCheck.NO_ERRORS))
                    .hasMessageContaining(" of 100 calls of server 'weather' were not made or not answered before the"
                            + " time of the session was over. Allow more time: within(…), or make fewer calls.");
        }
    }

    @Test
    void memory_and_log_of_a_process_are_read() {
        try (Fleet fleet = fleet(NotesServers.http("hoarder", NotesFlaw.KEEPS_EVERYTHING), good("notes"))) {
            LoadReport load = fleet.session()
                    .plan(echo("hoarder"), echo("notes"))
                    .calls(100)
                    .run();

            assertThat(load).hasNoErrors();
            assertThat(load.server("hoarder").memory().orElseThrow().difference())
                    .isGreaterThan(40L << 20);
            assertThat(load.server("hoarder").log().orElseThrow().difference()).isGreaterThanOrEqualTo(49_000L);
            assertThat(load.server("hoarder").toString())
                    .matches(".*; memory \\+[0-9.]+ MiB; log \\+[0-9,]+ characters");
            assertThatThrownBy(() -> assertThat(load).hasMemoryGrowthAtMost("hoarder", 20L << 20))
                    .hasMessageContaining(
                            "Expected the memory of server 'hoarder' to grow by at most 20971520 bytes, but it");
            assertThatThrownBy(() -> assertThat(load).hasLogGrowthAtMost("hoarder", 1_000))
                    .hasMessageContaining(
                            "Expected the log of server 'hoarder' to grow by at most 1000 characters, but it grew by");
            assertThatThrownBy(() -> assertThat(load).hasMemoryGrowthAtMost("notes", 1))
                    .hasMessageContaining("Inconclusive: growth of the memory: that of server 'notes' is unknown.");
        }
    }
}
