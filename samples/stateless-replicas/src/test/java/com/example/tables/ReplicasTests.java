/* SPDX-License-Identifier: Apache-2.0 */
package com.example.tables;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.Scope;
import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.load.CallOutcome;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.load.LoadSession;
import dev.mcpjunit.load.PlannedCall;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.traffic.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Three replicas behind one address, which sends each request to the next of them. */
@RequiresCommand({"node", "npm"})
class ReplicasTests {

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Server.install();
    }

    /** What the contract needs to know about the server, right or wrong. */
    abstract static class Tables implements StatelessServerContract {

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("find-table", Map.of("name", "Ada", "guests", 4)));
        }

        @Override
        public Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("book-table", Map.of("table", 4), Map.of("confirm", true)));
        }

        @Test
        @Disabled("version 2.4.0 of the TypeScript SDK does not read the cursor")
        @Override
        public void refuses_foreign_cursors(RunningServer server) {}
    }

    @Nested
    @McpServer(
            name = "tables",
            command = {"node", Server.PROGRAM},
            env = {"PORT=${mcp.port}", "STATE_KEY=only the tests use this key, so it is no secret"},
            transport = Transport.STREAMABLE_HTTP,
            replicas = 3)
    class AnyRequestAtAnyReplica extends Tables {}

    @Nested
    @McpServer(
            name = "tables",
            command = {"node", Server.PROGRAM},
            env = {"PORT=${mcp.port}", "STATE_KEY=only the tests use this key, so it is no secret"},
            transport = Transport.STREAMABLE_HTTP,
            replicas = 3,
            scope = Scope.METHOD)
    class UnderLoad {

        @Test
        void answersEachCallOnce(Fleet fleet) {
            LoadReport load = searches(fleet, 60).run();

            assertThat(load)
                    .hasNoErrors()
                    .hasNoLostAnswers()
                    .hasNoDuplicatedAnswers()
                    .hasAnswersOfTheirCalls();
        }

        @Test
        void goesOnWithoutAReplica(Fleet fleet, RunningServer tables, Traffic traffic) {
            CompletableFuture<LoadReport> running = CompletableFuture.supplyAsync(searches(fleet, 400)::run);
            traffic.toolCalls("find-table").awaitAtLeast(30, Duration.ofSeconds(30));

            tables.replicas().get(0).kill();

            // Calls that the replica was processing fail, and so do calls that were sent before its end was noticed.
            LoadReport load = running.join();
            assertThat(load.server("tables").count(CallOutcome.ANSWERED)).isGreaterThan(360);
            assertThat(searches(fleet, 60).run()).hasNoErrors().hasNoLostAnswers();
        }

        private LoadSession searches(Fleet fleet, int calls) {
            return fleet.session()
                    .plan(PlannedCall.of("tables", "find-table", Map.of("name", "${nonce}", "guests", 2))
                            .echoedAt("/structuredContent/name"))
                    .calls(calls)
                    .clients(2);
        }
    }

    @McpServer(
            name = "tables",
            command = {"node", Server.PROGRAM},
            env = {"PORT=${mcp.port}", "STATE_KEY=only the tests use this key, so it is no secret", "STATE=memory"},
            transport = Transport.STREAMABLE_HTTP,
            replicas = 2)
    static class InMemoryTestCase extends Tables {}

    @Test
    void stateInMemoryIsFound() {
        List<String> failures = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(InMemoryTestCase.class))
                // System properties, such as those with settings of mcp-junit.
                .enableImplicitConfigurationParameters(true)
                .configurationParameter("mcp.report", "off")
                .execute()
                .allEvents()
                .failed()
                .map(event -> event.getTestDescriptor().getDisplayName() + ": "
                        + event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage())
                .toList();

        assertThat(failures)
                .satisfiesExactlyInAnyOrder(
                        answers -> assertThat(answers)
                                .startsWith("answers_alike_at_each_replica(")
                                .contains("A request has the same answer whichever replica answers.")
                                .contains("and tables-2 answers"),
                        rounds -> assertThat(rounds)
                                .startsWith("goes_on_at_another_replica(")
                                .contains("A request of round 2 (tools/call to tables-2) was answered with HTTP 200: ")
                                .contains("Invalid or expired requestState"));
    }
}
