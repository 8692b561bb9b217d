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
import org.junit.jupiter.api.parallel.ResourceLock;

/** The agent goes on when one of its servers ends in the middle of a session. */
@McpServer(config = ".mcp.json", startupTimeout = "5 m")
@RequiresCommand("npx")
@ResourceLock("npx")
class OneServerEndsTests {

    // tag::end[]
    @Test
    void onlyTheCallsOfThatServerFail(Fleet fleet) {
        assertThat(fleet).isHealthy();
        CompletableFuture<LoadReport> running = CompletableFuture.supplyAsync(() -> fleet.session()
                .plan(
                        PlannedCall.of("everything", "trigger-long-running-operation", Map.of("duration", 2)),
                        PlannedCall.of("memory", "read_graph", Map.of()))
                .calls(40)
                .run());

        fleet.server("everything").kill();

        assertThat(running.join()).hasErrorsOnlyFrom("everything");
        assertThat(fleet).isHealthyExcept("everything");
    }
    // end::end[]
}
