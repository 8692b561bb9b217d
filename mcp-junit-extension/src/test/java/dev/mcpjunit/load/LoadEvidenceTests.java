/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;

import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.fixtures.notes.NotesFlaw;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.load.RudeServer.Way;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.NotesServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A load session that shows too little, or shows it in an unusual place, does not pass. */
class LoadEvidenceTests {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration BUSY_MACHINE = Duration.ofMinutes(1);

    private static PlannedCall echo(String server) {
        return PlannedCall.of(server, "echo", Map.of("message", "x ${nonce}"));
    }

    private static LoadReport load(UnaryOperator<LoadSession> calls, ServerSpec... servers) {
        try (Fleet fleet = Fleet.start(List.of(servers))) {
            assertThat(fleet).isHealthy();
            return calls.apply(fleet.session()).run();
        }
    }

    private static LoadReport load(Way way, int calls) {
        return load(session -> session.plan(echo("rude")).calls(calls), RudeServer.spec("rude", way));
    }

    private static ServerSpec good(String name) {
        return NotesServers.inProcess(name, NotesServers.Good.class);
    }

    @Test
    void errors_only_from_one_server_need_results_of_the_others() {
        ServerSpec[] servers = {RudeServer.spec("refusing", Way.REFUSES), RudeServer.spec("silent", Way.SILENT)};
        UnaryOperator<LoadSession> session = plan -> plan.plan(echo("refusing"), echo("silent"));

        LoadReport hung = load(plan -> session.apply(plan).calls(8).within(Duration.ofSeconds(3)), servers);
        assertThat(hung.server("silent").count(CallOutcome.CUT_OFF)).isPositive();
        assertThatThrownBy(() -> assertThat(hung).hasErrorsOnlyFrom("refusing"))
                .hasMessageContaining(
                        "Inconclusive: errors only from refusing: 4 of 4 calls of server 'silent' were not"
                                + " made or not answered before the time of the session was over. Allow more time");

        LoadReport notCalled = load(plan -> session.apply(plan).calls(1), servers);
        assertThatThrownBy(() -> assertThat(notCalled).hasErrorsOnlyFrom("refusing"))
                .hasMessageContaining("Inconclusive: errors only from refusing: server 'silent' was not called.");
    }

    /** The server accepts its first client only. */
    private static CannedServer.Answer firstClientOnly(JsonObject request, AtomicInteger clients) {
        if (!request.has("id")) {
            return CannedServer.accepted();
        }
        if (!request.string("method").orElse("").equals("initialize")) {
            return CannedServer.result("{\"content\":[]}");
        }
        return clients.getAndIncrement() == 0
                ? CannedServer.result("{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"one\",\"version\":\"1\"}}")
                : CannedServer.error(403, "{\"code\":-32000,\"message\":\"one client only\"}");
    }

    @Test
    void calls_of_a_client_that_could_not_connect_are_errors() {
        var clients = new AtomicInteger();
        try (var server = new CannedServer(request -> firstClientOnly(request, clients))) {
            LoadReport load = load(
                    session -> session.plan(echo("one")).clients(2).calls(4),
                    ServerSpec.url(server.uri())
                            .name("one")
                            .protocol("2025-11-25")
                            .build());

            assertThat(load.server("one").count(CallOutcome.UNREACHABLE)).isEqualTo(2);
            assertThatThrownBy(() -> assertThat(load).hasNoLostAnswers())
                    .hasMessageContaining("Inconclusive: no lost answers: server 'one' was unreachable or had ended");
        }
    }

    @Test
    void calls_without_an_answer_may_be_those_that_were_mixed_up() {
        LoadReport load = load(
                session -> session.plan(PlannedCall.of("notes", "echo", Map.of("message", "x ${nonce}")))
                        .clients(2)
                        .calls(40)
                        .callTimeout(SHORT),
                NotesServers.inProcess("notes", NotesServers.Losing.class));

        assertThat(load.server("notes").count(CallOutcome.LOST)).isPositive();
        assertThatThrownBy(() -> assertThat(load).hasAnswersOfTheirCalls())
                .hasMessageStartingWith("Inconclusive: every answer belongs to its call: ");
        assertThatThrownBy(() -> assertThat(load).hasNoCrossTalk())
                .hasMessageStartingWith("Inconclusive: no cross-talk between clients: ");
    }

