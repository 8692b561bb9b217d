/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.testkit.Weather;
import org.junit.jupiter.api.Nested;

/** Good servers pass. */
class WeatherHttpServerTests {

    @Nested
    @McpServer(inProcess = Weather.InProcess.class)
    class WithSessions implements HttpServerContract {}

    @Nested
    @McpServer(inProcess = Weather.ModernInProcess.class)
    class Stateless implements HttpServerContract {}
}
