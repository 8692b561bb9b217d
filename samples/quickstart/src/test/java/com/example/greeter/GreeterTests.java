/* SPDX-License-Identifier: Apache-2.0 */
package com.example.greeter;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first test of a server. */
// tag::test[]
@McpServer(name = "greeter", inProcess = Greeter.class)
@PinnedSchema
class GreeterTests {

    @Test
    void greets(McpConnection greeter) {
        assertThat(greeter.callTool("greet", Map.of("name", "Ada"))).isSuccess().hasTextContaining("Hello, Ada!");
    }
}
// end::test[]
