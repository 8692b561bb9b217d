/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks.startup;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** The annotation of this project, with its own connection. */
@McpServer(command = {"sh", Server.SCRIPT})
@ExtendWith(Times.class)
final class ExtensionTests {

    @TestTemplate
    void calls(McpConnection server) {
        assertFalse(server.callTool(Server.TOOL, Server.ARGUMENTS).isError());
    }
}
