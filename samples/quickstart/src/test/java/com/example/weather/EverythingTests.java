/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.connection.McpConnection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

// tag::first[]
@McpServer(command = {"npx", "-y", "@modelcontextprotocol/server-everything@2026.8.31", "stdio"})
@PinnedSchema
// end::first[]
@RequiresCommand("npx")
@ResourceLock("npx") // two npx that fetch the same package get in each other's way
// tag::first[]
class EverythingTests {

    @Test
    void adds(McpConnection everything) {
        assertThat(everything.callTool("get-sum", Map.of("a", 2, "b", 3)))
                .isSuccess()
                .hasTextContaining("5");
    }
}
// end::first[]
