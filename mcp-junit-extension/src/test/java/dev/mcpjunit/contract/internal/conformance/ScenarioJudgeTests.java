/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.conformance.DeclaredConformance;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What the results of the conformance suite mean for the tests of its scenarios. */
class ScenarioJudgeTests {

    private static final DeclaredConformance ALL = DeclaredConformance.to("2025-11-25");

    private static Scenario scenario(String name, String... checks) {
        var array = (JsonArray) Json.parse("[" + String.join(",", checks) + "]");
        return new Scenario(name, array.objects().map(Scenario.Check::of).toList());
    }

    private static String check(String status) {
        return """
                {"id": "ping-answers", "description": "The server answers ping", "status": "%s",
                 "specReferences": [{"id": "P", "url": "https://example.com/ping"}]}""".formatted(status);
    }

    private static void judge(DeclaredConformance declared, Scenario scenario) {
        new ScenarioJudge(declared, List.of(scenario)).judge(scenario);
    }

    @Test
    void a_scenario_whose_checks_succeed_passes() {
        assertThatCode(() -> judge(ALL, scenario("ping", check("SUCCESS"), check("SKIPPED"), check("WARNING"))))
                .doesNotThrowAnyException();
    }

    @Test
    void a_failed_check_is_shown_with_its_rule() {
        Scenario failing = scenario("ping", check("SUCCESS"), """
                {"id": "ping-empty", "description": "d", "errorMessage": "The result is\\u001b[31m not empty",
                 "status": "FAILURE"}""", check("FAILURE"));

        assertThatThrownBy(() -> judge(ALL, failing))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        Scenario 'ping' of the conformance suite fails:
                        - ping-empty: The result is\\u{1B}[31m not empty
                        - ping-answers: The server answers ping (https://example.com/ping)

                        If the server does not have what the scenario needs, say so: \
                        expectingFailure("ping", reason), or choose scenarios with only(…).""");
    }

    @Test
    void an_unknown_status_is_a_failure() {
        assertThatThrownBy(() -> judge(ALL, scenario("ping", check("SUCCESS"), check("ERROR"))))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("- ping-answers: ");
    }

    @Test
    void a_scenario_without_a_result_fails() {
        assertThatThrownBy(() -> judge(ALL, scenario("ping")))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("The suite wrote no result for scenario 'ping': it ended before the scenario, or could not"
                        + " run it.");
    }

    @Test
    void a_scenario_that_checked_nothing_is_not_verified() {
        assertThatThrownBy(() -> judge(ALL, scenario("ping", check("SKIPPED"), check("INFO"))))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("Scenario 'ping' gave no verdict:\n- ping-answers: The server answers ping"
                        + " (https://example.com/ping)");
    }

    @Test
    void well_formed_messages_alone_verify_nothing() {
        String wellFormed = """
                {"id": "wire-schema-valid", "description": "Every message is valid", "status": "SUCCESS"}""";

        assertThatThrownBy(() -> judge(ALL, scenario("ping", check("WARNING"), wellFormed)))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith("Scenario 'ping' gave no verdict:\n- ping-answers: ");
    }

    @Test
    void an_expected_failure_is_not_verified_and_must_happen() {
        DeclaredConformance expected = ALL.expectingFailure("ping", "the server is silent");

        assertThatThrownBy(() -> judge(expected, scenario("ping", check("FAILURE"))))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("Scenario 'ping' fails, as expected: the server is silent\n- ping-answers: The server"
                        + " answers ping (https://example.com/ping)");
        assertThatThrownBy(() -> judge(expected, scenario("ping", check("SUCCESS"))))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("Scenario 'ping' passes, but is expected to fail because the server is silent. Remove"
                        + " expectingFailure(\"ping\", …).");
        // A scenario without a result has not failed as expected.
        assertThatThrownBy(() -> judge(expected, scenario("ping"))).isInstanceOf(AssertionFailedError.class);
    }

    @Test
    void names_must_be_those_of_scenarios_that_run() {
        List<Scenario> results = List.of(scenario("ping"), scenario("tools-list"));

        assertThatThrownBy(() -> new ScenarioJudge(ALL.only("pong"), results))
                .hasMessage("Unknown scenario 'pong' for servers of revision 2025-11-25. The scenarios are:"
                        + " ping, tools-list");
        assertThatThrownBy(() -> new ScenarioJudge(ALL.expectingFailure("pong", "why"), results))
                .hasMessageStartingWith("Unknown scenario 'pong'");
        assertThatThrownBy(() -> new ScenarioJudge(ALL.only("ping").expectingFailure("tools-list", "why"), results))
                .hasMessage("Scenario 'tools-list' is expected to fail, but does not run. Add it to only(…), or remove"
                        + " expectingFailure(…).");
        assertThat(new ScenarioJudge(ALL.only("ping"), results).scenarios()).containsExactly(results.get(0));
        assertThat(new ScenarioJudge(ALL, results).scenarios()).isEqualTo(results);
    }

    @Test
    void a_declaration_must_make_sense() {
        assertThatThrownBy(() -> DeclaredConformance.to("latest"))
                .hasMessage("'latest' is no revision of the protocol. Write it as 2025-11-25.");
        assertThatThrownBy(() -> ALL.expectingFailure("ping", " "))
                .hasMessage("The expected failure of scenario 'ping' needs a reason");
        assertThatThrownBy(() -> ALL.timeout(Duration.ZERO))
                .hasMessageStartingWith("The timeout of the conformance suite must be positive");
    }

    @Test
    void the_scenarios_of_servers_are_found_in_the_list() {
        assertThat(SuiteRun.serverScenarios(List.of(
                        "Required for 2025-11-25 (48 scenarios):",
                        "",
                        "Server scenarios (test against a server):",
                        "  - server-initialize",
                        "  - ping",
                        "",
                        "Client scenarios (test against a client):",
                        "  - initialize",
                        "",
                        "Run and reported, but never scored:",
                        "  pending (1):",
                        "    - http-header-validation [server]")))
                .containsExactly("server-initialize", "ping");
    }
}
