/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.testkit.NotesServers;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which calls a load session makes, and what it refuses. */
@McpServer(name = "notes", inProcess = NotesServers.Good.class)
class LoadPlanTests {

    private static PlannedCall call(String tool) {
        return PlannedCall.of("notes", tool, Map.of("message", "hello"));
    }

    @Test
    void weights_are_evenly_mixed() {
        assertThat(LoadPlan.of(call("a").weight(3), call("b"), call("c").weight(2))
                        .round())
                .extracting(PlannedCall::tool)
                .containsExactly("a", "c", "a", "b", "c", "a");
    }

    @Test
    void a_fixed_order_is_kept() {
        assertThat(LoadPlan.inOrder(call("b"), call("a").weight(9), call("b")).round())
                .extracting(PlannedCall::tool)
                .containsExactly("b", "a", "b");
    }

    @Test
    void recorded_calls_are_made_again_with_nonces(McpConnection notes, Traffic traffic, Fleet fleet) {
        notes.callTool("echo", Map.of("message", "first"));
        notes.callTool("save-note", Map.of("text", "second"));

        LoadPlan plan = LoadPlan.recorded(traffic);
        assertThat(plan.calls())
                .containsExactly(
                        PlannedCall.of("notes", "echo", Map.of("message", "first")),
                        PlannedCall.of("notes", "save-note", Map.of("text", "second")));
        LoadReport load = fleet.session()
                .plan(plan.with(call -> call.tool().equals("echo") ? call.nonceIn("message") : call))
                .calls(10)
                .run();

        assertThat(load).hasNoErrors().hasAnswersOfTheirCalls();
        assertThat(load.server("notes").echoes()).isEqualTo(5);
        assertThat(traffic).toolCalls("echo").wereSent(6);
    }

    @Test
    void each_client_is_one_of_its_own_also_through_the_proxy_of_a_test(Traffic traffic, Fleet fleet) {
        LoadReport load = fleet.session()
                .plan(call("echo").nonceIn("message").echoedAt("/content/0/text"))
                .calls(40)
                .clients(4)
                .run();

        assertThat(load).hasNoErrors().hasNoCrossTalk().hasLatencyAtMost(95, Duration.ofMinutes(1));
        assertThat(traffic).requests("initialize").wereSent(4);
    }

    @Test
    void too_little_evidence_is_inconclusive(Fleet fleet) {
        var session = fleet.session().calls(10);

        LoadReport withoutNonce = session.plan(call("echo")).clients(2).run();
        assertThat(withoutNonce.verdict(LoadCheck.ANSWERS_BELONG_TO_CALLS))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("no call of server 'notes' carries a nonce. Put ${nonce} into an argument that");

        LoadReport oneClient = session.plan(call("echo").nonceIn("message")).run();
        assertThat(oneClient).hasAnswersOfTheirCalls();
        assertThat(oneClient.verdict(LoadCheck.NO_CROSS_TALK))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("there was only one client. Use several: clients(2).");

        LoadReport elsewhere = session.plan(call("echo").nonceIn("message").echoedAt("/structuredContent/message"))
                .run();
        assertThat(elsewhere.verdict(LoadCheck.ANSWERS_BELONG_TO_CALLS))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("no answer of server 'notes' to 'echo' has the nonce of its call.");

        assertThatThrownBy(() -> assertThat(oneClient).hasLatencyAtMost(99, Duration.ofMinutes(1)))
                .hasMessageContaining("Inconclusive: latency: the percentile 99.0 needs at least 100 answered calls,"
                        + " but there are 10.");
    }

    @Test
    void errors_are_counted_by_kind(Fleet fleet) {
        LoadReport load = fleet.session()
                .plan(LoadPlan.inOrder(call("echo"), call("no-such-tool")))
                .calls(20)
                .run();

        assertThat(load.server("notes").outcomes())
                .isEqualTo(Map.of(CallOutcome.ANSWERED, 10, CallOutcome.RPC_ERROR, 10));
        assertThat(load.verdict(LoadCheck.NO_ERRORS))
                .failed()
                .hasMessageContaining("Server 'notes' failed 10 of 20 calls (10 × JSON-RPC error):\n  call 2"
                        + " (no-such-tool, client 1): JSON-RPC error: ");
        assertThat(load).hasNoLostAnswers();
    }

    @Test
    void mistakes_are_reported_before_a_call_is_made(Fleet fleet, Traffic traffic) {
        assertThatThrownBy(() -> fleet.session().run())
                .hasMessage("A load session needs a plan. Say which calls to make: plan(PlannedCall.of(…)).");
        assertThatThrownBy(() -> fleet.session().plan(PlannedCall.of("nots", "echo", Map.of())))
                .hasMessage(
                        "The plan calls the server 'nots', which is not in the fleet. The servers of the fleet are notes.");
        assertThatThrownBy(() -> fleet.session().plan(call("echo")).clients(9).run())
                .hasMessageContaining("it is 8 for 9 clients");
        assertThatThrownBy(() -> LoadPlan.recorded(traffic))
                .hasMessageStartingWith("The recorded traffic has no tool call to plan.");
        assertThatThrownBy(LoadPlan::of).hasMessage("A load plan needs at least one call");
        assertThatThrownBy(() -> new Latencies(List.of()).percentile(50))
                .hasMessage("There is no latency, because no call was answered");
    }
}
