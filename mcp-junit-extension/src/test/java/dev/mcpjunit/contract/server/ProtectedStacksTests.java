/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.NodePrograms;
import dev.mcpjunit.testkit.stacks.ProtectedWeather;
import dev.mcpjunit.testkit.stacks.StackColumn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Compares protected servers of the TypeScript SDKs with docs/authorization.md. Those of Spring and Quarkus run on
 * class paths of their own.
 */
@RequiresCommand({"node", "npm"})
class ProtectedStacksTests {

    @BeforeAll
    static void install() {
        NodePrograms.install("protected");
    }

    @Nested
    @McpServer(
            name = "weather",
            command = {"node", "target/node/protected/first.mjs"},
            env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}", "RESOURCE=http://localhost:${mcp.port}/mcp"},
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    class FirstSdk implements ProtectedWeather {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.of("TypeScript SDK 1.32.2");
    }

    @Nested
    @McpServer(
            name = "weather",
            command = {"node", "target/node/protected/second.mjs"},
            env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}", "RESOURCE=http://localhost:${mcp.port}/mcp"},
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    class SecondSdk implements ProtectedWeather {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.of("TypeScript SDK 2.4.0");
    }
}
