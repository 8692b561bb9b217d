/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;
import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.json;
import static dev.mcpjunit.testkit.Catalogs.tool;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** One static import gives AssertJ's own assertions and those for MCP, and no call is ambiguous. */
class OneImportTests {

    @Test
    void the_assertions_of_assertj_are_there() {
        assertThat("snow").startsWith("s");
        assertThat(3).isPositive();
        assertThat(List.of(1, 2)).hasSize(2);
        assertThat(Map.of("city", "Oslo")).containsKey("city");
        assertThat(new McpEndpoint.Http(URI.create("http://localhost/mcp"))).isNotNull();
    }

    @Test
    void a_json_array_is_a_json_value() {
        var array = (JsonArray) JsonValue.of(List.of(1, 2));

        assertThat(array).isJson(List.of(1, 2));
        assertThat(array.items()).hasSize(2);
        failsWith("Expected the value to be\n  [2,1]\nbut it is\n  [1,2]", () -> assertThat(array)
                .isJson(List.of(2, 1)));
        assertThat(json("{'a':1}")).isJson(Map.of("a", 1));
    }

    @Test
    void a_drift_report_passes_or_shows_itself() {
        DriftReport broken = compare(
                "{'inputSchema':{'type':'object','properties':{'city':{}}}}",
                "{'inputSchema':{'type':'object','properties':{'city':{}},'required':['city']}}");
        DriftReport same = compare("{}", "{}");

        assertThat(same).passes().hasNoChanges();
        assertThat(broken).fails().hasChange("input.property-became-required", "forecast");

        assertThatThrownBy(() -> assertThat(broken).passes())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expected no change that fails, but\n")
                .hasMessageContaining("forecast");
        assertThatThrownBy(() -> assertThat(broken).hasNoChanges())
                .hasMessageStartingWith("Expected no changes, but\n")
                .hasMessageContaining("forecast");
        assertThatThrownBy(() -> assertThat(broken).hasChange("tool.added", "forecast"))
                .hasMessageStartingWith("Expected change tool.added of 'forecast', but\n");
        failsWith("Expected a change that fails, but\n  nothing has changed", () -> assertThat(same)
                .fails());
    }

    private static DriftReport compare(String before, String now) {
        return Drift.compare(
                catalog(tool("forecast", before)), catalog(tool("forecast", now)), DriftOptions.defaults());
    }

    @Test
    void a_verdict_has_passed_or_says_what_it_is() {
        var passed = new Verdict("gives up on a hang", Verdict.Status.PASSED, "", "", Optional.empty());
        var unknown = new Verdict(
                "gives up on a hang", Verdict.Status.INCONCLUSIVE, "the machine was busy", "", Optional.empty());

        assertThat(passed).passed();
        assertThat(unknown).hasStatus(Verdict.Status.INCONCLUSIVE).hasMessageContaining("busy");

        failsWith(
                "Expected status PASSED, but got\nInconclusive: gives up on a hang: the machine was busy.",
                () -> assertThat(unknown).passed());
        failsWith("Expected status FAILED, but got\nPassed: gives up on a hang", () -> assertThat(passed)
                .failed());
        failsWith(
                "Expected a message that contains\n  slow\nbut got\n"
                        + "Inconclusive: gives up on a hang: the machine was busy.",
                () -> assertThat(unknown).hasMessageContaining("slow"));
    }

    @Test
    void traffic_is_selected_from() {
        var recorder = new TrafficRecorder();
        var traffic = recorder.traffic();

        assertThat(traffic).isEmpty();
        recorder.noteClient();
        assertThat(traffic).toolCalls("pay").wereSent(0);
        assertThatThrownBy(() -> assertThat(traffic).requests("tools/list").wereSent(1))
                .hasMessageStartingWith("Expected 1 messages of tools/list to be sent, but there were 0.");
        assertThatThrownBy(() -> assertThat(traffic).toServer("bank").wereSent(1))
                .hasMessageStartingWith("Expected 1 messages to server 'bank' to be sent, but there were 0.");
        assertThatThrownBy(() -> assertThat(traffic).toolCalls().wereSent(1))
                .hasMessageStartingWith("Expected 1 messages of tools/call to be sent, but there were 0.");
        assertThatThrownBy(() -> assertThat(traffic)
                        .where("calls with a key", any -> true)
                        .wereSent(1))
                .hasMessageStartingWith("Expected 1 calls with a key to be sent, but there were 0.");
    }

    @Test
    void a_server_runs_or_shows_its_log() {
        var alive = new Server(true, OptionalInt.empty(), List.of("listening at 8080"));
        var dead = new Server(false, OptionalInt.of(3), List.of());

        assertThat(alive).isAlive().hasLogged("listening");
        assertThat(dead).hasEnded().hasExitCode(3);

        failsWith(
                "Expected server 'weather' to have ended, but it runs. Last lines of its log:\n    listening at 8080",
                () -> assertThat(alive).hasEnded());
        failsWith(
                "Expected server 'weather' to have exit code 0, but it still runs. Last lines of its log:\n"
                        + "    listening at 8080",
                () -> assertThat(alive).hasExitCode(0));
        failsWith(
                "Expected server 'weather' to have exit code 0, but it has 3. Its log is empty.",
                () -> assertThat(dead).hasExitCode(0));
        failsWith(
                "Expected server 'weather' to run, but it has ended with exit code 3. Its log is empty.",
                () -> assertThat(dead).isAlive());
        failsWith(
                "Expected server 'weather' to have logged 'ready', but it has not. Its log is empty.",
                () -> assertThat(dead).hasLogged("ready"));
    }

    private static void failsWith(String message, ThrowingCallable assertion) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }

    private record Server(boolean isAlive, OptionalInt exitCode, List<String> log) implements RunningServer {

        @Override
        public String name() {
            return "weather";
        }

        @Override
        public McpEndpoint endpoint() {
            return new McpEndpoint.Stdio(List.of("weather"));
        }

        @Override
        public void kill() {}

        @Override
        public void restart() {}

        @Override
        public void pause() {}

        @Override
        public void resume() {}
    }
}
