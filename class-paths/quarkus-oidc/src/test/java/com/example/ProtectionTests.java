/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.stacks.ProtectedWeather;
import dev.mcpjunit.testkit.stacks.StackColumn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the contract finds in an MCP server of Quarkus behind OIDC. */
class ProtectionTests {

    @Nested
    @McpServer(
            name = "weather",
            command = {
                "${java.home}/bin/java",
                "-Dquarkus.profile=strict,prod",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"
            },
            env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}", "RESOURCE=http://localhost:${mcp.port}/mcp"},
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    class Oidc implements ProtectedWeather {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.of("Quarkus 3.33.2");
    }

    @Nested
    @McpServer(
            name = "weather",
            command = {"${java.home}/bin/java", "-jar", "target/quarkus-app/quarkus-run.jar"},
            env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}"},
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    class IssuerOnly implements ProtectedWeather {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.of("Quarkus, issuer only");
    }
}
