/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.Scope;
import dev.mcpjunit.contract.IsolationContract;
import dev.mcpjunit.contract.isolation.ClientIdentity;
import dev.mcpjunit.contract.isolation.DeclaredIsolation;
import dev.mcpjunit.fixtures.notes.NotesFlaw;
import dev.mcpjunit.fixtures.notes.NotesServer;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.load.PlannedCall;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.RunningServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Many calls of several servers in one session, and clients that must not see each other's data. */
class FleetLoadTests {

    /** A server that keeps notes for each client. */
    public static class Notes implements McpServerFactory {
        @Override
        public Started start() {
            var server = NotesServer.http(NotesFlaw.NONE);
            return new Started(server.uri(), server);
        }
    }

    @Nested
    @McpServer(name = "notes", inProcess = Notes.class)
    @McpServer(
            name = "weather",
            command = {
                "${java.home}/bin/java",
                "-cp",
                "${java.class.path}",
                "dev.mcpjunit.fixtures.weather.WeatherServer",
                "stdio"
            },
            scope = Scope.METHOD)
    class UnderLoad {

        // tag::load[]
        @Test
        void fortyCallsInOneSession(Fleet fleet) {
            LoadReport load = fleet.session()
                    .plan(
                            PlannedCall.of("notes", "save-note", Map.of("text", "a note ${nonce}"))
                                    .weight(3),
                            PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")))
                    .calls(40)
                    .clients(2)
                    .run();

            assertThat(load).hasNoErrors().hasNoLostAnswers().hasNoDuplicatedAnswers();
            assertThat(load.without("weather")).hasAnswersOfTheirCalls();
        }
        // end::load[]

        // tag::kill[]
        @Test
        void theOtherServersGoOn(Fleet fleet, RunningServer weather) {
            var session = fleet.session()
                    .plan(
                            PlannedCall.of("notes", "echo", Map.of("message", "${nonce}")),
                            PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")))
                    .calls(400);
            CompletableFuture<LoadReport> running = CompletableFuture.supplyAsync(session::run);

            weather.kill();

            LoadReport load = running.join();
            assertThat(load).hasErrorsOnlyFrom("weather");
            assertThat(load.without("weather")).hasNoLostAnswers().hasAnswersOfTheirCalls();
        }
        // end::kill[]
    }

    // tag::isolation[]
    @Nested
    @McpServer(name = "notes", inProcess = Notes.class)
    class KeepsClientsApart implements IsolationContract {

        @Override
        public DeclaredIsolation isolation() {
            return DeclaredIsolation.between(
                            ClientIdentity.named("alice").header("Authorization", "Bearer token-of-alice"),
                            ClientIdentity.named("bob").header("Authorization", "Bearer token-of-bob"))
                    .writing("save-note", Map.of("text", "a note ${nonce}"))
                    .reading("list-notes", Map.of());
        }
    }
    // end::isolation[]
}
