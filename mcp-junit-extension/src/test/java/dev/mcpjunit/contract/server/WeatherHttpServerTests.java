/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.testkit.stacks.StackColumn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Good servers pass: columns of the table of docs/server-contracts.md. */
class WeatherHttpServerTests {

    @Nested
    @McpServer(inProcess = Weather.InProcess.class)
    class WithSessions extends UnhurriedServer implements HttpServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("fixture, 2025-11-25");
    }

    @Nested
    @McpServer(inProcess = Weather.ModernInProcess.class)
    class Stateless extends UnhurriedServer implements HttpServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("fixture, 2026-07-28");
    }
}
