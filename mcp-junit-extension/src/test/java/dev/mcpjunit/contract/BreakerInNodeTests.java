/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.subject.NodeClient;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract knows nothing of the client, so the client may be in another language. */
@Tag("long")
@RequiresCommand({"node", "npm"})
@McpServer(name = "weather", inProcess = Weather.InProcess.class)
class BreakerInNodeTests {

    @Test
    void a_breaker_that_is_right_passes(
            McpEndpoint.Http weather, McpEndpoints servers, FaultInjector faults, Traffic traffic) throws Exception {
        try (var client = NodeClient.start(weather)) {
            VerdictReport report =
                    BreakerProbe.of(client::subject, servers, faults, traffic).all();

            report.requirePassed();
            assertThat(report.with(Verdict.Status.PASSED))
                    .contains(BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW.toString())
                    .hasSize(14);
        }
    }

    @Test
    void one_that_does_not_limit_its_probes_fails(
            McpEndpoint.Http weather, McpEndpoints servers, FaultInjector faults, Traffic traffic) throws Exception {
        try (var client = NodeClient.start(weather, "thundering-herd")) {
            VerdictReport report =
                    BreakerProbe.of(client::subject, servers, faults, traffic).all();

            assertThat(report.with(Verdict.Status.FAILED))
                    .containsExactly(BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW.toString());
        }
    }
}
