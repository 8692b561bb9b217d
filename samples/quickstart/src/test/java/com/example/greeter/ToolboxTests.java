/* SPDX-License-Identifier: Apache-2.0 */
package com.example.greeter;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.ContextBudget;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.fleet.Fleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The first test of servers that other teams publish. */
// tag::test[]
@McpServer(config = ".mcp.json", startupTimeout = "2 m")
@RequiresCommand("npx")
@PinnedSchema
@ContextBudget(maxTokens = 4_000)
// end::test[]
@ResourceLock("npx") // two npx that fetch the same package get in each other's way
// tag::test[]
class ToolboxTests {

    @Test
    void everyServerAnswers(Fleet fleet) {
        assertThat(fleet).isHealthy().hasNoCollisions();
    }
}
// end::test[]