    @Test
    void errors_are_expected_of_servers_that_are_named_once() {
        LoadReport load = load(session -> session.plan(echo("notes")).calls(2), good("notes"));

        assertThatThrownBy(() -> assertThat(load).hasErrorsOnlyFrom())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hasErrorsOnlyFrom(…) needs the name of a server. If no call may fail, use hasNoErrors().");
        assertThatThrownBy(() -> assertThat(load).hasErrorsOnlyFrom("notes", "notes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hasErrorsOnlyFrom(…) names server 'notes' twice. Name each server once.");
    }

    @Test
    void without_answers_none_is_known_to_come_once() {
        LoadReport lost = load(
                session -> session.plan(echo("rude")).calls(8).callTimeout(SHORT), RudeServer.spec("rude", Way.SILENT));
        assertThat(lost.server("rude").count(CallOutcome.LOST)).isEqualTo(8);
        assertThat(lost.verdict(LoadCheck.NO_DUPLICATED_ANSWERS))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("server 'rude' gave no answer to 8 of 8 calls; see hasNoLostAnswers()");

        assertThat(load(Way.REFUSES, 8).verdict(LoadCheck.NO_DUPLICATED_ANSWERS))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("no call of server 'rude' got a result; see hasNoErrors()");
    }

    @Test
    void repeated_answers_are_counted_behind_other_findings() {
        assertThat(load(Way.NOISY_AND_TWICE, 40).verdict(LoadCheck.NO_DUPLICATED_ANSWERS))
                .failed()
                .hasMessageContaining(
                        "Server 'rude' sent answers that no call was waiting for:\n  stdout: a second answer")
                .hasMessageContaining("\n  … and 35 more");
    }

    @Test
    void repeated_answers_are_seen_behind_the_last_answer() {
        assertThat(load(Way.AGAIN_BEFORE_PONG, 10).verdict(LoadCheck.NO_DUPLICATED_ANSWERS))
                .failed()
                .hasMessageContaining("\n  … and 5 more");
    }

    @Test
    void answers_are_unknown_if_the_server_is_silent_behind_the_last_answer() {
        LoadReport load = load(
                session -> session.plan(echo("rude")).calls(10).callTimeout(BUSY_MACHINE),
                RudeServer.spec("rude", Way.ENDS_AT_PING));
        assertThat(load.server("rude").count(CallOutcome.ANSWERED)).isEqualTo(10);
        assertThat(load.verdict(LoadCheck.NO_DUPLICATED_ANSWERS))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining(
                        "answers of server 'rude' may be unread, because it gave no sign of life after the"
                                + " last call: Server 'rude' has ended");
    }

    @Test
    void calls_without_an_answer_took_longer_than_any_answer() {
        LoadReport load = load(
                session -> session.plan(echo("notes"), echo("silent")).calls(48).callTimeout(Duration.ofSeconds(2)),
                good("notes"),
                RudeServer.spec("silent", Way.SILENT));
        assertThat(load.latencies().percentile(95)).isLessThan(BUSY_MACHINE);

        // On a busy machine some answers of the other server come too late.
        int lost = load.server("notes").count(CallOutcome.LOST)
                + load.server("silent").count(CallOutcome.LOST);
        assertThat(lost).isGreaterThanOrEqualTo(24);
        assertThat(load).hasLatencyAtMost(10, BUSY_MACHINE);
        assertThatThrownBy(() -> assertThat(load).hasLatencyAtMost(95, BUSY_MACHINE))
                .hasMessageContaining("Expected the percentile 95.0 of the latencies to be at most 60000.0 ms, but "
                        + lost + " of 48 calls got no answer:");
    }

    @Test
    void a_call_that_failed_does_not_stand_in_for_the_echoes_of_others() {
        LoadReport load = load(
                session -> session.plan(echo("rude"), PlannedCall.of("rude", "echo", Map.of("message", "a ${nonce}")))
                        .calls(40),
                RudeServer.spec("rude", Way.ECHOES_SOME));
        assertThat(load.server("rude").count(CallOutcome.RPC_ERROR)).isEqualTo(1);

        assertThat(load.verdict(LoadCheck.ANSWERS_BELONG_TO_CALLS))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("no answer of server 'rude' to 'echo' has the nonce of its call.");
        assertThat(load(Way.REFUSES, 8).verdict(LoadCheck.ANSWERS_BELONG_TO_CALLS))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("no call of 'echo' of server 'rude' got a result; see hasNoErrors()");
    }

    @Test
    void data_of_another_call_counts_in_errors_too() {
        for (Way way : List.of(Way.LEAKS_IN_REFUSALS, Way.LEAKS_IN_ERRORS)) {
            LoadReport load = load(
                    session -> session.plan(echo("rude").echoedAt("/structuredContent/text"))
                            .calls(8),
                    RudeServer.spec("rude", way));
            assertThat(load.verdict(LoadCheck.ANSWERS_BELONG_TO_CALLS))
                    .failed()
                    .hasMessageContaining("Server 'rude' gave 7 of 8 calls an answer that does not belong to them")
                    .hasMessageContaining(" got an error with the nonce of call ");
        }
    }

    @Test
    void data_of_another_client_counts_in_errors_too() {
        var before = new AtomicReference<>("");
        try (var leaking = new CannedServer(request -> answer(
                        request,
                        message -> CannedServer.error(
                                200,
                                "{\"code\":-1,\"message\":\"conflict with " + before.getAndSet(message) + "\"}")));
                Fleet fleet = Fleet.start(List.of(ServerSpec.url(leaking.uri())
                        .name("leaking")
                        .startupTimeout(BUSY_MACHINE)
                        .build()))) {
            LoadReport load =
                    fleet.session().plan(echo("leaking")).calls(20).clients(2).run();
            assertThat(load.verdict(LoadCheck.NO_CROSS_TALK))
                    .failed()
                    .hasMessageContaining("calls an answer with data of another client:\n  call ")
                    .hasMessageContaining(" got an error with the nonce of call ");
        }
    }

    @Test
    void growth_is_unknown_without_a_result() {
        LoadReport load = load(
                session -> session.plan(echo("rude")).calls(2).callTimeout(SHORT), RudeServer.spec("rude", Way.SILENT));

        assertThatThrownBy(() -> assertThat(load).hasMemoryGrowthAtMost("rude", Long.MAX_VALUE))
                .hasMessageContaining("Inconclusive: growth of the memory: no call of server 'rude' got a result;"
                        + " see hasNoErrors()");
        assertThatThrownBy(() -> assertThat(load).hasLogGrowthAtMost("rude", Long.MAX_VALUE))
                .hasMessageContaining("Inconclusive: growth of the log: no call of server 'rude' got a result");
    }

    @Test
    void growth_is_unknown_if_the_server_ended_or_was_restarted() {
        List<Consumer<RunningServer>> changes = List.of(RunningServer::kill, RunningServer::restart);
        for (Consumer<RunningServer> change : changes) {
            LoadReport load = loadAround(change);

            assertThat(load.server("notes").count(CallOutcome.ANSWERED)).isPositive();
            assertThatThrownBy(() -> assertThat(load).hasMemoryGrowthAtMost("notes", Long.MAX_VALUE))
                    .hasMessageContaining("Inconclusive: growth of the memory: that of server 'notes' is unknown.");
            assertThatThrownBy(() -> assertThat(load).hasLogGrowthAtMost("notes", Long.MAX_VALUE))
                    .hasMessageContaining("Inconclusive: growth of the log: that of server 'notes' is unknown.");
        }
        assertThat(loadAround(unchanged -> {}))
                .hasMemoryGrowthAtMost("notes", 1L << 30)
                .hasLogGrowthAtMost("notes", 1_000_000);
    }

    /** A session in which something happens to a server between two of its calls. */
    private static LoadReport loadAround(Consumer<RunningServer> change) {
        var notes = new AtomicReference<RunningServer>();
        try (var between = new CannedServer(request -> answer(request, message -> {
                    change.accept(notes.get());
                    return CannedServer.result("{\"content\":[]}");
                }));
                Fleet fleet = Fleet.start(List.of(
                        NotesServers.http("notes", NotesFlaw.NONE),
                        ServerSpec.url(between.uri())
                                .name("between")
                                .startupTimeout(BUSY_MACHINE)
                                .build()))) {
            assertThat(fleet).isHealthy();
            notes.set(fleet.server("notes"));
            return fleet.session()
                    .plan(LoadPlan.inOrder(echo("notes"), PlannedCall.of("between", "change", Map.of()), echo("notes")))
                    .concurrency(1)
                    .run();
        }
    }

    private static CannedServer.Answer answer(JsonObject request, Function<String, CannedServer.Answer> call) {
        return switch (request.string("method").orElse("")) {
            case "initialize" ->
                CannedServer.result("{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"between\",\"version\":\"1\"}}");
            case "tools/call" ->
                call.apply(request.object("params")
                        .flatMap(params -> params.object("arguments"))
                        .flatMap(arguments -> arguments.string("message"))
                        .orElse(""));
            default ->
                request.has("id")
                        ? CannedServer.error(200, "{\"code\":-32601,\"message\":\"unknown\"}")
                        : CannedServer.accepted();
        };
    }
}
