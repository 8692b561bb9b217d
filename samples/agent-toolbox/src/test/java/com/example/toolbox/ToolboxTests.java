/* SPDX-License-Identifier: Apache-2.0 */
package com.example.toolbox;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.fleet.ToolCollision;
import dev.mcpjunit.load.LoadPlan;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.load.PlannedCall;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The servers of {@code .mcp.json}, which an agent uses together, and one of them in a container as well. */
@ExtendWith(WeatherOnHttp.class)
@McpServer(config = ".mcp.json", startupTimeout = "3 m")
@McpServer(
        name = "everything-image",
        dockerfile = "src/test/docker/everything",
        transport = Transport.STDIO,
        args = {"mcp-server-everything", "stdio"})
@RequiresCommand("npx")
@ResourceLock("npx") // two npx that fetch the same package get in each other's way
class ToolboxTests {

    /** Calls of six servers; those of the browsers need a browser. */
    // tag::plan[]
    static final LoadPlan PLAN = LoadPlan.of(
            PlannedCall.of("everything", "echo", Map.of("message", PlannedCall.NONCE)),
            PlannedCall.of("everything-image", "echo", Map.of("message", PlannedCall.NONCE)),
            PlannedCall.of("filesystem", "list_allowed_directories", Map.of()),
            PlannedCall.of("memory", "search_nodes", Map.of("query", PlannedCall.NONCE)),
            PlannedCall.of(
                    "sequential-thinking",
                    "sequentialthinking",
                    Map.of("thought", "1", "thoughtNumber", 1, "totalThoughts", 1, "nextThoughtNeeded", false)),
            PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")));
    // end::plan[]

    @Test
    void everyServerAnswers(Fleet fleet) {
        assertThat(fleet)
                .isHealthy()
                .hasTool("read_graph")
                .hasTool("browser_click")
                .hasTool("take_snapshot");
    }

    @Test
    void onlyTheServerThatIsThereTwiceCollides(Fleet fleet) {
        assertThat(fleet.collisions())
                .filteredOn(collision -> collision.kind() != ToolCollision.Kind.SHADOWING)
                .isNotEmpty()
                .allSatisfy(collision -> assertThat(collision.toString()).contains("everything", "everything-image"));
    }

    // tag::session[]
    @Test
    void fortyCallsInOneSession(Fleet fleet) {
        LoadReport report = fleet.session().plan(PLAN).calls(40).concurrency(6).run();

        assertThat(report).hasNoErrors().hasNoLostAnswers().hasNoDuplicatedAnswers();
    }
    // end::session[]
}
