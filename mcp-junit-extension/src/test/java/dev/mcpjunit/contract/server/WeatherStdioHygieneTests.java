/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.StdioHygieneContract;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.testkit.stacks.StackColumn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A good server passes: columns of the table of docs/server-contracts.md. */
class WeatherStdioHygieneTests {

    abstract static class Weathered extends UnhurriedServer {

        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
        }
    }

    @Nested
    @McpServer(source = "weather")
    class WithHandshake extends Weathered implements StdioHygieneContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("fixture, 2025-11-25");

        static ServerSpec weather() {
            return Weather.stdio("--era", "legacy");
        }
    }

    @Nested
    @McpServer(source = "weather")
    class WithoutHandshake extends Weathered implements StdioHygieneContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("fixture, 2026-07-28");

        static ServerSpec weather() {
            return Weather.stdio("--era", "dual");
        }
    }
}
