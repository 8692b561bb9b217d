/* SPDX-License-Identifier: Apache-2.0 */
package com.example.toolbox;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.load.PlannedCall;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The agent goes on when one of its servers ends in the middle of its work. */
@ExtendWith(WeatherOnHttp.class)
@McpServer(config = ".mcp.json", startupTimeout = "3 m")
@RequiresCommand("npx")
@ResourceLock("npx")
class OneServerEndsTests {

    // tag::end[]
    @Test
    void itsCallsFailAndNoOthers(Fleet fleet) {
        assertThat(fleet).isHealthy();

        CompletableFuture<LoadReport> running = CompletableFuture.supplyAsync(() -> fleet.session()
                .plan(
                        PlannedCall.of(
                                "everything", "trigger-long-running-operation", Map.of("duration", 2, "steps", 1)),
                        PlannedCall.of("memory", "read_graph", Map.of()),
                        PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")))
                .calls(40)
                .concurrency(6)
                .run());
        fleet.server("everything").kill();

        assertThat(running.join()).hasErrorsOnlyFrom("everything");
        assertThat(fleet).isHealthyExcept("everything");
    }
    // end::end[]
}
